"""Who is near a loss: people from whom few and cheap changes lead there, the nearest first.

A change of plan that makes good a loss is a chain: somebody takes an arc into a row, somebody else
leaves it. Every link costs what its arc stands below its person's best at the prices, so a chain
dearer than the loss is of no use, and the search ends there.
"""

import heapq
from typing import NamedTuple

import numpy as np

from diaopei.planning.auction.bidding import Small
from diaopei.planning.auction.entries import by_row
from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.auction.market import Flags
from diaopei.planning.model import Ints, Model

SHORT = 2_000
"""Rows of more entries than this make nobody a neighbour: all are in them."""

UNSEEN = 2**62


class Links(NamedTuple):
    """People, arcs and rows, each by the other.

    The arcs of person `i` are `first[i]:first[i + 1]`, the entries of arc `a` are
    `start[a]:start[a + 1]` of `row`, and the entries of row `r` are
    `into[r]:into[r + 1]` of `arc_of`; long rows have none.
    """

    first: Ints
    person: Ints
    start: Ints
    row: Small
    into: Ints
    arc_of: Small


def links(model: Model) -> Links:
    """The links of a model, rows of up to `SHORT` entries."""
    size = np.bincount(model.entry_row, minlength=len(model.lower))
    row = np.where(size[model.entry_row] <= SHORT, model.entry_row, -1).astype(np.int32)
    into, arc_of = by_row(model.start, row, len(model.lower))
    first = np.searchsorted(model.person, np.arange(model.people + 1)).astype(np.int64)
    return Links(first, model.person, model.start, row, into, arc_of)


@machine_code
def near(
    told: Links, slack: Ints, seeds: tuple[Ints, Ints], reach: tuple[int, int], most: int
) -> Ints:
    """People near some rows and people, the nearest first.

    Args:
        told: who is linked to what.
        slack: by arc how far it stands below its person's best.
        seeds: rows, and people, to begin with.
        reach: the longest way, and what each person on it adds to its length.
        most: how many people at most.

    Returns:
        Pairs of person and distance, shape (people found, 2).
    """
    radius, hop = reach
    distance = np.full(len(told.first) - 1, UNSEEN, dtype=np.int64)
    seen = np.zeros(len(told.into) - 1, dtype=np.bool_)
    queue = [(0, -1)]
    for person in seeds[1]:
        distance[person] = 0
        heapq.heappush(queue, (0, int(person)))
    for row in seeds[0]:
        seen[row] = True
        enter(told, slack, (row, 0, radius), distance, queue)
    found = np.empty((most, 2), dtype=np.int64)
    count = 0
    while len(queue) and count < most:
        far, person = heapq.heappop(queue)
        if person < 0 or far > distance[person]:
            continue
        found[count, 0], found[count, 1] = person, far
        count += 1
        for arc in range(told.first[person], told.first[person + 1]):
            here = far + slack[arc] + hop
            if here <= radius:
                go_on(told, slack, (arc, here, radius), (distance, seen), queue)
    return found[:count]


@machine_code
def go_on(
    told: Links,
    slack: Ints,
    way: tuple[int, int, int],
    marks: tuple[Ints, Flags],
    queue: list[tuple[int, int]],
) -> None:
    """From an arc, so far away, into the rows it uses that nobody has come to yet."""
    arc, here, radius = way
    distance, seen = marks
    for entry in range(told.start[arc], told.start[arc + 1]):
        row = told.row[entry]
        if row >= 0 and not seen[row]:
            seen[row] = True
            enter(told, slack, (row, here, radius), distance, queue)


@machine_code
def enter(
    told: Links,
    slack: Ints,
    way: tuple[int, int, int],
    distance: Ints,
    queue: list[tuple[int, int]],
) -> None:
    """From a row, so far away, to everybody with an arc in it for whom this is the shortest way."""
    row, here, radius = way
    for place in range(told.into[row], told.into[row + 1]):
        arc = told.arc_of[place]
        person = told.person[arc]
        far = here + slack[arc]
        if far <= radius and far < distance[person]:
            distance[person] = far
            heapq.heappush(queue, (int(far), int(person)))
