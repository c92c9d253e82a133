from collections.abc import Callable
from typing import Any

import pytest

from diaopei.screening import Rule

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]


def listed(**row: Any) -> dict[str, Any]:
    member = {"person_id": "P1", "list": "division", "entered": "2022-05-01", **row}
    return {"people": [{"person_id": "P1", "birth": "1980-06-01"}], "reserve": [member]}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-05-31", []),
        ("2022-06-30", [("P1", "soon", 42)]),
        ("2023-05-31", [("P1", "soon", 42)]),
        ("2023-06-01", [("P1", "due", 43)]),
    ],
)
def test_members_leave_when_they_pass_the_age(
    rule: Rules, found: Found, day: str, expected: list[Any]
) -> None:
    age = rule(
        "list_review", list="division", asks="age", limit=("year", 42), warn_before=("year", 1)
    )
    assert found(age, day, listed()) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2023-04-30", []), ("2023-05-01", [("P1", "due", 12)])]
)
def test_members_are_reviewed_a_year_after_entry(
    rule: Rules, found: Found, day: str, expected: list[Any]
) -> None:
    review = rule("list_review", list=["division"], asks="review", limit=("month", 12))
    assert found(review, day, listed()) == expected


@pytest.mark.parametrize(
    "row", [{"left": "2023-05-01"}, {"list": "section"}, {"entered": "2023-06-01"}]
)
def test_only_members_of_that_list_on_the_day_count(
    rule: Rules, found: Found, row: dict[str, Any]
) -> None:
    review = rule("list_review", list="division", asks="review", limit=("month", 0))
    assert found(review, "2023-05-31", listed(**row)) == []


def seconded(**row: Any) -> dict[str, Any]:
    away = {"person_id": "P1", "unit_id": "U", "kind": "secondment", "start": "2022-06-01", **row}
    return {"people": [{"person_id": "P1"}], "assignments": [away]}


@pytest.mark.parametrize(
    ("day", "row", "expected"),
    [
        ("2023-06-01", {}, [("P1", "due", 12)]),
        ("2023-05-31", {}, [("P1", "soon", 11)]),
        ("2023-03-31", {}, [("P1", "soon", 9)]),
        ("2023-02-28", {}, []),
        ("2022-08-31", {"end": "2022-11-01"}, [("P1", "soon", 2)]),
        ("2022-07-31", {"end": "2022-11-01"}, []),
        ("2022-11-01", {"end": "2022-11-01"}, []),
        ("2023-06-01", {"kind": "shadowing"}, []),
    ],
)
def test_a_secondment_ends_by_its_length_or_its_stated_end(
    rule: Rules, found: Found, day: str, row: dict[str, Any], expected: list[Any]
) -> None:
    ends = rule("overlay_end", overlay="secondment", limit=("month", 12), warn_before=("month", 3))
    assert found(ends, day, seconded(**row)) == expected


@pytest.mark.parametrize(
    ("day", "base", "expected"),
    [
        ("2021-04-30", 60, []),
        ("2021-05-31", 60, [("P1", "soon", 24)]),
        ("2023-04-30", 60, [("P1", "soon", 1)]),
        ("2023-05-01", 60, [("P1", "due", 0)]),
        ("2023-07-01", 60, [("P1", "due", -2)]),
        ("2023-05-01", None, [("P1", "unknown", None)]),
    ],
)
def test_retirement_counts_down_the_months(
    rule: Rules, found: Found, day: str, base: int | None, expected: list[Any]
) -> None:
    month = rule("retirement", warn_before=("year", 2))
    person = {"person_id": "P1", "birth": "1963-05-01", "retirement_base_age": base}
    assert found(month, day, {"people": [person]}) == expected


def test_the_schedule_since_2025_delays_the_month(rule: Rules, found: Found) -> None:
    month = rule("retirement", warn_before=("month", 0))
    person = {"person_id": "P1", "birth": "1965-01-01", "retirement_base_age": 60}
    assert found(month, "2025-01-31", {"people": [person]}) == []
    assert found(month, "2025-02-28", {"people": [person]}) == [("P1", "due", 0)]


def test_the_retired_are_not_found_again(rule: Rules, found: Found) -> None:
    month = rule("retirement", warn_before=("month", 0))
    person = {"person_id": "P1", "birth": "1950-01-01", "retirement_base_age": 60}
    assert found(month, "2023-05-31", {"people": [{**person, "status": "retired"}]}) == []
