from datetime import date

import pytest
from tests.planning.worlds import Rows, book, broken_rows, moved, plan_of, problem_of, world

from diaopei.planning.constraints.team_changes import team_changes


def posts(members: int) -> Rows:
    team: Rows = [{"post_id": f"P{n}", "is_team_member": True} for n in range(1, members + 1)]
    return [
        *team,
        {"post_id": "S1"},
        *({"post_id": f"H{n}", "unit_id": "HOUSING"} for n in range(1, 8)),
    ]


def held(members: int) -> dict[str, str | None]:
    team: dict[str, str | None] = {f"N{n}": f"P{n}" for n in range(1, members + 1)}
    return team | {"Z": "S1"}


@pytest.mark.parametrize(
    ("members", "leaving", "kept"),
    [
        (1, 1, True),
        (2, 1, True),
        (2, 2, False),
        (3, 1, True),
        (3, 2, False),
        (4, 2, True),
        (4, 3, False),
        (6, 2, True),
        (6, 3, False),
        (7, 3, True),
    ],
)
def test_a_third_of_a_team_may_leave_rounded_up(members: int, leaving: int, kept: bool) -> None:
    ready = problem_of(world(held(members), posts(members)), book("not-all-change"))
    moves = {f"N{n}": f"H{n}" for n in range(1, leaving + 1)} | {"Z": "H7"}
    assert broken_rows(team_changes, ready, moves) == ([] if kept else ["FINANCE"])


def test_changing_seats_within_the_team_is_leaving_a_post() -> None:
    ready = problem_of(world(held(3), posts(3)), book("not-all-change"))
    assert broken_rows(team_changes, ready, {"N1": "P2", "N2": "P1"}) == ["FINANCE"]


def test_the_rest_of_a_due_team_waits() -> None:
    since: Rows = [{"person_id": f"N{n}", "start": date(2013 + n, 1, 1)} for n in range(1, 5)]
    small = world(held(4), posts(4), since=since)
    plan = plan_of(small, book("not-all-change", "same-department"))
    assert sorted(moved(plan)) == ["N1", "N2"]
