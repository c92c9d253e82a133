"""Arcs that one row alone shuts: a pin all but one, a hold all moves, a batch of nobody all moves.

A row that is kept only where (nearly) everybody in it adds the most they can, or the least, shuts
every arc that adds too little or too much.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from diaopei.planning.model import UNBOUNDED, Ints, Model
from diaopei.planning.runs import laid

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Closures:
    """Pairs of an arc and a row that shuts it; an arc may be shut by several rows.

    `hopeless` are rows that nothing at all can keep; they are in conflict by themselves, and shut
    no arc here.
    """

    arc: Ints
    row: Ints
    hopeless: Ints

    def shut(self, arcs: int) -> Flags:
        """By arc, whether some row shuts it."""
        closed = np.zeros(arcs, dtype=np.bool_)
        closed[self.arc] = True
        return closed

    def of(self, arcs: Ints) -> tuple[Ints, Ints]:
        """The pairs of some arcs."""
        mine = np.isin(self.arc, arcs)
        return self.arc[mine], self.row[mine]


def closures(model: Model, rows: Ints) -> Closures:
    """Every arc that one of some rows alone shuts.

    Args:
        model: rows and arcs, every person on just one arc.
        rows: the rows to look at; each must be kept.
    """
    reach = _Reach.of(model, rows)
    parts = [reach.shut_by(low=True), reach.shut_by(low=False)]
    beyond = [reach.room(low=low) < 0 for low in (True, False)]
    arc = np.concatenate([part[0] for part in parts])
    row = np.concatenate([part[1] for part in parts])
    count = len(model.lower)
    both = np.unique(arc * count + row)
    return Closures(both // count, both % count, np.flatnonzero(beyond[0] | beyond[1]))


@dataclass(frozen=True)
class _Reach:
    """By row and person in it the most and the least that the person's arcs can add.

    `row`, `person`, `most`, `least` are by pair; `arc`, `coef`, `pair` by entry.
    """

    model: Model
    row: Ints
    person: Ints
    most: Ints
    least: Ints
    arc: Ints
    coef: Ints
    pair: Ints

    @classmethod
    def of(cls, model: Model, rows: Ints) -> "_Reach":
        """Counts the arcs of some rows."""
        wanted = np.zeros(len(model.lower), dtype=np.bool_)
        wanted[rows] = True
        at = np.flatnonzero(wanted[model.entry_row])
        # Entries may come in half the width; the keys below need all of it.
        arc, row, coef = (
            part[at].astype(np.int64)
            for part in (model.entry_arc, model.entry_row, model.entry_coef)
        )
        key = row * model.people + model.person[arc]
        keys, pair, count = np.unique(key, return_inverse=True, return_counts=True)
        person = keys % model.people
        many = np.bincount(model.person, minlength=model.people)
        some_outside = count < many[person]
        most = np.where(some_outside, 0, -UNBOUNDED)
        least = np.where(some_outside, 0, UNBOUNDED)
        np.maximum.at(most, pair, coef)
        np.minimum.at(least, pair, coef)
        return cls(model, keys // model.people, person, most, least, arc, coef, pair)

    def room(self, *, low: bool) -> Ints:
        """By row how far the people in it can get beyond its lower bound, or its upper one."""
        model = self.model
        best, bound = (self.most, model.lower) if low else (-self.least, -model.upper)
        room = np.zeros(len(bound), dtype=np.int64)
        np.add.at(room, self.row, best)
        counted: Ints = np.where(bound > -UNBOUNDED, room - bound, UNBOUNDED)
        counted[np.bincount(self.row, minlength=len(bound)) == 0] = UNBOUNDED
        return counted

    def shut_by(self, *, low: bool) -> tuple[Ints, Ints]:
        """Arcs and rows: what lower bounds shut, or upper bounds."""
        best, room = (self.most if low else -self.least), self.room(low=low)
        tight = (room >= 0)[self.row]
        added = self.coef if low else -self.coef
        inside = tight[self.pair] & (best[self.pair] - added > room[self.row[self.pair]])
        arcs, rows = self.arc[inside], self.row[self.pair[inside]]
        wide = np.flatnonzero(tight & (best > room[self.row]))
        outer_arcs, outer_rows = self._outside(wide)
        return np.concatenate([arcs, outer_arcs]), np.concatenate([rows, outer_rows])

    def _outside(self, pairs: Ints) -> tuple[Ints, Ints]:
        """The arcs of the people of some pairs that are not in the pair's row, and the rows."""
        first = np.searchsorted(self.model.person, self.person[pairs])
        last = np.searchsorted(self.model.person, self.person[pairs], side="right")
        arcs = laid(first, last - first)
        rows = np.repeat(self.row[pairs], last - first)
        # An arc stands in a row once: pairs of arc and row that are entries are taken out.
        key = arcs * len(self.model.lower) + rows
        mine = self.arc * len(self.model.lower) + self.row[self.pair]
        outside = ~np.isin(key, mine)
        return arcs[outside], rows[outside]
