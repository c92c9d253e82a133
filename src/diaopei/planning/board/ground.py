"""What a board stands on and never changes: arcs by person and by row, bounds, stakes, prices."""

from typing import NamedTuple

import numpy as np

from diaopei.planning.auction.bidding import Small
from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.auction.market import SEATS, Flags, by_key
from diaopei.planning.board.weights import Weighed
from diaopei.planning.model import UNBOUNDED, Ints, Model

LONG = 256
"""Rows of more arcs are kept in the order of nearness."""

HEAVIEST = 18
"""What a step of the smallest row weighs; half as much for about five hundred arcs."""


class Ground(NamedTuple):
    """A model with its layers added up, ready for machine code.

    The arcs of person `i` are `first[i]:first[i + 1]`, the entries of arc `a` are
    `start[a]:start[a + 1]` of `row` and `coef`, the arcs in row `r` are `within[into[r]:into[r +
    1]]`, each using `used` of it; in long rows those not in the plan come first, the nearest to it
    before the others, and those most easily left last. `post` is the seats row of an arc, -1 where
    it needs none. `step` is the largest coefficient of a row: what it is broken by is counted in
    such steps, each of them `weight`, more for a row of few arcs, which only those near by can
    mend. `gain` of arcs and `cost` of missing a row by one are in the board's weights, and so are
    `price`, what a row costs in the proofs, and `below`, how far an arc stands below its person's
    best at the prices. A hard row costs more than its price, while it is broken.
    """

    first: Ints
    person: Small
    post: Small
    start: Ints
    row: Small
    coef: Small
    into: Ints
    within: Small
    used: Small
    lower: Ints
    upper: Ints
    hard: Flags
    step: Ints
    weight: Ints
    gain: Ints
    cost: Ints
    price: Ints
    below: Ints


class Now(NamedTuple):
    """What edits change: everybody's arc, sums of rows, which arcs are open.

    `tally` holds two numbers: what all goals have gained since the board was set up, in the
    board's weights, and how many steps hard rows are broken by, each with its row's weight.
    """

    arc: Small
    sums: Ints
    open: Flags
    tally: Ints


def grounded(model: Model, parts: Weighed, chosen: Ints) -> Ground:
    """The ground of a model under the weights of its layers, for a plan of these arcs."""
    count = len(model.lower)
    into, places = by_key(model.entry_row.astype(np.int32), count)
    first = np.searchsorted(model.person, np.arange(model.people + 1)).astype(np.int64)
    worth = charged(model.start, model.entry_row, model.entry_coef, parts.rows, parts.gain)
    below = np.maximum.reduceat(worth, first[:-1])[model.person] - worth
    _by_nearness(model, places, (into, below, chosen))
    step = np.ones(count, dtype=np.int64)
    np.maximum.at(step, model.entry_row, np.abs(model.entry_coef))
    return Ground(
        first=first,
        person=model.person.astype(np.int32),
        post=posts_of(model),
        start=model.start,
        row=model.entry_row.astype(np.int32),
        coef=model.entry_coef.astype(np.int32),
        into=into,
        within=model.entry_arc[places].astype(np.int32),
        used=model.entry_coef[places].astype(np.int32),
        lower=model.lower.copy(),
        upper=model.upper.copy(),
        hard=~model.soft,
        step=step,
        weight=np.maximum(1, HEAVIEST - np.ceil(np.log2(np.diff(into) + 1)).astype(np.int64)),
        gain=parts.gain,
        cost=np.where(model.soft, parts.cost, np.abs(parts.rows) + _strain(model, below, chosen)),
        price=np.abs(parts.rows),
        below=below,
    )


def _by_nearness(model: Model, places: Small, told: tuple[Ints, Ints, Ints]) -> None:
    """Puts the entries of long rows in order, those looked at first at either end.

    Arcs not in the plan come first, by what they lose; those in it last, the one whose person
    loses least by another arc at the very end.
    """
    into, below, chosen = told
    size = np.diff(into)
    mine = np.flatnonzero(np.repeat(size > LONG, size))
    arc = model.entry_arc[places[mine]]
    kept = np.zeros(model.arcs, dtype=bool)
    kept[chosen] = True
    near = np.where(kept, UNBOUNDED, below)
    next_best = np.minimum.reduceat(near, np.searchsorted(model.person, np.arange(model.people)))
    lost = np.where(kept[arc], -next_best[model.person[arc]], below[arc])
    order = np.lexsort((lost, kept[arc], model.entry_row[places[mine]]))
    places[mine] = places[mine][order]


def _strain(model: Model, below: Ints, chosen: Ints) -> Ints:
    """What a hard row costs on top of its price: seats next to nothing, others a middling step."""
    near = below.copy()
    near[chosen] = UNBOUNDED
    next_best = np.minimum.reduceat(near, np.searchsorted(model.person, np.arange(model.people)))
    some = next_best[(next_best > 0) & (next_best < UNBOUNDED)]
    seats = (model.names["constraint"] == SEATS).to_numpy()
    return np.where(seats, 1, 1 + (int(np.median(some)) if len(some) else 0))


@machine_code
def charged(start: Ints, row: Ints, coef: Ints, prices: Ints, gain: Ints) -> Ints:
    """What each arc is worth when it pays for the rows it uses."""
    worth = gain.copy()
    for arc in range(len(worth)):
        for entry in range(start[arc], start[arc + 1]):
            worth[arc] -= coef[entry] * prices[row[entry]]
    return worth


def posts_of(model: Model) -> Small:
    """The seats row of every arc; -1 where an arc takes no seat."""
    seats = (model.names["constraint"] == SEATS).to_numpy()
    post = np.full(model.arcs, -1, dtype=np.int32)
    seated = seats[model.entry_row]
    post[model.entry_arc[seated]] = model.entry_row[seated]
    return post
