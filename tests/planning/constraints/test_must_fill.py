from collections.abc import Mapping

import pytest
from tests.planning.worlds import Rows, book, broken_rows, moved, plan_of, problem_of, world

from diaopei.planning.constraints.must_fill import must_fill

POSTS: Rows = [
    {"post_id": "P1", "must_fill": True},
    {"post_id": "P2"},
    {"post_id": "P3", "unit_id": "HOUSING"},
    {"post_id": "P4", "unit_id": "HOUSING", "must_fill": True},
]
HELD = {"A": "P1", "B": "P2"}


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ({}, []),
        ({"A": "P3"}, ["P1"]),
        ({"A": "P3", "B": "P1"}, []),
        ({"B": "P3"}, []),
    ],
)
def test_a_must_fill_post_that_is_held_stays_held(
    moves: Mapping[str, str | None], expected: list[str]
) -> None:
    ready = problem_of(world(HELD, POSTS), book("must-fill"))
    assert broken_rows(must_fill, ready, moves) == expected


def test_posts_alike_may_change_hands_but_not_fall_short() -> None:
    twins = [{"post_id": p, "title": "x", "must_fill": True} for p in "QRS"]
    ready = problem_of(world({"A": "Q", "B": "R"}, [*twins, POSTS[2]]), book("must-fill"))
    assert broken_rows(must_fill, ready, {}) == []
    assert broken_rows(must_fill, ready, {"A": "P3"}) == ["Q"]


def test_without_the_rule_nothing_is_asked() -> None:
    assert must_fill.build(problem_of(world(HELD, POSTS), book())).is_empty()


def test_whoever_is_called_away_is_replaced() -> None:
    plan = plan_of(world(HELD, POSTS), book("must-fill"), pin={"A": "P3"}, forbid={"B": ("P4",)})
    assert moved(plan) == {"A": "P3", "B": "P1"}
