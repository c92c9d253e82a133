"""Every market of three people and three posts, one by one: nothing is left to chance.

Of each mechanism what `plan-by-wishes` promises: who may end worse off, whether another lawful
seating is better for somebody and worse for nobody, whether stating other wishes ever pays.
"""

from collections.abc import Iterator
from itertools import permutations, product

import pytest
from tests.planning.markets import World, better_for_all, gain_by_lying

from diaopei.planning.by_wishes import mechanisms
from diaopei.planning.market import NOBODY

POSTS = range(3)
HOLDINGS = {
    "each holds one": (0, 1, 2),
    "the last waits": (0, 1, NOBODY),
    "two share one": (0, 0, 1),
}


def lists(own: int) -> list[tuple[int, ...]]:
    """Every list of wishes for other posts than the own."""
    others = [post for post in POSTS if post != own]
    return [told for count in range(len(others) + 1) for told in permutations(others, count)]


def markets(own: tuple[int, ...], *, must_fill: bool) -> Iterator[World]:
    """Every market with these holders; all posts open to all, one seat more than holders at 2."""
    held = [own.count(post) for post in POSTS]
    seats = tuple(count + (post == 2) for post, count in enumerate(held))
    needed = tuple(int(must_fill and count > 0 and post == 0) for post, count in enumerate(held))
    for wishes in product(*map(lists, own)):
        others = tuple(
            tuple(p for p in POSTS if p != mine and p not in told)
            for mine, told in zip(own, wishes, strict=True)
        )
        yield World(own, wishes, others, seats, needed)


@pytest.mark.parametrize("must_fill", [False, True])
@pytest.mark.parametrize("own", HOLDINGS.values(), ids=HOLDINGS)
@pytest.mark.parametrize("name", ["top_trading_cycles", "deferred_acceptance"])
def test_nobody_is_ever_worse_off_than_by_staying(
    name: str, own: tuple[int, ...], must_fill: bool
) -> None:
    for here in markets(own, must_fill=must_fill):
        got = here.given(mechanisms()[name].run)
        assert here.lawful(got)
        assert all(here.place(who, p) <= here.place(who, own[who]) for who, p in enumerate(got))


@pytest.mark.parametrize("must_fill", [False, True])
@pytest.mark.parametrize("own", HOLDINGS.values(), ids=HOLDINGS)
def test_no_seating_is_better_than_trading(own: tuple[int, ...], must_fill: bool) -> None:
    for here in markets(own, must_fill=must_fill):
        assert better_for_all(here, here.given(mechanisms()["top_trading_cycles"].run)) is None


@pytest.mark.parametrize("own", HOLDINGS.values(), ids=HOLDINGS)
@pytest.mark.parametrize("name", ["top_trading_cycles", "deferred_acceptance"])
def test_no_lie_ever_pays(name: str, own: tuple[int, ...]) -> None:
    for here in markets(own, must_fill=False):
        assert gain_by_lying(here, mechanisms()[name].run) is None


@pytest.mark.parametrize("own", HOLDINGS.values(), ids=HOLDINGS)
def test_trading_with_must_fill_posts_rewards_no_lie_either(own: tuple[int, ...]) -> None:
    for here in markets(own, must_fill=True):
        assert gain_by_lying(here, mechanisms()["top_trading_cycles"].run) is None


@pytest.mark.parametrize("own", HOLDINGS.values(), ids=HOLDINGS)
def test_picking_in_turn_keeps_the_law_and_leaves_nobody_without_a_post(
    own: tuple[int, ...],
) -> None:
    for here in markets(own, must_fill=True):
        got = here.given(mechanisms()["serial_dictatorship"].run)
        assert here.lawful(got)
        assert all(p != NOBODY for p, held in zip(got, own, strict=True) if held != NOBODY)
