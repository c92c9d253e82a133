"""The most that can be matched: each on the left with as many on the right as it needs.

Shortest ways first, many at a time (Hopcroft and Karp 1973), with more than one place a side. Where
something stays short, all that can be reached from it along ways that alternate is a set whose
needs its neighbours cannot meet (Hall 1935).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.model import Ints

Flags = npt.NDArray[np.bool_]


class Sides(NamedTuple):
    """Who could be matched with whom: the links of left `i` are `first[i]:first[i + 1]`.

    `right` and `left` are a link's ends, `link_of[into[j]:into[j + 1]]` the links of right `j`;
    left `i` needs `need[i]`, right `j` has `room[j]`.
    """

    first: Ints
    right: Ints
    left: Ints
    into: Ints
    link_of: Ints
    need: Ints
    room: Ints


class Matched(NamedTuple):
    """Which links are taken, what each left has got, and what each right carries."""

    taken: Flags
    got: Ints
    load: Ints


class Walk(NamedTuple):
    """Room to work in: distances on both sides, a queue, where each was left off, a way."""

    near: Ints
    far: Ints
    queue: Ints
    next_left: Ints
    next_right: Ints
    way: Ints


def sides(left: Ints, right: Ints, need: Ints, room: Ints) -> Sides:
    """The two sides from their links, in any order.

    Args:
        left: the left end of each link.
        right: the right end of each link.
        need: by left, how many it needs.
        room: by right, how many it has room for.
    """
    order = np.argsort(left, kind="stable")
    left, right = left[order], right[order]
    return Sides(
        first=_starts(left, len(need)),
        right=right,
        left=left,
        into=_starts(right, len(room)),
        link_of=np.argsort(right, kind="stable"),
        need=need,
        room=room,
    )


def _starts(ends: Ints, count: int) -> Ints:
    starts: Ints = np.append(0, np.cumsum(np.bincount(ends, minlength=count))).astype(np.int64)
    return starts


def matched(told: Sides, begun: Flags | None = None) -> Matched:
    """The most that can be matched.

    Args:
        told: the two sides.
        begun: by link, in the order of `told`, those taken to begin with; they must fit.
    """
    count = len(told.right)
    taken = np.zeros(count, dtype=np.bool_) if begun is None else begun.copy()
    now = Matched(
        taken,
        np.bincount(told.left[taken], minlength=len(told.need)).astype(np.int64),
        np.bincount(told.right[taken], minlength=len(told.room)).astype(np.int64),
    )
    walk = _walk(told)
    while layered(told, now, walk):
        walk.next_left[:] = told.first[:-1]
        walk.next_right[:] = told.into[:-1]
        for left in np.flatnonzero(now.got < told.need):
            while now.got[left] < told.need[left] and extended(told, now, walk, int(left)):
                pass
    return now


def reached(told: Sides, now: Matched, root: int) -> tuple[Ints, Ints]:
    """All that can be reached from one on the left that stays short: lefts and rights.

    The rights are all neighbours of the lefts, full, and matched with these lefts alone.
    """
    seen_left = np.zeros(len(told.need), dtype=np.bool_)
    seen_right = np.zeros(len(told.room), dtype=np.bool_)
    spread(told, now, root, (seen_left, seen_right))
    return np.flatnonzero(seen_left), np.flatnonzero(seen_right)


def _walk(told: Sides) -> Walk:
    lefts, rights = len(told.need), len(told.room)
    sizes = (lefts, rights, lefts, lefts, rights, 2 * (lefts + 1))
    return Walk(*(np.zeros(size, dtype=np.int64) for size in sizes))


@machine_code
def widened(told: Sides, now: Matched, walk: Walk, right: int, tail: int) -> int:
    """Puts all lefts matched with a full right at the end of the queue; its new end."""
    for place in range(told.into[right], told.into[right + 1]):
        back = told.link_of[place]
        if now.taken[back] and walk.near[told.left[back]] < 0:
            walk.near[told.left[back]] = walk.far[right] + 1
            walk.queue[tail] = told.left[back]
            tail += 1
    return tail


@machine_code
def layered(told: Sides, now: Matched, walk: Walk) -> bool:
    """Distances from those that are short, and whether a right with room is reached."""
    walk.near[:] = -1
    walk.far[:] = -1
    tail, found = 0, False
    for left in range(len(told.need)):
        if now.got[left] < told.need[left]:
            walk.near[left] = 0
            walk.queue[tail] = left
            tail += 1
    head = 0
    while head < tail:
        left = walk.queue[head]
        head += 1
        for link in range(told.first[left], told.first[left + 1]):
            right = told.right[link]
            if now.taken[link] or walk.far[right] >= 0:
                continue
            walk.far[right] = walk.near[left] + 1
            if now.load[right] < told.room[right]:
                found = True
            else:
                tail = widened(told, now, walk, right, tail)
    return found


@machine_code
def onward(told: Sides, now: Matched, walk: Walk, left: int) -> int:
    """The next link of a left that leads one step further; -1 if there is none."""
    while walk.next_left[left] < told.first[left + 1]:
        link = walk.next_left[left]
        if not now.taken[link] and walk.far[told.right[link]] == walk.near[left] + 1:
            return int(link)
        walk.next_left[left] += 1
    return -1


@machine_code
def backward(told: Sides, now: Matched, walk: Walk, right: int) -> int:
    """The next link taken at a full right that leads one step further; -1 if there is none."""
    while walk.next_right[right] < told.into[right + 1]:
        back = told.link_of[walk.next_right[right]]
        walk.next_right[right] += 1
        if now.taken[back] and walk.near[told.left[back]] == walk.far[right] + 1:
            return int(back)
    return -1


@machine_code
def extended(told: Sides, now: Matched, walk: Walk, root: int) -> bool:
    """Gives one more to a left that is short, along one of the shortest ways, if there is one.

    The way is kept as links, those to take at even places and those to give up at odd ones.
    """
    deep, left = 0, root
    while True:
        link = onward(told, now, walk, left)
        if link < 0:
            if deep == 0:
                return False
            deep -= 2
            left = told.left[walk.way[deep]]
            continue
        walk.way[deep] = link
        right = told.right[link]
        if now.load[right] < told.room[right]:
            now.load[right] += 1
            now.got[root] += 1
            for place in range(deep + 1):
                now.taken[walk.way[place]] = place % 2 == 0
            return True
        back = backward(told, now, walk, right)
        if back < 0:
            walk.next_left[left] += 1
            continue
        walk.way[deep + 1] = back
        deep += 2
        left = told.left[back]


@machine_code
def spread(told: Sides, now: Matched, root: int, seen: tuple[Flags, Flags]) -> None:
    """Marks all that can be reached from a left along ways that alternate."""
    seen_left, seen_right = seen
    queue = np.zeros(len(told.need), dtype=np.int64)
    queue[0], head, tail = root, 0, 1
    seen_left[root] = True
    while head < tail:
        left = queue[head]
        head += 1
        for link in range(told.first[left], told.first[left + 1]):
            right = told.right[link]
            if seen_right[right]:
                continue
            seen_right[right] = True
            for place in range(told.into[right], told.into[right + 1]):
                back = told.link_of[place]
                if now.taken[back] and not seen_left[told.left[back]]:
                    seen_left[told.left[back]] = True
                    queue[tail] = told.left[back]
                    tail += 1
