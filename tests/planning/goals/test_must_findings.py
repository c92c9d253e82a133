from collections.abc import Mapping
from datetime import date

import pytest
from tests.planning.worlds import (
    Rows,
    book,
    goal_value,
    moved,
    plan_of,
    problem_of,
    value,
    world,
    worth,
)

from diaopei.planning.goals.must_findings import must_findings

POSTS: Rows = [{"post_id": f"K{n}", "unit_id": "AUDIT", "is_principal": True} for n in (1, 2)] + [
    {"post_id": "Q1", "unit_id": "HOUSING"}
]
UNITS: Rows = [
    {"unit_id": "AUDIT", "kind": "discipline", "system": "discipline"},
    {"unit_id": "HOUSING", "system": "housing"},
]
HELD = {"A": "K1", "B": "K2"}
LONG: Rows = [{"person_id": "A", "start": date(2013, 5, 1)}]
RULES = book("key-principals-10y")


@pytest.mark.parametrize(("moves", "expected"), [({}, 1), ({"B": "Q1"}, 1), ({"A": "Q1"}, 0)])
def test_a_binding_finding_counts_until_a_move_ends_it(
    moves: Mapping[str, str | None], expected: int
) -> None:
    ready = problem_of(world(HELD, POSTS, units=UNITS, since=LONG), RULES)
    assert worth(must_findings, ready, moves) == expected


def test_the_month_before_nothing_is_due() -> None:
    since: Rows = [{"person_id": "A", "start": date(2013, 6, 1)}]
    ready = problem_of(world(HELD, POSTS, units=UNITS, since=since), RULES)
    assert worth(must_findings, ready, {}) == 0


@pytest.mark.parametrize(("batch", "left"), [(0, 1), (1, 0)])
def test_duty_is_done_where_the_batch_lets_it(batch: int, left: int) -> None:
    small = world(HELD, POSTS, units=UNITS, since=LONG)
    plan = plan_of(small, RULES, batch=batch)
    assert goal_value(plan, "must_findings") == value(plan, "duty") == left
    assert list(moved(plan)) == ["A"] * batch
