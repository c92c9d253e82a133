from dataclasses import replace

from hypothesis import given, settings
from tests.planning.markets import World, gain_by_lying, worlds

from diaopei.planning.market import NOBODY
from diaopei.planning.mechanisms.serial_dictatorship import serial_dictatorship

RUN = serial_dictatorship.run


def test_the_higher_merit_takes_a_seat_from_a_holder_who_entered() -> None:
    here = World((0, 1), ((1,), (0,)), ((), ()), (1, 1), (0, 0))
    assert here.given(RUN) == (1, 0)


def test_a_holder_without_wishes_keeps_the_post() -> None:
    here = World((0, 1), ((1,), ()), ((), ()), (1, 1), (0, 0))
    assert here.given(RUN) == (0, 1)


def test_who_loses_the_seat_gets_the_best_fitting_post_left() -> None:
    here = World((0, 1), ((1,), (0,)), ((), (2,)), (0, 1, 1), (0, 0, 0))
    assert here.given(RUN) == (1, 2)


def test_an_entrant_who_finds_nothing_left_goes_on_waiting() -> None:
    here = World((NOBODY, NOBODY), ((0,), (0,)), ((), ()), (1,), (0,))
    assert here.given(RUN) == (0, NOBODY)


def test_nobody_is_left_without_a_post_for_the_wish_of_another() -> None:
    here = World((NOBODY, 0), ((0,), (1,)), ((2,), ()), (1, 0, 1), (0, 0, 0))
    assert here.given(RUN) == (2, 0)


def test_the_last_who_could_fill_a_must_fill_post_fills_it() -> None:
    here = World((0, 1), ((2,), (2,)), ((1,), ()), (1, 1, 1), (1, 0, 0))
    assert here.given(RUN) == (0, 2)


def test_another_is_shifted_so_that_the_first_may_pick() -> None:
    here = World((0, 1, NOBODY), ((2,), (2,), (1,)), ((), (0,), ()), (1, 1, 1), (1, 1, 0))
    assert here.given(RUN) == (2, 0, 1)


@settings(deadline=None)
@given(worlds(any_post=True))
def test_seats_and_must_fill_posts_are_kept(here: World) -> None:
    assert here.lawful(here.given(RUN))


@settings(deadline=None)
@given(worlds(any_post=True))
def test_each_in_turn_is_as_well_off_as_merit_before_and_posts_of_others_allow(
    here: World,
) -> None:
    def places(given_posts: tuple[int, ...]) -> list[int]:
        return [here.place(person, post) for person, post in enumerate(given_posts)]

    seatings = [
        other for other in here.seatings()
        if all(post != NOBODY or own == NOBODY for post, own in zip(other, here.own, strict=True))
    ]  # fmt: skip
    assert places(here.given(RUN)) == min(map(places, seatings))


@settings(deadline=None)
@given(worlds(must_fill=False, any_post=True))
def test_among_entrants_nobody_wants_a_post_that_went_to_lower_merit(here: World) -> None:
    fresh = replace(here, own=(NOBODY,) * len(here.own))
    got = fresh.given(RUN)
    for person, post in enumerate(got):
        wanted = [
            p for p in fresh.full(person) if fresh.place(person, p) < fresh.place(person, post)
        ]
        assert not set(wanted) & set(got[person + 1 :])


@settings(deadline=None)
@given(worlds(any_post=True))
def test_no_other_order_of_wishes_gets_anybody_more(here: World) -> None:
    assert gain_by_lying(here, RUN) is None
