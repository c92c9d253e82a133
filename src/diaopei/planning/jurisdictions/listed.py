"""The joint market: the arcs on all shortlists, with every row of the whole."""

from dataclasses import dataclass, replace

import numpy as np

from diaopei.planning.auction.market import Flags
from diaopei.planning.jurisdictions.shortlist import Lines
from diaopei.planning.model import Ints, Model
from diaopei.planning.runs import laid


@dataclass(frozen=True)
class Listed:
    """Arcs on the lists, sorted as in the whole.

    `model` has all rows of the whole, people as the whole numbers them; `arc` is each arc's number
    in the whole, `part` its jurisdiction and `local` its number there.
    """

    model: Model
    arc: Ints
    part: Ints
    local: Ints

    @classmethod
    def none(cls, frame: Model) -> "Listed":
        """No arcs at all, with the rows and layers of a frame."""
        empty = np.zeros(0, dtype=np.int64)
        return cls(frame, empty, empty, empty)

    def joined(self, lines: list[Lines]) -> "Listed":
        """With more lines, one batch from each jurisdiction."""
        model = self.model
        parts = [np.full(len(batch.arc), number) for number, batch in enumerate(lines)]
        arc = np.concatenate([self.arc, *(batch.arc for batch in lines)])
        order = np.argsort(arc, kind="stable")
        count = np.concatenate([np.diff(model.start), *(batch.entries for batch in lines)])
        row = np.concatenate([model.entry_row, *(batch.row for batch in lines)])
        coef = np.concatenate([model.entry_coef, *(batch.coef for batch in lines)])
        entries = laid((np.cumsum(count) - count)[order], count[order])
        gains = np.concatenate(
            [np.array([layer.gain for layer in model.layers]), *(batch.gain for batch in lines)],
            axis=1,
        )[:, order]
        return Listed(
            model=replace(
                model,
                person=np.concatenate([model.person, *(batch.person for batch in lines)])[order],
                start=np.concatenate([[0], np.cumsum(count[order])]),
                entry_row=row[entries],
                entry_coef=coef[entries],
                layers=tuple(
                    replace(layer, gain=gain)
                    for layer, gain in zip(model.layers, gains, strict=True)
                ),
            ),
            arc=arc[order],
            part=np.concatenate([self.part, *parts])[order],
            local=np.concatenate([self.local, *(batch.local for batch in lines)])[order],
        )

    def only(self, kept: Flags) -> "Listed":
        """With some of the arcs alone."""
        model, arcs = self.model, np.flatnonzero(kept)
        entries = model.entries(arcs)
        return Listed(
            model=replace(
                model,
                person=model.person[arcs],
                start=np.concatenate([[0], np.cumsum(np.diff(model.start)[arcs])]),
                entry_row=model.entry_row[entries],
                entry_coef=model.entry_coef[entries],
                layers=tuple(replace(each, gain=each.gain[arcs]) for each in model.layers),
            ),
            arc=self.arc[arcs],
            part=self.part[arcs],
            local=self.local[arcs],
        )

    def places(self, arcs: Ints) -> Ints:
        """Where arcs of the whole stand on the list; all of them must be on it."""
        return np.searchsorted(self.arc, arcs)
