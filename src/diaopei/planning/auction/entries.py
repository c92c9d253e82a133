"""Passes over all entries of a model, arc by arc, without a copy of any."""

import numpy as np

from diaopei.planning.auction.bidding import Small
from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.model import Ints

UNSEEN, MIXED = -2, -1


@machine_code
def posts_of(start: Ints, row: Ints, place: Ints) -> Small:
    """The post of each arc, -1 for none.

    Args:
        start: where the entries of each arc start.
        row: the row of each entry.
        place: by row the number of its post if it counts a post's seats, else -1.
    """
    post = np.full(len(start) - 1, -1, dtype=np.int32)
    for arc in range(len(post)):
        for entry in range(start[arc], start[arc + 1]):
            if place[row[entry]] >= 0:
                post[arc] = place[row[entry]]
    return post


@machine_code
def one_post(start: Ints, entries: tuple[Ints, Ints], post: Small, rows: int) -> tuple[Ints, Ints]:
    """By row the post into which all its arcs lead, counted once each, and how many they are.

    Args:
        start: where the entries of each arc start.
        entries: row and coefficient of each entry.
        post: the post of each arc.
        rows: how many rows there are.

    Returns:
        Post (`MIXED` if not all lead into one, `UNSEEN` without arcs) and count by row.
    """
    row, coef = entries
    found = np.full(rows, UNSEEN, dtype=np.int64)
    size = np.zeros(rows, dtype=np.int64)
    for arc in range(len(post)):
        for entry in range(start[arc], start[arc + 1]):
            here = row[entry]
            size[here] += 1
            alike = found[here] == UNSEEN or found[here] == post[arc]
            found[here] = post[arc] if alike and coef[entry] == 1 else MIXED
    return found, size


@machine_code
def picked(
    start: Ints, entries: tuple[Ints, Ints], place: Ints, arcs: Ints
) -> tuple[Ints, Small, Small]:
    """The entries of some arcs in some rows.

    Args:
        start: where the entries of each arc start.
        entries: row and coefficient of each entry.
        place: by row its number among those picked, else -1.
        arcs: the arcs picked.

    Returns:
        Where the entries of each arc picked start, and their rows and coefficients.
    """
    row, coef = entries
    first = np.zeros(len(arcs) + 1, dtype=np.int64)
    for number in range(len(arcs)):
        count = 0
        for entry in range(start[arcs[number]], start[arcs[number] + 1]):
            count += place[row[entry]] >= 0
        first[number + 1] = first[number] + count
    rows = np.empty(first[-1], dtype=np.int32)
    coefs = np.empty(first[-1], dtype=np.int32)
    spot = 0
    for arc in arcs:
        for entry in range(start[arc], start[arc + 1]):
            if place[row[entry]] >= 0:
                rows[spot] = place[row[entry]]
                coefs[spot] = coef[entry]
                spot += 1
    return first, rows, coefs


@machine_code
def by_row(start: Ints, row: Small, rows: int) -> tuple[Ints, Small]:
    """The arcs of each row, in order: offsets by row, and the arcs one after another.

    Entries of row -1 are left out.
    """
    into = np.zeros(rows + 1, dtype=np.int64)
    for here in row:
        if here >= 0:
            into[here + 1] += 1
    for here in range(rows):
        into[here + 1] += into[here]
    free = into[:-1].copy()
    arc_of = np.empty(into[-1], dtype=np.int32)
    for arc in range(len(start) - 1):
        for entry in range(start[arc], start[arc + 1]):
            here = row[entry]
            if here >= 0:
                arc_of[free[here]] = arc
                free[here] += 1
    return into, arc_of
