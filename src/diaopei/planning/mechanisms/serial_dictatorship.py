"""Serial dictatorship: in the order of merit, each picks from what is left.

Whoever wishes for anything puts the present seat up with the others, so somebody may lose a seat
to one of higher merit: the price of that order. It is then the own post if still free, else the
best fitting post left (Khan, Khwaja and Olken, 2019, used the like to post tax inspectors).
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

    A pick is refused only if those still to pick could then not fill every must-fill post, or if
    somebody of them who has a post could hold none. That depends on who may hold what, never on
    what anybody wishes. Among all seatings with neither, the one with the highest merit is best
    off, of these the one with the second, and so on.
    """
    pool = _Pool(market)
    asked = market.takes_part
    taken = [market.stay(person) for person in range(len(asked))]
    for person in market.by_merit:
        if asked[person]:
            taken[person] = pool.pick(person)
    return np.array(taken, dtype=np.int64)


Steps = dict[int, tuple[int, int]]
"""How a search came to a post: who would move, and to or from which post; none at its root."""


class _Pool:
    """Seats left, and one way of seating all who still pick: nobody's choice, only a proof.

    `seated[post]` are those kept for it: as many as must be, no more than seats are left, and
    among them everybody who has a post and has not picked yet.
    """

    def __init__(self, market: Market) -> None:
        self.start: list[int] = market.start.tolist()
        self.post: list[int] = market.post.tolist()
        self.left: list[int] = market.seats.tolist()
        self.needed: list[int] = market.needed.tolist()
        self.seated: list[dict[int, None]] = [{} for _ in self.left]
        self.kept: dict[int, int] = {}
        self.own: list[int] = market.own.tolist()
        asked = market.takes_part
        for person, post in enumerate(self.own):
            if asked[person]:
                self._keep(person, post)
            elif post != NOBODY:
                self._fill(post)
        self.able = self._able()

    def pick(self, person: int) -> int:
        """The best entry that leaves a way of seating all others; it is the person's now."""
        was = self.kept[person]
        self._release(person)
        short = was != NOBODY and len(self.seated[was]) < self.needed[was]
        only = self._pull(was) if short else set()
        dead: set[int] = set()
        for entry in range(self.start[person], self.start[person + 1]):
            post = self.post[entry]
            if self.left[post] <= 0 or (only and post not in only):
                continue
            if only or self._room(post) or self._push(post, dead):
                self._fill(post)
                if only and post != was:
                    self._pull(was)
                return entry
        return NOBODY

    def _room(self, post: int) -> bool:
        return len(self.seated[post]) < self.left[post]

    def _fill(self, post: int) -> None:
        """One seat of the post is given for good."""
        self.left[post] -= 1
        self.needed[post] = max(0, self.needed[post] - 1)

    def _pull(self, short: int) -> set[int]:
        """Keeps one more for a must-fill post, shifting others where that helps.

        Nothing is returned if it is done; else the posts of which the one who picks must take
        one, since whoever is kept for it could then be shifted.
        """
        came: Steps = {short: (NOBODY, NOBODY)}
        queue = deque([short])
        while queue:
            post = queue.popleft()
            for person in self.able.get(post, []):
                now = self.kept.get(person)
                if now is None or now in came:
                    continue
                if now == NOBODY or len(self.seated[now]) > self.needed[now]:
                    self._shift(person, post, came)
                    return set()
                came[now] = (person, post)
                queue.append(now)
        return set(came)

    def _push(self, full: int, dead: set[int]) -> bool:
        """Frees a seat of a post: shifts who is kept for it, or drops one who has no post now."""
        came: Steps = {full: (NOBODY, NOBODY)}
        queue = deque([full])
        while queue:
            post = queue.popleft()
            for person in self.seated[post]:
                if self.own[person] == NOBODY:
                    self._move(person, NOBODY)
                    self._pass_on(post, came)
                    return True
                for entry in range(self.start[person], self.start[person + 1]):
                    to = self.post[entry]
                    if to in came or to in dead:
                        continue
                    came[to] = (person, post)
                    if self._room(to):
                        self._pass_on(to, came)
                        return True
                    queue.append(to)
        dead |= set(came)
        return False

    def _shift(self, person: int, post: int, came: Steps) -> None:
        """Everybody on the way found moves one step nearer to the post that is short."""
        while post != NOBODY:
            self._move(person, post)
            person, post = came[post]

    def _pass_on(self, to: int, came: Steps) -> None:
        """Everybody on the way found moves one step nearer to the post with a seat to take."""
        person, before = came[to]
        while person != NOBODY:
            self._move(person, to)
            to = before
            person, before = came[to]

    def _move(self, person: int, post: int) -> None:
        self._release(person)
        self._keep(person, post)

    def _keep(self, person: int, post: int) -> None:
        self.kept[person] = post
        if post != NOBODY:
            self.seated[post][person] = None

    def _release(self, person: int) -> None:
        post = self.kept.pop(person)
        if post != NOBODY:
            del self.seated[post][person]

    def _able(self) -> dict[int, list[int]]:
        """For each must-fill post, who of those picking may hold it."""
        able: dict[int, list[int]] = {
            post: [] for post, needed in enumerate(self.needed) if needed > 0
        }
        for person in self.kept:
            for entry in range(self.start[person], self.start[person + 1]):
                if self.post[entry] in able:
                    able[self.post[entry]].append(person)
        return able
