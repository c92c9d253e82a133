from collections.abc import Callable
from typing import Any

import pytest

from diaopei.errors import RulebookError
from diaopei.screening import Rule

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]


def promoted(*visits: dict[str, Any], **assignment: Any) -> dict[str, Any]:
    row = {"person_id": "P1", "post_id": "lead", "start": "2022-11-15", "means": "promotion"}
    return {
        "people": [{"person_id": "P1"}],
        "posts": [{"post_id": "lead", "is_leadership": True}, {"post_id": "other"}],
        "assignments": [{**row, **assignment}],
        "visits": [{"assignment_id": "A1", **visit} for visit in visits],
    }


@pytest.mark.parametrize(
    ("day", "expected"), [("2023-04-30", []), ("2023-05-01", [("P1", "due", 6)])]
)
def test_a_visit_is_owed_six_months_after_a_promotion(
    rule: Rules, found: Found, day: str, expected: list[Any]
) -> None:
    owed = rule("follow_up", asks="visit", limit=("month", 6))
    assert found(owed, day, promoted()) == expected


@pytest.mark.parametrize(
    ("visit", "expected"),
    [
        ({"held": "2023-05-20"}, []),
        ({"held": None}, [("P1", "due", 6)]),
        ({"held": "2023-06-02"}, [("P1", "due", 6)]),
        ({"held": "2023-05-20", "assignment_id": "A9"}, [("P1", "due", 6)]),
    ],
)
def test_only_a_visit_held_for_that_assignment_settles_it(
    rule: Rules, found: Found, visit: dict[str, Any], expected: list[Any]
) -> None:
    owed = rule("follow_up", asks="visit", limit=("month", 6))
    assert found(owed, "2023-05-31", promoted(visit)) == expected


@pytest.mark.parametrize(
    "assignment",
    [{"means": "transfer"}, {"is_leadership": False}, {"post_id": "other"}, {"means": None}],
)
def test_nothing_is_owed_for_another_appointment(
    rule: Rules, found: Found, assignment: dict[str, Any]
) -> None:
    owed = rule("follow_up", asks="visit", limit=("month", 6))
    assert found(owed, "2023-05-31", promoted(**assignment)) == []


def test_two_promotions_make_one_finding_that_names_both(
    rule: Rules, found: Found, facts: Callable[..., Any]
) -> None:
    owed = rule("follow_up", asks="visit", limit=("month", 6))
    world = promoted(end="2023-01-01")
    world["assignments"].append({**world["assignments"][0], "start": "2022-10-01"})
    assert found(owed, "2023-05-31", world) == [("P1", "due", 7)]


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([{"held": "2023-02-01", "verdict": "unsuited"}], [("P1", "due", 3)]),
        ([{"held": "2023-02-01", "verdict": "watch"}], []),
        ([{"held": "2023-06-01", "verdict": "unsuited"}], []),
        (
            [
                {"held": "2023-02-01", "verdict": "unsuited"},
                {"held": "2023-03-01", "verdict": "suited"},
            ],
            [],
        ),
    ],
)
def test_the_last_visit_that_finds_somebody_unsuited_asks_for_another_post(
    rule: Rules, found: Found, visits: list[Any], expected: list[Any]
) -> None:
    adjust = rule("follow_up", asks="adjustment")
    assert found(adjust, "2023-05-31", promoted(*visits)) == expected


def test_another_post_ends_unsuitability_and_no_post_ends_a_visit_owed(
    rule: Rules, ended: Found
) -> None:
    world = promoted({"held": "2023-02-01", "verdict": "unsuited"})
    moves = [("P1", "lead"), ("P1", "other")]
    adjust = rule("follow_up", asks="adjustment")
    assert ended(adjust, "2023-05-31", world, moves) == [("P1", "other")]
    owed = rule("follow_up", asks="visit", limit=("month", 6))
    assert ended(owed, "2023-05-31", promoted(), moves) == []


def test_a_visit_needs_a_limit(rule: Rules) -> None:
    with pytest.raises(RulebookError, match="limit"):
        rule("follow_up", asks="visit")
