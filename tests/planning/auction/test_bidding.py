from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.planning.auction.bidding import (
    Market,
    Standing,
    best_profits,
    forward,
    reverse,
    settle,
)
from diaopei.planning.auction.market import Rows, by_key
from diaopei.planning.auction.worths import renew
from diaopei.planning.model import Ints

PEOPLE, POSTS, STEP = 4, 3, 3


def market(worth: list[list[int]], seats: list[int]) -> tuple[Market, Standing]:
    """Everybody may go to any post, the last arc of each leads out."""
    people, posts = len(worth), len(seats)
    post = np.tile(np.append(np.arange(posts), -1), people).astype(np.int32)
    into, arc_of = by_key(post, posts)
    held = np.array(seats, dtype=np.int64)
    made = Market(
        first=np.arange(people + 1) * (posts + 1),
        post=post,
        into=into,
        arc_of=arc_of,
        owner=np.repeat(np.arange(people), posts + 1).astype(np.int32)[arc_of],
        seats=np.concatenate([[0], np.cumsum(held)]),
        post_of=np.repeat(np.arange(posts), held).astype(np.int32),
    )
    count = int(held.sum())
    now = Standing(
        worth=np.array(worth, dtype=np.int64).ravel(),
        price=np.zeros(count, dtype=np.int64),
        floor=np.zeros(count, dtype=np.int64),
        lowest=np.zeros(posts, dtype=np.int64),
        holder=np.full(count, -1, dtype=np.int32),
        seat=np.full(people, -1, dtype=np.int32),
        arc=np.full(people, -1, dtype=np.int32),
        profit=np.zeros(people, dtype=np.int64),
    )
    return made, now


NONE = np.zeros(0, dtype=np.int64)


def no_rows(now: Standing) -> Rows:
    few = NONE.astype(np.int32)
    start = np.zeros(len(now.worth) + 1, dtype=np.int64)
    return Rows(NONE, start, few, few, NONE, NONE, NONE, NONE)


def traded(made: Market, now: Standing) -> None:
    renew(made, now, (no_rows(now), now.worth.copy(), NONE), (np.full(PEOPLE, -1), 0), STEP)
    forward(made, now, STEP)
    reverse(made, now, STEP)


def best_of_all(worth: list[list[int]], seats: list[int]) -> int:
    return max(
        sum(worth[who][pick] for who, pick in enumerate(picks))
        for picks in product(range(len(seats) + 1), repeat=len(worth))
        if all(picks.count(post) <= held for post, held in enumerate(seats))
    )


def bound(made: Market, now: Standing) -> int:
    return int(best_profits(made, now).sum() + now.lowest @ np.diff(made.seats))


WORTH = st.lists(
    st.lists(st.integers(-50, 200), min_size=POSTS + 1, max_size=POSTS + 1),
    min_size=PEOPLE, max_size=PEOPLE,
)  # fmt: skip
SEATS = st.lists(st.integers(1, 3), min_size=POSTS, max_size=POSTS)


@settings(deadline=None)
@given(worth=WORTH, seats=SEATS)
def test_the_bound_and_the_plan_hold_the_best_of_all_between_them(
    worth: list[list[int]], seats: list[int]
) -> None:
    made, now = market(worth, seats)
    traded(made, now)
    best, value = best_of_all(worth, seats), int(now.worth[now.arc].sum())
    assert value <= best <= bound(made, now)
    assert bound(made, now) - value <= 2 * STEP * PEOPLE


@settings(deadline=None)
@given(worth=WORTH, seats=SEATS, changed=WORTH)
def test_old_prices_are_as_good_a_start_as_none(
    worth: list[list[int]], seats: list[int], changed: list[list[int]]
) -> None:
    made, now = market(worth, seats)
    traded(made, now)
    now.worth[:] = np.array(changed).ravel()
    traded(made, now)
    best, value = best_of_all(changed, seats), int(now.worth[now.arc].sum())
    assert value <= best <= bound(made, now)
    assert bound(made, now) - value <= 2 * STEP * PEOPLE


@settings(deadline=None)
@given(worth=WORTH, seats=SEATS)
def test_nobody_shares_a_seat_and_empty_seats_cost_nothing(
    worth: list[list[int]], seats: list[int]
) -> None:
    made, now = market(worth, seats)
    traded(made, now)
    held = now.seat[now.seat >= 0]
    assert len(np.unique(held)) == len(held)
    assert (made.post_of[held] == made.post[now.arc[now.seat >= 0]]).all()
    assert (now.price[now.holder < 0] == 0).all()
    assert (now.arc >= 0).all()


def test_people_settle_as_far_as_there_are_seats() -> None:
    made, now = market([[5, 0, 0, 0]] * 3, [2, 1, 1])
    settle(made, now, made.first[:-1])
    assert now.seat.tolist() == [0, 1, -1]


@pytest.mark.parametrize(
    ("key", "offset", "places"),
    [([1, 0, 1, -1], [0, 1, 3], [1, 0, 2]), ([], [0, 0, 0], []), ([-1], [0, 0, 0], [])],
)
def test_places_are_grouped_by_key(key: list[int], offset: list[int], places: list[int]) -> None:
    told: tuple[Ints, np.ndarray] = by_key(np.array(key, dtype=np.int32), 2)
    assert told[0].tolist() == offset
    assert told[1].tolist() == places
