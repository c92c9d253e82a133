from collections.abc import Mapping
from datetime import date

import pytest
from tests.planning.worlds import Rows, book, goal_value, plan_of, problem_of, world, worth

from diaopei.planning.goals.moves import moves as counted

POSTS: Rows = [
    {"post_id": "P1"},
    {"post_id": "P2"},
    {"post_id": "Q1", "unit_id": "HOUSING"},
]
HELD = {"A": "P1", "B": "P2"}


@pytest.mark.parametrize(
    ("moves", "expected"),
    [({}, 0), ({"A": "Q1"}, 1), ({"A": "P2", "B": "P1"}, 2)],
)
def test_everybody_who_does_not_stay_counts(moves: Mapping[str, str | None], expected: int) -> None:
    assert worth(counted, problem_of(world(HELD, POSTS), book()), moves) == expected


def test_nobody_is_moved_without_need() -> None:
    plan = plan_of(world(HELD, POSTS), book())
    assert plan.moves.is_empty()
    assert goal_value(plan, "moves") == 0


def test_only_the_one_who_is_due_is_moved() -> None:
    due = world(HELD, POSTS, since=[{"person_id": "A", "start": date(2014, 1, 1)}])
    assert goal_value(plan_of(due, book("same-department")), "moves") == 1
