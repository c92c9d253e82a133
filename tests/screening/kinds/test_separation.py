from collections.abc import Callable
from typing import Any

import pytest

from diaopei.screening import Rule

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]

PLACES = [
    {"place_id": "C1"},
    {"place_id": "T1", "kind": "township", "parent_id": "C1"},
    {"place_id": "C2"},
    {"place_id": "far", "kind": "elsewhere"},
]
UNITS = [{"unit_id": name, "place_id": name} for name in ("C1", "T1", "C2")]
POSTS = [{"post_id": name, "unit_id": name} for name in ("C1", "T1", "C2")]


def world(*stations: tuple[str, str, str, str | None], **tables: Any) -> dict[str, Any]:
    rows = [{"person_id": p, "post_id": q, "start": s, "end": e} for p, q, s, e in stations]
    return {
        "places": PLACES,
        "units": UNITS,
        "posts": POSTS,
        "people": [{"person_id": "P1"}, {"person_id": "P2"}],
        "assignments": rows,
        "ties": [{"person_id": "P1", "other_id": "P2"}],
        **tables,
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-05-31", [("P1", "due", 0), ("P2", "due", 0)]),
        ("2023-04-30", []),
        ("2024-05-31", [("P1", "due", 12), ("P2", "due", 12)]),
    ],
)
def test_both_are_found_from_the_month_in_which_their_counties_differ(
    rule: Rules, found: Found, day: str, expected: list[Any]
) -> None:
    couple = world(
        ("P1", "C1", "2015-01-01", None),
        ("P2", "T1", "2016-01-01", "2023-05-01"),
        ("P2", "C2", "2023-05-01", None),
    )
    assert found(rule("separation"), day, couple) == expected


def test_a_move_between_two_other_counties_does_not_start_the_count_anew(
    rule: Rules, found: Found
) -> None:
    couple = world(
        ("P1", "C1", "2015-01-01", None),
        ("P2", "C2", "2016-05-01", "2020-05-01"),
        ("P2", "C2", "2020-05-01", None),
    )
    assert found(rule("separation"), "2023-05-31", couple)[0] == ("P1", "due", 84)


def test_having_been_together_in_between_starts_the_count_anew(rule: Rules, found: Found) -> None:
    couple = world(
        ("P1", "C1", "2010-01-01", None),
        ("P2", "C2", "2011-05-01", "2015-05-01"),
        ("P2", "T1", "2015-05-01", "2021-05-01"),
        ("P2", "C2", "2021-05-01", None),
    )
    assert found(rule("separation"), "2023-05-31", couple)[0] == ("P1", "due", 24)


def test_a_spouse_outside_the_register_counts_by_the_place_of_the_tie(
    rule: Rules, found: Found
) -> None:
    for place, expected in (
        ("far", [("P1", "due", 36)]),
        ("T1", []),
        (None, [("P1", "unknown", None)]),
    ):
        ties = [{"person_id": "P1", "other_name": "X", "other_place_id": place}]
        alone = world(("P1", "C1", "2020-05-01", None), ties=ties)
        assert found(rule("separation"), "2023-05-31", alone) == expected


def test_only_spouses_count(rule: Rules, found: Found) -> None:
    kin = [{"person_id": "P1", "other_id": "P2", "relation": "collateral"}]
    pair = world(("P1", "C1", "2015-01-01", None), ("P2", "C2", "2015-01-01", None), ties=kin)
    assert found(rule("separation"), "2023-05-31", pair) == []


def test_the_retired_get_no_finding_and_their_spouse_does(rule: Rules, found: Found) -> None:
    people = [{"person_id": "P1"}, {"person_id": "P2", "status": "retired"}]
    ties = [
        {"person_id": "P2", "other_id": "P1"},
        {"person_id": "P1", "other_id": "P2", "other_place_id": "far"},
    ]
    pair = world(("P1", "C1", "2020-05-01", None), people=people, ties=ties[1:])
    assert found(rule("separation"), "2023-05-31", pair) == [("P1", "due", 36)]


def test_a_placement_in_the_county_of_the_spouse_ends_it(rule: Rules, ended: Found) -> None:
    pair = world(("P1", "C1", "2015-01-01", None), ("P2", "C2", "2016-01-01", None))
    moves = [("P1", "C2"), ("P1", "T1"), ("P2", "T1"), ("P2", "C2")]
    assert ended(rule("separation"), "2023-05-31", pair, moves) == [("P1", "C2"), ("P2", "T1")]
