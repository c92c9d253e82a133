"""A model parted into jurisdictions: the people of each, all their arcs, the rows these touch."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from diaopei.planning.auction.market import SEATS, Flags
from diaopei.planning.model import Ints, Layer, Model


@dataclass(frozen=True)
class Part:
    """One jurisdiction: its people and their arcs, with the rows these touch.

    `model` numbers people and rows from 0; `arcs`, `people` and `rows` are their numbers in the
    whole, all ascending. `seats` says which rows are the seats of a post.
    """

    model: Model
    arcs: Ints
    people: Ints
    rows: Ints
    seats: Flags

    @cached_property
    def post(self) -> Ints:
        """By arc the row of its seats, as the part numbers rows; -1 where it takes none."""
        into = np.full(self.model.arcs, -1, dtype=np.int64)
        taken = self.seats[self.model.entry_row]
        into[self.model.entry_arc[taken]] = self.model.entry_row[taken]
        return into


def parted(model: Model, home: Ints) -> list[Part]:
    """A model in jurisdictions, in the order of their numbers.

    Args:
        model: rows and layers over all eligible arcs.
        home: the jurisdiction of each person, any whole numbers.
    """
    of_arc = home[model.person]
    return [_part(model, of_arc == number) for number in np.unique(home)]


def frame_of(model: Model) -> Model:
    """The rows and layers of a model without its arcs."""
    none = np.zeros(0, dtype=np.int64)
    return replace(
        model, person=none, start=np.zeros(1, dtype=np.int64), entry_row=none, entry_coef=none,
        layers=tuple(replace(layer, gain=none) for layer in model.layers), measured={}, among={},
    )  # fmt: skip


def _part(model: Model, mine: Flags) -> Part:
    arcs = np.flatnonzero(mine)
    entries = model.entries(arcs)
    rows, place = np.unique(model.entry_row[entries], return_inverse=True)
    people, person = np.unique(model.person[arcs], return_inverse=True)

    def own(layer: Layer) -> Layer:
        return replace(layer, gain=layer.gain[arcs], price=layer.price[rows], constant=0)

    names = model.names[rows]
    small = Model(
        person=person.astype(np.int64),
        start=np.concatenate([[0], np.cumsum(np.diff(model.start)[arcs])]),
        entry_row=place.astype(np.int64),
        entry_coef=model.entry_coef[entries],
        lower=model.lower[rows],
        upper=model.upper[rows],
        soft=model.soft[rows],
        layers=tuple(own(layer) for layer in model.layers),
        names=names.head(0),
        measured={},
    )
    return Part(small, arcs, people, rows, (names["constraint"] == SEATS).to_numpy())
