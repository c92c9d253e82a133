from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from diaopei.screening import Rule
from diaopei.screening.cases import run, world

DAY = date(2023, 5, 31)
TABLES = {
    "people": [{"person_id": "P1"}],
    "posts": [{"post_id": "A"}],
    "assignments": [{"person_id": "P1", "post_id": "A", "start": date(2013, 5, 1)}],
}


@pytest.mark.parametrize(
    ("outcome", "complaint"),
    [
        ({"expect": [{"subject": "P1", "verdict": "due", "measure": 120}]}, ""),
        ({"expect": [{"subject": "P1", "verdict": "due", "limit": 120}]}, ""),
        ({"expect": []}, "not expected"),
        ({"expect": [{"subject": "P1", "verdict": "soon"}]}, "expected {'subject': 'P1'"),
        ({"expect": [{"subject": "P2", "verdict": "due"}]}, "expected {'subject': 'P2'"),
        ({"expect_refused": []}, ""),
        ({"expect_limit": 3}, "expected the limit 3, found None"),
    ],
)
def test_a_case_says_in_words_what_is_not_as_expected(
    rule: Callable[..., Rule], outcome: dict[str, Any], complaint: str
) -> None:
    case = {"name": "tried", "as_of": DAY, "tables": TABLES, **outcome}
    wrong = run(rule("tenure", measure="same_post", limit=("year", 10), cases=[case]))
    assert [complaint in text and "tested, 'tried'" in text for text in wrong] == [True] * bool(
        complaint
    )


def test_refusals_are_compared_by_person_post_and_measure(rule: Callable[..., Rule]) -> None:
    people = [{"person_id": "P1", "work_since": date(2020, 5, 1)}]
    case = {
        "name": "tried",
        "as_of": DAY,
        "tables": {**TABLES, "people": people},
        "placements": [{"person": "P1", "post": "A"}],
        "expect_refused": [{"person": "P1", "post": "A", "measure": 36}],
    }
    bar = rule("bar", because="minimum_service", limit=("year", 5), cases=[case])
    assert run(bar) == []


def test_what_a_case_leaves_out_has_a_sensible_value() -> None:
    made = world({"name": "x", "as_of": DAY, "tables": TABLES})
    assert made.people.select("name", "status").rows() == [("P1", "active")]
    assert made.assignments.select("assignment_id", "kind", "unit_id").rows() == [
        ("A1", "post", "U")
    ]
    assert made.units.select("unit_id", "tier", "place_id").rows() == [("U", "prefecture", "W")]
    assert made.places["place_id"].to_list() == ["W"]
