"""Serial dictatorship: in the order of merit, each picks from what is left.

Whoever wishes for anything puts the present seat up with the others, so merit is respected
throughout and somebody may lose a seat to one of higher merit: the price of that order. It is
then the own post if still free, else the best fitting post left (Khan, Khwaja and Olken, 2019,
used the like to post tax inspectors).
"""

from collections import deque

import numpy as np

from diaopei.planning.market import NOBODY, Market, titled
from diaopei.planning.model import Ints


@titled(
    {
        "en": "Serial dictatorship by merit",
        "zh-hans": "按业绩依次选岗",
        "zh-hant": "按業績依次選崗",
    }
)
def serial_dictatorship(market: Market) -> Ints:
    """The entry each person takes.

    A pick is refused only if no must-fill post could then be filled by those still to pick;
    that depends on who may hold what, never on what anybody wishes.
    """
    pool = _Pool(market)
    asked = market.takes_part
    taken = [market.stay(person) for person in range(len(asked))]
    for person in market.by_merit:
        if asked[person]:
            taken[person] = pool.pick(person)
    return np.array(taken, dtype=np.int64)


class _Pool:
    """Seats left, who still picks, and for every must-fill seat somebody kept who could fill it."""

    def __init__(self, market: Market) -> None:
        self.start, self.post = market.start.tolist(), market.post.tolist()
        self.left, self.needed = market.seats.tolist(), market.needed.tolist()
        self.fills: list[set[int]] = [set() for _ in self.left]
        self.kept_for: dict[int, int] = {}
        asked, own = market.takes_part, market.own.tolist()
        self.picks = {person for person, asks in enumerate(asked) if asks}
        for person, post in enumerate(own):
            if post >= 0 and not asked[person]:
                self.left[post] -= 1
                self.needed[post] = max(0, self.needed[post] - 1)
        for person in sorted(self.picks):
            if own[person] >= 0 and len(self.fills[own[person]]) < self.needed[own[person]]:
                self._keep(person, own[person])
        self.able = self._able()

    def pick(self, person: int) -> int:
        """The best entry that leaves every must-fill seat somebody; it is the person's now."""
        self.picks.discard(person)
        kept = self._release(person)
        only = set() if kept == NOBODY else self._refill(kept)
        for entry in range(self.start[person], self.start[person + 1]):
            post = self.post[entry]
            if self.left[post] > 0 and (not only or post in only):
                self._take(post)
                if only and post != kept:
                    self._refill(kept)
                return entry
        return NOBODY

    def _take(self, post: int) -> None:
        """One seat fewer; whoever was kept for more seats than are needed is kept no longer."""
        self.left[post] -= 1
        self.needed[post] = max(0, self.needed[post] - 1)

    def _refill(self, short: int) -> set[int]:
        """Keeps somebody for the post, shifting others where that helps.

        Nothing is returned if it is done; else the posts of which one would have to be filled.
        """
        came = {short: (NOBODY, NOBODY)}
        queue = deque([short])
        while queue:
            post = queue.popleft()
            for person in self.able.get(post, []):
                kept = self.kept_for.get(person, NOBODY)
                if person not in self.picks or kept in came:
                    continue
                if kept == NOBODY or len(self.fills[kept]) > self.needed[kept]:
                    self._shift(person, post, came)
                    return set()
                came[kept] = (person, post)
                queue.append(kept)
        return set(came)

    def _shift(self, person: int, post: int, came: dict[int, tuple[int, int]]) -> None:
        """Everybody on the way found is kept for the post one step nearer to the short one."""
        while post != NOBODY:
            self._release(person)
            self._keep(person, post)
            person, post = came[post]

    def _keep(self, person: int, post: int) -> None:
        self.kept_for[person] = post
        self.fills[post].add(person)

    def _release(self, person: int) -> int:
        """Ends what a person was kept for, and says what it was."""
        post = self.kept_for.pop(person, NOBODY)
        if post != NOBODY:
            self.fills[post].discard(person)
        return post if post != NOBODY and len(self.fills[post]) < self.needed[post] else NOBODY

    def _able(self) -> dict[int, list[int]]:
        """For each post with must-fill seats to give, who of those picking may hold it."""
        able: dict[int, list[int]] = {
            post: [] for post, needed in enumerate(self.needed) if needed > 0
        }
        for person in sorted(self.picks):
            for entry in range(self.start[person], self.start[person + 1]):
                if self.post[entry] in able:
                    able[self.post[entry]].append(person)
        return able
