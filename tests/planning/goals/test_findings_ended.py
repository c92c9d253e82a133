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
    world,
    worth,
)

from diaopei.planning.goals.findings_ended import findings_ended

POSTS: Rows = [
    {"post_id": "P1"},
    {"post_id": "P2"},
    {"post_id": "P3"},
    {"post_id": "Q1", "unit_id": "HOUSING"},
    {"post_id": "Q2", "unit_id": "HOUSING"},
]
HELD = {"A": "P1", "B": "P2"}


@pytest.mark.parametrize(
    ("start", "points"),
    [
        (date(2016, 6, 1), 0),
        (date(2016, 5, 31), 40),
        (date(2016, 5, 1), 40),
        (date(2014, 5, 1), 40 * 84 // 60),
        (date(2011, 5, 1), 80),
        (date(2006, 5, 1), 120),
        (date(2003, 5, 1), 120),
    ],
)
def test_a_longer_burden_is_worth_more_up_to_three_times(start: date, points: int) -> None:
    small = world(HELD, POSTS, since=[{"person_id": "A", "start": start}])
    ready = problem_of(small, book("same-department"))
    assert worth(findings_ended, ready, {"A": "Q1"}) == points


@pytest.mark.parametrize(
    ("moves", "expected"),
    [({}, 0), ({"A": "P3"}, 0), ({"B": "Q1"}, 0), ({"A": "Q1"}, 56), ({"A": "Q1", "B": "P1"}, 56)],
)
def test_only_what_a_move_ends_counts(moves: Mapping[str, str], expected: int) -> None:
    small = world(HELD, POSTS, since=[{"person_id": "A", "start": date(2014, 5, 1)}])
    assert worth(findings_ended, problem_of(small, book("same-department")), moves) == expected


def test_a_waived_finding_asks_for_no_move() -> None:
    since: Rows = [{"person_id": "A", "start": date(2014, 5, 1)}]
    waiver = {"rule": "same-department", "subject": "A", "by": "committee", "reason": "project"}
    plain = plan_of(world(HELD, POSTS, since=since), book("same-department"))
    waived = plan_of(world(HELD, POSTS, since=since), book("same-department"), waive=(waiver,))
    assert [goal_value(plan, "findings_ended") for plan in (plain, waived)] == [56, 0]
    assert [list(moved(plan)) for plan in (plain, waived)] == [["A"], []]


def test_another_limit_finds_others() -> None:
    since: Rows = [{"person_id": "A", "start": date(2018, 5, 1)}]
    plan = plan_of(
        world(HELD, POSTS, since=since), book("same-department"),
        rules={"same-department.limit": "5y"},
    )  # fmt: skip
    assert list(moved(plan)) == ["A"]
    assert goal_value(plan, "findings_ended") == 40
