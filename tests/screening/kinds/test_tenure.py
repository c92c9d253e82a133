from collections.abc import Callable
from typing import Any

import pytest

from diaopei.screening import Rule, Rulebook, screen

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]

WORLD: dict[str, Any] = {
    "people": [{"person_id": "P1"}],
    "places": [
        {"place_id": "C1"},
        {"place_id": "T1", "kind": "township", "parent_id": "C1"},
        {"place_id": "C2"},
    ],
    "units": [
        {"unit_id": "U1", "place_id": "C1", "system": "finance"},
        {"unit_id": "U2", "place_id": "T1", "system": "finance", "tier": "township"},
        {"unit_id": "U3", "place_id": "C2", "system": "water"},
    ],
    "posts": [
        {"post_id": "A", "unit_id": "U1", "title": "head", "is_leadership": True},
        {"post_id": "B", "unit_id": "U1", "title": "deputy", "is_leadership": True},
        {"post_id": "C", "unit_id": "U1", "title": "clerk", "level": "clerk"},
        {"post_id": "D", "unit_id": "U2", "title": "head", "is_leadership": True},
        {"post_id": "E", "unit_id": "U3", "title": "head", "is_leadership": True},
    ],
}


def served(*posts: tuple[str, str, str | None]) -> dict[str, Any]:
    rows = [{"person_id": "P1", "post_id": p, "start": s, "end": e} for p, s, e in posts]
    return {**WORLD, "assignments": rows}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-04-30", [("P1", "soon", 83)]),
        ("2023-05-01", [("P1", "due", 84)]),
        ("2022-05-31", [("P1", "soon", 72)]),
        ("2022-04-30", []),
    ],
)
def test_due_in_the_month_that_fills_the_limit_and_soon_before(
    rule: Rules, found: Found, day: str, expected: list[Any]
) -> None:
    seven = rule("tenure", measure="same_post", limit=("year", 7), warn_before=("month", 12))
    assert found(seven, day, served(("A", "2016-05-31", None))) == expected


@pytest.mark.parametrize(
    ("measure", "months"),
    [
        ("same_post", 12),
        ("same_post_kind", 12),
        ("same_unit", 60),
        ("same_unit_in_leadership", 36),
        ("same_unit_level", 36),
        ("same_system", 96),
        ("same_area_level", 36),
        ("same_level_total", 72),
    ],
)
def test_each_measure_counts_its_own_stretch(
    rule: Rules, found: Found, measure: str, months: int
) -> None:
    career = served(
        ("D", "2015-05-01", "2018-05-01"),
        ("C", "2018-05-01", "2020-05-01"),
        ("B", "2020-05-01", "2022-05-01"),
        ("A", "2022-05-01", None),
    )
    any_length = rule("tenure", measure=measure, limit=("month", 1))
    assert found(any_length, "2023-05-31", career) == [("P1", "due", months)]


@pytest.mark.parametrize(
    ("back", "months"), [("2020-05-01", 96), ("2020-06-30", 96), ("2020-07-01", 34)]
)
def test_a_gap_of_one_month_keeps_a_stretch_and_two_break_it(
    rule: Rules, found: Found, back: str, months: int
) -> None:
    career = served(("A", "2015-05-01", "2020-05-31"), ("A", back, None))
    any_length = rule("tenure", measure="same_post", limit=("month", 1))
    assert found(any_length, "2023-05-31", career) == [("P1", "due", months)]


def test_an_overlay_neither_ends_nor_starts_a_stretch(rule: Rules, found: Found) -> None:
    career = served(("A", "2015-05-01", None))
    career["assignments"].append(
        {"person_id": "P1", "unit_id": "U3", "start": "2022-05-01", "kind": "secondment"}
    )
    any_length = rule("tenure", measure="same_unit", limit=("month", 1))
    assert found(any_length, "2023-05-31", career) == [("P1", "due", 96)]


def test_an_unknown_flag_makes_it_unknown_only_near_the_limit(rule: Rules, found: Found) -> None:
    bound = rule("tenure", measure="same_post", limit=("month", 96), binds={"leadership": True})
    career = served(("A", "2015-05-01", None))
    career["posts"] = [{**post, "is_leadership": None} for post in WORLD["posts"]]
    assert found(bound, "2023-05-31", career) == [("P1", "unknown", 96)]
    assert found(bound, "2023-04-30", career) == []


def test_alternatives_bind_whoever_meets_one_of_them(rule: Rules, found: Found) -> None:
    career = served(("A", "2015-05-01", None))
    either = [{"system": ["water"]}, {"system": ["finance"], "leadership": True}]
    neither = [{"system": ["water"]}, {"system": ["finance"], "leadership": False}]
    for binds, expected in ((either, [("P1", "due", 96)]), (neither, [])):
        one = rule("tenure", measure="same_post", limit=("month", 1), binds=binds)
        assert found(one, "2023-05-31", career) == expected


@pytest.mark.parametrize(
    ("measure", "posts"),
    [
        ("same_post", ["B", "C", "D", "E"]),
        ("same_unit_in_leadership", ["D", "E"]),
        ("same_system", ["E"]),
        ("same_area_level", ["C", "E"]),
        ("same_level_total", ["C"]),
    ],
)
def test_a_placement_ends_the_stretch_when_its_key_changes(
    rule: Rules, ended: Found, measure: str, posts: list[str]
) -> None:
    any_length = rule("tenure", measure=measure, limit=("month", 1))
    moves = [("P1", post) for post in "ABCDE"]
    career = served(("A", "2015-05-01", None))
    assert ended(any_length, "2023-05-31", career, moves) == [("P1", post) for post in posts]


def test_the_stretch_is_the_evidence(rule: Rules, facts: Callable[..., Any]) -> None:
    career = served(
        ("E", "2012-05-01", "2015-05-01"),
        ("B", "2015-05-01", "2020-05-01"),
        ("A", "2020-05-01", None),
    )
    unit = rule("tenure", measure="same_unit", limit=("month", 96))
    row = screen(facts("2023-05-31", career), Rulebook("here", {}, (unit,))).row(0, named=True)
    assert row["evidence"] == ["A2", "A3"]
    assert str(row["due_on"]) == "2023-05-01"
    assert row["reference"] == "a regulation, art. 1"
