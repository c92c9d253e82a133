"""Deferred acceptance: people ask in the order of their wishes, posts keep the best who asked.

A post prefers its present holders, so that nobody is driven out (Combe, Tercieux and Terrier,
2022, call it DA*); then the better fit by whole hundreds of points, within a hundred the higher
merit. Nobody is left with a wish for a seat that went to one the post likes less.
"""

import heapq

import numpy as np

from diaopei.planning.market import NOBODY, Market, titled
from diaopei.planning.model import Ints

BAND = 100
"""Points of fit within which merit decides."""

LOOK = 32
"""Entries of a list looked at in the first step; each further step looks at twice as many."""


@titled(
    {
        "en": "Deferred acceptance",
        "zh-hans": "延迟接受（岗位择优）",
        "zh-hant": "延遲接受（崗位擇優）",
    }
)
def deferred_acceptance(market: Market) -> Ints:
    """The entry each person takes.

    Where a must-fill post would be left without enough holders, those of its leavers with the
    lowest merit are held back and everybody is heard anew, until none stands short.
    """
    strength = priorities(market)
    begin = market.start[:-1].copy()
    while True:
        taken = _heard(market, strength, begin)
        held_back = _needed_back(market, taken)
        if not held_back:
            return taken
        begin[held_back] = market.wanted[held_back] - 1


def priorities(market: Market) -> Ints:
    """How strongly a post wants the person of each entry; more is stronger."""
    people = len(market.own)
    lengths = np.diff(market.start)
    holds = market.post == np.repeat(market.own, lengths)
    band = np.where(holds, market.score.max(initial=0) // BAND + 1, market.score // BAND)
    strength: Ints = band * people + np.repeat(people - 1 - market.rank, lengths)
    return strength


def _heard(market: Market, strength: Ints, begin: Ints) -> Ints:
    """Asks and answers until nobody who was refused has a wish left."""
    kept: list[list[tuple[int, int]]] = [[] for _ in market.seats]
    bar = np.where(market.seats > 0, NOBODY, strength.max(initial=0))
    seats, end, following = market.seats.tolist(), market.wanted.tolist(), begin.tolist()
    taken = [NOBODY] * len(market.own)
    asking = market.by_merit[::-1]
    while asking:
        person = asking.pop()
        entry = _next(market.post, strength, bar, (following[person], end[person]))
        following[person] = entry + 1
        taken[person] = entry
        if entry == NOBODY:
            continue
        post = int(market.post[entry])
        here = (int(strength[entry]), person)
        if len(kept[post]) == seats[post]:
            asking.append(heapq.heapreplace(kept[post], here)[1])
        else:
            heapq.heappush(kept[post], here)
        if len(kept[post]) == seats[post]:
            bar[post] = kept[post][0][0]
    return np.array(taken, dtype=np.int64)


def _next(post: Ints, strength: Ints, bar: Ints, span: tuple[int, int]) -> int:
    """The first entry of a span whose post would keep the person; bars only ever rise."""
    begin, end = span
    look = LOOK
    while begin < end:
        stop = min(begin + look, end)
        open_to = strength[begin:stop] > bar.take(post[begin:stop])
        first = int(open_to.argmax())
        if open_to[first]:
            return begin + first
        begin, look = stop, look * 2
    return NOBODY


def _needed_back(market: Market, taken: Ints) -> list[int]:
    """The leavers of lowest merit of must-fill posts left short."""
    given = market.post[taken[taken != NOBODY]]
    short = market.needed - np.bincount(given, minlength=len(market.needed))
    back: list[int] = []
    for post in np.flatnonzero(short > 0).tolist():
        left = [p for p in np.flatnonzero(market.own == post).tolist()
                if taken[p] == NOBODY or market.post[taken[p]] != post]  # fmt: skip
        back += sorted(left, key=lambda p: -int(market.rank[p]))[: int(short[post])]
    return back
