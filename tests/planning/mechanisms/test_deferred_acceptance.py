from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from tests.planning.markets import World, gain_by_lying, worlds

from diaopei.planning.market import NOBODY
from diaopei.planning.mechanisms.deferred_acceptance import deferred_acceptance, priorities
from diaopei.planning.mechanisms.top_trading_cycles import top_trading_cycles

RUN = deferred_acceptance.run


def strength(here: World, person: int, post: int) -> int:
    entry = here.market().start[person] + here.full(person).index(post)
    return int(priorities(here.market())[entry])


def blocking(here: World, got: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Persons and posts who would both rather have each other than what they were given."""
    for person, post in enumerate(got):
        for wanted in here.wishes[person]:
            if here.place(person, wanted) >= here.place(person, post):
                continue
            inside = [p for p, given_post in enumerate(got) if given_post == wanted]
            mine = strength(here, person, wanted)
            if len(inside) < here.seats[wanted] or any(
                strength(here, other, wanted) < mine for other in inside
            ):
                yield person, wanted


def test_the_higher_merit_is_kept_where_fit_is_alike() -> None:
    here = World((NOBODY, NOBODY), ((0,), (0,)), ((), ()), (1,), (0,))
    assert here.given(RUN) == (0, NOBODY)


def test_a_present_holder_is_not_driven_out() -> None:
    here = World((0, 1), ((1,), (2,)), ((), ()), (1, 1, 0), (0, 0, 0))
    assert here.given(RUN) == (0, 1)


def test_a_trade_that_would_pass_over_higher_merit_is_not_made() -> None:
    here = World((NOBODY, 0, 1), ((0, 1), (1,), (0,)), ((),) * 3, (1, 1), (0, 0))
    assert here.given(RUN) == (NOBODY, 0, 1)
    assert here.given(top_trading_cycles.run) == (NOBODY, 1, 0)


def test_a_leaver_of_a_must_fill_post_without_successor_is_held_back() -> None:
    here = World((0, 1), ((2,), (2,)), ((), ()), (1, 1, 1), (1, 0, 0))
    assert here.given(RUN) == (0, 2)


def test_of_two_leavers_the_lower_merit_is_held_back() -> None:
    here = World((0, 0), ((1,), (1,)), ((), ()), (2, 2), (1, 0))
    assert here.given(RUN) == (1, 0)


@settings(deadline=None)
@given(worlds())
def test_seats_and_must_fill_posts_are_kept(here: World) -> None:
    assert here.lawful(here.given(RUN))


@settings(deadline=None)
@given(worlds())
def test_nobody_is_worse_off_than_by_staying(here: World) -> None:
    for person, post in enumerate(here.given(RUN)):
        assert here.place(person, post) <= here.place(person, here.own[person])


@settings(deadline=None)
@given(worlds(must_fill=False))
def test_no_person_and_post_would_rather_have_each_other(here: World) -> None:
    assert list(blocking(here, here.given(RUN))) == []


@settings(deadline=None)
@given(worlds(must_fill=False))
def test_no_stable_seating_gives_anybody_more(here: World) -> None:
    got = here.given(RUN)
    stable = [
        other for other in here.seatings()
        if not list(blocking(here, other))
        and all(here.place(p, post) <= here.place(p, here.own[p]) for p, post in enumerate(other))
    ]  # fmt: skip
    assert got in stable
    for other in stable:
        for person, post in enumerate(got):
            assert here.place(person, post) <= here.place(person, other[person])


@settings(deadline=None)
@given(worlds(must_fill=False))
def test_no_other_wishes_than_the_true_ones_get_anybody_more(here: World) -> None:
    assert gain_by_lying(here, RUN) is None


def test_long_lists_are_searched_to_their_end() -> None:
    posts = 200
    seats = (0,) * (posts - 1) + (1,)
    here = World((NOBODY,), (tuple(range(posts)),), ((),), seats, (0,) * posts)
    assert here.given(RUN) == (posts - 1,)


def test_everybody_gets_the_place_of_their_merit_where_all_want_the_same() -> None:
    people = 30
    order = tuple(range(people))
    here = World(
        (NOBODY,) * people, (order,) * people, ((),) * people, (1,) * people, (0,) * people
    )
    assert np.array_equal(here.given(RUN), order)
