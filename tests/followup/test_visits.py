from datetime import date
from typing import Any

import polars as pl
import pytest

from diaopei.followup import due_visits, unsuited
from diaopei.snapshot import TABLES, Snapshot
from diaopei.snapshot.facts import Facts

Rows = list[dict[str, Any]]

TABLES_GIVEN: dict[str, Rows] = {
    "places": [{"place_id": "NG", "name": "Seat", "kind": "prefecture"}],
    "units": [
        {
            "unit_id": "U",
            "name": "unit",
            "tier": "prefecture",
            "kind": "government",
            "place_id": "NG",
        }
    ],
    "posts": [
        {
            "post_id": "P",
            "unit_id": "U",
            "title": "deputy",
            "level": "section_deputy",
            "is_leadership": True,
        }
    ],
}


def facts_of(post: dict[str, Any], *visits: dict[str, Any], status: str | None = "active") -> Facts:
    held = {"assignment_id": "1", "person_id": "A", "unit_id": "U", "post_id": "P", "kind": "post"}
    tables = TABLES_GIVEN | {
        "people": [
            {"person_id": "A", "name": "A", "birth": date(1980, 1, 1), "status": status},
        ],
        "assignments": [held | {"means": "promotion"} | post],
        "visits": [
            {"visit_id": str(n), "person_id": "A", "assignment_id": "1"} | visit
            for n, visit in enumerate(visits)
        ],
    }
    frames = {
        name: pl.DataFrame(rows, schema=TABLES[name].create_empty().schema)
        for name, rows in tables.items()
    }
    return Facts(Snapshot.of({"name": "small", "as_of": date(2023, 5, 31)}, frames))


OWED = {"start": date(2022, 11, 30)}
PLAN = {"due": date(2023, 7, 1), "method": "talk"}
HELD = {"due": date(2023, 5, 1), "held": date(2023, 5, 20), "verdict": "suited"}


@pytest.mark.parametrize(
    ("start", "verdicts"),
    [
        (date(2022, 5, 1), ["due"]),
        (date(2022, 11, 30), ["due"]),
        (date(2022, 12, 1), []),
        (date(2023, 5, 1), []),
    ],
)
def test_a_visit_is_owed_from_the_sixth_month_after_a_promotion(
    start: date, verdicts: list[str]
) -> None:
    assert due_visits(facts_of({"start": start}))["verdict"].to_list() == verdicts


@pytest.mark.parametrize(
    ("within", "after", "verdicts"),
    [(0, 6, []), (1, 6, ["soon"]), (0, 5, ["due"]), (1, 8, []), (3, 8, ["soon"])],
)
def test_it_looks_ahead_and_takes_the_months_of_the_rule(
    within: int, after: int, verdicts: list[str]
) -> None:
    facts = facts_of({"start": date(2022, 12, 1)})
    assert due_visits(facts, within, after)["verdict"].to_list() == verdicts


def test_the_row_says_who_where_since_when_and_how_late() -> None:
    assert due_visits(facts_of({"start": date(2022, 9, 15)}, PLAN)).row(0, named=True) == {
        "person_id": "A",
        "assignment_id": "1",
        "post_id": "P",
        "unit_id": "U",
        "ground": "promotion",
        "started_on": date(2022, 9, 15),
        "due_on": date(2023, 3, 1),
        "verdict": "due",
        "months_late": 2,
        "visit_id": "0",
        "planned_on": date(2023, 7, 1),
        "method": "talk",
    }


@pytest.mark.parametrize(
    ("post", "status"),
    [
        (OWED | {"means": "lateral"}, "active"),
        (OWED | {"means": None}, "active"),
        (OWED | {"is_leadership": False}, "active"),
        (OWED | {"end": date(2023, 5, 1)}, "active"),
        (OWED | {"kind": "secondment"}, "active"),
        (OWED, "retired"),
        (OWED, "departed"),
    ],
)
def test_no_visit_is_owed(post: dict[str, Any], status: str) -> None:
    assert due_visits(facts_of(post, status=status)).is_empty()


@pytest.mark.parametrize("status", ["active", "on_probation", "on_leave", None])
def test_whoever_holds_the_post_is_owed_a_visit(status: str | None) -> None:
    assert due_visits(facts_of(OWED, status=status)).height == 1


@pytest.mark.parametrize(
    ("visit", "owed"),
    [
        (HELD, 0),
        (HELD | {"held": date(2023, 6, 1)}, 1),
        (HELD | {"held": None}, 1),
        (HELD | {"assignment_id": "2"}, 1),
    ],
)
def test_a_visit_held_by_the_day_settles_it(visit: dict[str, Any], owed: int) -> None:
    assert due_visits(facts_of(OWED, visit)).height == owed


@pytest.mark.parametrize(("within", "owed"), [(1, 0), (2, 1)])
def test_a_planned_visit_is_owed_when_it_is_planned(within: int, owed: int) -> None:
    facts = facts_of({"start": date(2020, 1, 1), "means": "lateral"}, PLAN)
    found = due_visits(facts, within)
    assert found["ground"].to_list() == ["planned"] * owed
    assert found["due_on"].to_list() == [date(2023, 7, 1)] * owed


def test_of_several_planned_visits_the_earliest_is_shown() -> None:
    facts = facts_of(OWED, PLAN, PLAN | {"due": date(2023, 6, 1)})
    assert due_visits(facts)["visit_id"].to_list() == ["1"]


@pytest.mark.parametrize(
    ("visits", "found"),
    [
        ([HELD | {"verdict": "unsuited"}], ["0"]),
        ([HELD], []),
        ([HELD | {"verdict": "unsuited", "held": None}], []),
        ([HELD | {"verdict": "unsuited", "held": date(2023, 6, 1)}], []),
        ([HELD | {"verdict": "unsuited", "held": date(2023, 4, 1)}, HELD], []),
        ([HELD | {"held": date(2023, 4, 1)}, HELD | {"verdict": "unsuited"}], ["1"]),
    ],
)
def test_the_latest_visit_says_who_is_unsuited(visits: Rows, found: list[str]) -> None:
    assert unsuited(facts_of(OWED, *visits))["visit_id"].to_list() == found


def test_who_has_left_the_post_is_unsuited_for_it_no_more() -> None:
    post = OWED | {"end": date(2023, 5, 30)}
    assert unsuited(facts_of(post, HELD | {"verdict": "unsuited"})).is_empty()
