from hypothesis import given, settings
from tests.planning.markets import World, better_for_all, gain_by_lying, worlds

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


def test_who_finds_nothing_left_stands_without_a_post() -> None:
    here = World((NOBODY, 0), ((0,), (1,)), ((), ()), (1, 0), (0, 0))
    assert here.given(RUN) == (0, NOBODY)


def test_the_last_who_could_fill_a_must_fill_post_fills_it() -> None:
    here = World((0, 1), ((2,), (2,)), ((1,), ()), (1, 1, 1), (1, 0, 0))
    assert here.given(RUN) == (0, 2)


def test_another_is_shifted_so_that_the_first_may_pick() -> None:
    here = World((0, 1, NOBODY), ((2,), (2,), (1,)), ((), (0,), ()), (1, 1, 1), (1, 1, 0))
    assert here.given(RUN) == (2, 0, 1)


@given(worlds(any_post=True))
def test_seats_and_must_fill_posts_are_kept(here: World) -> None:
    assert here.lawful(here.given(RUN))


@given(worlds(must_fill=False, any_post=True))
def test_nobody_wants_a_post_that_went_to_lower_merit(here: World) -> None:
    got = here.given(RUN)
    entered = [bool(wishes) for wishes in here.wishes]
    for person, post in enumerate(got):
        wanted = [p for p in here.full(person) if here.place(person, p) < here.place(person, post)]
        lower = [got[other] for other in range(person + 1, len(got)) if entered[other]]
        assert not entered[person] or not set(wanted) & set(lower)


@given(worlds(any_post=True))
def test_no_lawful_seating_is_better_for_somebody_and_worse_for_nobody(here: World) -> None:
    assert better_for_all(here, here.given(RUN)) is None


@settings(deadline=None)
@given(worlds(any_post=True))
def test_no_other_order_of_wishes_gets_anybody_more(here: World) -> None:
    assert gain_by_lying(here, RUN) is None
