"""Ways out of a conflict: the cheapest sets of demands to drop and numbers to raise.

All rows that may give way do so at a price, the cheapest choice is searched, and each answer is
counted again on the whole model. The next cheapest come by keeping one row of an answer at a time
(Lawler 1972), so no way is another one with something more.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from diaopei.planning.exact import SolverError
from diaopei.planning.feasibility import giving_way, loosened
from diaopei.planning.model import Ints, Model

WEIGHTS = {"by_hand": 2, "batch_size": 3, "team_changes": 3, "must_fill": 40}
"""By constraint what giving way by one costs: a demand of the round itself is cheapest, one more
in a number is little dearer, a post left empty is the last resort. All others are kept."""

MOST = 3
"""How many ways are told."""

TRIED = 12
"""How many searches are made for them."""

LARGE = 5_000
"""Beyond so many people the first ways found are told, whatever their kind."""


@dataclass(frozen=True, order=True)
class Way:
    """One way out: by row how much it gives way, with which a plan exists.

    `cost` is the sum of weights, `rooms` are pairs of a row and by how much.
    """

    cost: int
    rooms: tuple[tuple[int, int], ...]


def ways_out(model: Model, home: Ints, rows: Ints) -> list[Way]:
    """The cheapest way out and others, cheapest first: of each kind the cheapest, then the next.

    Args:
        model: rows and arcs of which no choice keeps all.
        home: everybody's arc of changing nothing.
        rows: the rows in conflict, to begin with.

    Raises:
        SolverError: with a way found no choice keeps the rows after all.
    """
    kind = model.names["constraint"].cast(str).to_numpy()
    weight = np.array([WEIGHTS.get(name, 0) for name in kind], dtype=np.int64)
    found: list[Way] = []
    for way in _by_cost(model, home, rows, np.where(model.soft, 0, weight)):
        if not any(_names(one) <= _names(way) for one in found):
            found.append(way)
        if len(found) == MOST and model.people > LARGE:
            break
    kinds = [tuple(sorted({kind[row] for row in _names(way)})) for way in found]
    # A way of another kind tells more than one that drops this demand instead of that.
    first = [way for place, way in enumerate(found) if kinds[place] not in kinds[:place]]
    others = [way for way in found if way not in first]
    return sorted([*first, *others][:MOST])


def _names(way: Way) -> set[int]:
    return {row for row, _ in way.rooms}


def _by_cost(model: Model, home: Ints, rows: Ints, weight: Ints) -> Iterator[Way]:
    """Ways in the order of their cost; every set of rows at most once."""
    first = _cheapest(model, home, rows, weight)
    todo = [] if first is None else [(first, frozenset[int]())]
    tried, seen = {frozenset[int]()}, set()
    while todo:
        way, kept = heapq.heappop(todo)
        if way.rooms not in seen:
            seen.add(way.rooms)
            yield way
        for row in sorted(_names(way)):
            more = kept | {row}
            if more in tried or len(tried) > TRIED:
                continue
            tried.add(more)
            firm = weight.copy()
            firm[list(more)] = 0
            onward = _cheapest(model, home, rows, firm)
            if onward is not None:
                heapq.heappush(todo, (onward, more))


def _cheapest(model: Model, home: Ints, rows: Ints, weight: Ints) -> Way | None:
    """The cheapest way where some rows may give way, counted again on the whole model."""
    found = giving_way(model, home, rows, weight)
    if found is None:
        return None
    rooms, chosen = found
    wide = loosened(model, rooms)
    if wide.missed(chosen)[~model.soft].any() or any(not weight[row] for row in rooms):
        msg = "a way out found could not be confirmed; run again, or report the round file"
        raise SolverError(msg)
    cost = sum(int(weight[row]) * by for row, by in rooms.items())
    return Way(cost, tuple(sorted(rooms.items())))
