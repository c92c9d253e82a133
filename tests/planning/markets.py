"""Small markets of wishes, and every way of seating people in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import permutations, product

import numpy as np
from hypothesis import strategies as st

from diaopei.planning.market import NOBODY, Market
from diaopei.planning.model import Ints

Run = Callable[[Market], Ints]
Lists = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class World:
    """People in the order of merit: the post held, the posts wished for, other eligible posts.

    Whoever holds none would rather wait than take a post not wished for, unless `any_post`.
    """

    own: tuple[int, ...]
    wishes: Lists
    others: Lists
    seats: tuple[int, ...]
    needed: tuple[int, ...]
    any_post: bool = False

    def full(self, person: int) -> tuple[int, ...]:
        """A person's posts, best first; the own post stands after the wishes."""
        own = () if self.own[person] == NOBODY else (self.own[person],)
        return (*self.wishes[person], *own, *(self.others[person] if self.wishes[person] else ()))

    def market(self) -> Market:
        lists = [self.full(person) for person in range(len(self.own))]
        start = np.cumsum([0, *map(len, lists)])
        better = [len(w) + (o != NOBODY) for w, o in zip(self.wishes, self.own, strict=True)]
        post = np.array([p for told in lists for p in told], dtype=np.int64)
        return Market(
            own=np.array(self.own, dtype=np.int64),
            rank=np.arange(len(self.own)),
            start=start.astype(np.int64),
            wanted=(start[:-1] + better).astype(np.int64),
            post=post,
            score=post * 70 % 300,
            arc=np.arange(len(post)),
            seats=np.array(self.seats, dtype=np.int64),
            needed=np.array(self.needed, dtype=np.int64),
        )

    def given(self, run: Run) -> tuple[int, ...]:
        """The post each person gets."""
        here = self.market()
        return tuple(NOBODY if e == NOBODY else int(here.post[e]) for e in run(here))

    def place(self, person: int, post: int) -> int:
        """How far down a person's list a post stands, counted in half places for waiting."""
        told = self.full(person)
        if post != NOBODY:
            return 2 * told.index(post)
        waits = self.own[person] == NOBODY and not self.any_post
        return 2 * len(self.wishes[person] if waits else told) - 1 * waits

    def lawful(self, given: tuple[int, ...]) -> bool:
        counts = [given.count(post) for post in range(len(self.seats))]
        most = all(c <= s for c, s in zip(counts, self.seats, strict=True))
        return most and all(c >= n for c, n in zip(counts, self.needed, strict=True))

    def seatings(self) -> Iterator[tuple[int, ...]]:
        """Every lawful way of seating everybody."""
        choices = [(*self.full(person), NOBODY) for person in range(len(self.own))]
        return (given for given in product(*choices) if self.lawful(given))

    def reports(self, person: int) -> Iterator["World"]:
        """The world as it would be for every other list of wishes a person could state.

        Where any post must be taken, stating none is to keep out, not another list.
        """
        can = (*self.wishes[person], *self.others[person])
        for count in range(int(self.any_post), len(can) + 1):
            for told in permutations(can, count):
                rest = tuple(post for post in self.others[person] if post not in told)
                rest += tuple(p for p in self.wishes[person] if p not in told)
                yield replace(
                    self,
                    wishes=(*self.wishes[:person], told, *self.wishes[person + 1 :]),
                    others=(*self.others[:person], rest, *self.others[person + 1 :]),
                )


@st.composite
def worlds(draw: st.DrawFn, *, must_fill: bool = True, any_post: bool = False) -> World:
    """Two to four people and two to four posts, some full, some that must be filled."""
    posts = draw(st.integers(2, 4))
    people = draw(st.integers(2, 4))
    own = tuple(draw(st.lists(st.integers(NOBODY, posts - 1), min_size=people, max_size=people)))
    held = [own.count(post) for post in range(posts)]
    spare = draw(st.lists(st.sampled_from([0, 0, 1]), min_size=posts, max_size=posts))
    needed = [draw(st.integers(0, h)) if must_fill else 0 for h in held]
    wishes, others = [], []
    for mine in own:
        order = draw(st.permutations([post for post in range(posts) if post != mine]))
        count = draw(st.integers(0, len(order)))
        wishes.append(tuple(order[:count]))
        others.append(tuple(order[count : draw(st.integers(count, len(order)))]))
    seats = tuple(h + s for h, s in zip(held, spare, strict=True))
    return World(own, tuple(wishes), tuple(others), seats, tuple(needed), any_post)


def better_for_all(world: World, given: tuple[int, ...]) -> tuple[int, ...] | None:
    """A lawful seating that is worse for nobody and better for somebody; None if there is none."""
    now = [world.place(person, post) for person, post in enumerate(given)]
    for other in world.seatings():
        then = [world.place(person, post) for person, post in enumerate(other)]
        if then != now and all(t <= n for t, n in zip(then, now, strict=True)):
            return other
    return None


def gain_by_lying(world: World, run: Run) -> tuple[int, Lists] | None:
    """Somebody who gets a better post by stating other wishes than the true ones, and which."""
    truth = world.given(run)
    for person in range(len(world.own)):
        honest = world.place(person, truth[person])
        for told in world.reports(person):
            got = told.given(run)[person]
            if got in (*world.full(person), NOBODY) and world.place(person, got) < honest:
                return person, told.wishes
    return None
