import pytest
from hypothesis import given, settings
from tests.planning.markets import World, better_for_all, gain_by_lying, worlds

from diaopei.planning.market import NOBODY
from diaopei.planning.mechanisms.top_trading_cycles import top_trading_cycles

RUN = top_trading_cycles.run
NONE = ((), (), (), ())


def world(own: tuple[int, ...], wishes: tuple[tuple[int, ...], ...], **told: object) -> World:
    facts = {"others": NONE[: len(own)], "seats": (1,) * 4, "needed": (0,) * 4} | told
    return World(own, wishes, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        (world((0, 1), ((1,), (0,))), (1, 0)),
        (world((0, 1), ((1,), ())), (0, 1)),
        (world((0, 1, 2), ((1,), (2,), (0,))), (1, 2, 0)),
        (world((0, 1), ((1,), (2,))), (1, 2)),
        (world((NOBODY, 0), ((0,), (1,))), (0, 1)),
        (world((NOBODY, 0), ((0,), ())), (NOBODY, 0)),
        (world((0, 1), ((2,), (2,))), (2, 1)),
        (world((0, 0, 1), ((1,), (), (0,)), seats=(2, 1, 0, 0)), (1, 0, 0)),
        (world((0, 1), ((2,), (0,)), needed=(1, 0, 0, 0)), (2, 0)),
    ],
    ids=[
        "two change places", "nobody is driven out", "a ring of three",
        "the one asked goes on to a free seat", "an entrant waits for the holder to move",
        "a holder who stays is not moved", "the higher merit takes the free seat",
        "one of two holders trades", "a must-fill post is left to a successor",
    ],
)  # fmt: skip
def test_it_gives(here: World, expected: tuple[int, ...]) -> None:
    assert here.given(RUN) == expected


def test_a_must_fill_post_is_not_left_empty_for_a_free_seat() -> None:
    here = world((0, 1), ((2,), ()), needed=(1, 0, 0, 0))
    assert here.given(RUN) == (0, 1)


def test_who_was_held_back_may_go_once_another_holder_has_come() -> None:
    here = world((0, NOBODY), ((1,), (0,)), seats=(2, 1, 0, 0), needed=(1, 0, 0, 0))
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
@given(worlds())
def test_no_lawful_seating_is_better_for_somebody_and_worse_for_nobody(here: World) -> None:
    assert better_for_all(here, here.given(RUN)) is None


@settings(deadline=None)
@given(worlds())
def test_no_other_wishes_than_the_true_ones_get_anybody_more(here: World) -> None:
    assert gain_by_lying(here, RUN) is None
