"""Top trading cycles with present holders: nobody ends worse off than by staying.

In the words of its authors "you request my house, I get your turn" (Abdulkadiroğlu and Sönmez,
1999, house allocation with existing tenants). Here posts have several seats, and a must-fill post
may be left only by one whose seat another takes.
"""

import heapq

import numpy as np

from diaopei.planning.market import NOBODY, Market, titled
from diaopei.planning.model import Ints


@titled(
    {
        "en": "Top trading cycles with present holders",
        "zh-hans": "首位交易循环（保留现职）",
        "zh-hant": "首位交易循環（保留現職）",
    }
)
def top_trading_cycles(market: Market) -> Ints:
    """The entry each person takes, heard in the order of merit.

    Whoever asks for a held seat passes the turn to its holder, until somebody takes a free seat
    or a ring of seats closes. First those may start who can leave their post unfilled; when
    there is nobody left of them, rings alone are formed.
    """
    table = _Table(market)
    ready = [(int(market.rank[person]), person) for person in market.by_merit]
    blocked: dict[int, list[tuple[int, int]]] = {}
    while ready:
        turn = heapq.heappop(ready)
        person = turn[1]
        if not table.waits[person]:
            continue
        if not table.may_leave(person):
            blocked.setdefault(int(market.own[person]), []).append(turn)
            continue
        for post in table.hear(person, free_seats=True):
            for freed in blocked.pop(post, []):
                heapq.heappush(ready, freed)
    for person in market.by_merit:
        if table.waits[person]:
            table.hear(person, free_seats=False)
    return np.array(table.taken, dtype=np.int64)


class _Table:
    """Who still waits, and which seats are free: `free` seats are held by nobody who waits."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.post: list[int] = market.post.tolist()
        self.own: list[int] = market.own.tolist()
        self.needed: list[int] = market.needed.tolist()
        self.next: list[int] = market.start[:-1].tolist()
        self.end: list[int] = market.wanted.tolist()
        self.waits = [True] * len(self.own)
        self.taken = [NOBODY] * len(self.own)
        self.free: list[int] = market.seats.tolist()
        self.filled = [0] * len(self.free)
        self.holders: list[list[int]] = [[] for _ in self.free]
        for person in reversed(market.by_merit):
            if self.own[person] >= 0:
                self.holders[self.own[person]].append(person)
                self.filled[self.own[person]] += 1
                self.free[self.own[person]] -= 1

    def may_leave(self, person: int) -> bool:
        """Whether the person's post would stay filled without anybody coming."""
        own = self.own[person]
        return own < 0 or self.filled[own] > self.needed[own]

    def hear(self, person: int, *, free_seats: bool) -> list[int]:
        """Hears a person and all who are asked to make room; gives posts that gained a holder."""
        line, gained = [person], []
        while line:
            last = line[-1]
            entry = self._favourite(last, free_seats=free_seats)
            post = NOBODY if entry == NOBODY else self.post[entry]
            if post in (NOBODY, self.own[last]):
                self._settle(last, entry)
                line.pop()
            elif free_seats and self.free[post] > 0:
                self._settle(last, entry)
                gained.append(post)
                line.pop()
            else:
                holder = self._holder(post)
                if holder in line:
                    line = self._close(line, line.index(holder))
                else:
                    line.append(holder)
        return gained

    def _favourite(self, person: int, *, free_seats: bool) -> int:
        """The best entry still to be had: the own post, a free seat, or one that may be freed."""
        while self.next[person] < self.end[person]:
            entry = self.next[person]
            post = self.post[entry]
            if post == self.own[person] or (free_seats and self.free[post] > 0):
                return entry
            if self._holder(post) != NOBODY:
                return entry
            self.next[person] += 1
        return NOBODY

    def _holder(self, post: int) -> int:
        """The highest of a post's holders who still wait."""
        waiting = self.holders[post]
        while waiting and not self.waits[waiting[-1]]:
            waiting.pop()
        return waiting[-1] if waiting else NOBODY

    def _close(self, line: list[int], first: int) -> list[int]:
        """Everybody in the ring takes the seat asked for; the line before it is left."""
        for person in line[first:]:
            self._settle(person, self.next[person])
        return line[:first]

    def _settle(self, person: int, entry: int) -> None:
        """The person takes the entry and gives up the seat held."""
        self.waits[person] = False
        self.taken[person] = entry
        own = self.own[person]
        if own >= 0:
            self.filled[own] -= 1
            self.free[own] += 1
        if entry != NOBODY:
            self.filled[self.post[entry]] += 1
            self.free[self.post[entry]] -= 1
