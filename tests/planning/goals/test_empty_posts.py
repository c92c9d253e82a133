from collections.abc import Mapping
from typing import Any

import pytest
from tests.planning.worlds import (
    Rows,
    book,
    goal_value,
    moved,
    plan_of,
    problem_of,
    world,
    worth,
)

from diaopei.planning.goals.empty_posts import empty_posts

POSTS: Rows = [
    {"post_id": "P1", "must_fill": True},
    {"post_id": "P2"},
    {"post_id": "Q1", "unit_id": "HOUSING", "must_fill": True},
    {"post_id": "TOP", "unit_id": "HOUSING", "must_fill": True, "level": "bureau_deputy"},
]
HELD = {"A": "P1", "B": "P2"}
RULES = book("one-level-up", "must-fill")


@pytest.mark.parametrize(
    ("moves", "expected"),
    [({}, 2), ({"B": "Q1"}, 1), ({"A": "Q1", "B": "P1"}, 1), ({"A": "Q1"}, 2)],
)
def test_every_must_fill_post_without_a_holder_counts(
    moves: Mapping[str, str | None], expected: int
) -> None:
    assert worth(empty_posts, problem_of(world(HELD, POSTS), RULES), moves) == expected


def test_a_post_nobody_can_take_counts_whatever_is_done() -> None:
    plan = plan_of(world(HELD, POSTS), RULES)
    assert goal_value(plan, "empty_posts") == 1
    assert "Q1" in moved(plan).values()
    assert plan.layers["proved"].all()


def test_equal_posts_count_each() -> None:
    twins = [{"post_id": p, "title": "x", "must_fill": True} for p in "QRS"]
    ready = problem_of(world({"A": "Q", "B": "P2"}, [POSTS[1], *twins]), RULES)
    assert [worth(empty_posts, ready, told) for told in ({}, {"B": "Q"})] == [2, 1]


@pytest.mark.parametrize(
    ("choices", "expected"), [({}, 0), ({"batch": 0}, 1), ({"hold": ("A", "B")}, 1)]
)
def test_seats_come_before_everything_else(choices: dict[str, Any], expected: int) -> None:
    plan = plan_of(world(HELD, POSTS[:3]), RULES, **choices)
    assert goal_value(plan, "empty_posts") == expected
