from collections.abc import Callable
from typing import Any

import pytest

from diaopei.errors import RulebookError
from diaopei.screening import Rule

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]

TIES = ["spouse", "direct_line", "collateral", "affinity"]
DAY = "2023-05-31"
BOTH = [("P1", "breach", 1), ("P2", "breach", 1)]


def kin(one: str, other: str, **tables: Any) -> dict[str, Any]:
    leader = {"reports_to": "head"}
    return {
        "people": [{"person_id": "P1"}, {"person_id": "P2"}],
        "units": [{"unit_id": "U1"}, {"unit_id": "U2"}],
        "posts": [
            {"post_id": "head", "unit_id": "U1", "is_leadership": True},
            {"post_id": "a", "unit_id": "U1", "work_kinds": ["finance"], **leader},
            {"post_id": "b", "unit_id": "U1", "seats": 2, **leader},
            {"post_id": "c", "unit_id": "U2", "work_kinds": ["finance"], **leader},
            {"post_id": "d", "unit_id": "U1", "is_leadership": True},
        ],
        "assignments": [
            {"person_id": "P1", "post_id": one, "start": "2015-01-01"},
            {"person_id": "P2", "post_id": other, "start": "2016-01-01"},
        ],
        "ties": [{"person_id": "P1", "other_id": "P2", "relation": "collateral"}],
        **tables,
    }


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("head", "a", BOTH),
        ("a", "head", BOTH),
        ("head", "c", BOTH),
        ("a", "b", BOTH),
        ("b", "b", BOTH),
        ("a", "c", []),
        ("a", "d", []),
    ],
)
def test_kin_may_not_lead_each_other_or_share_a_leader_in_one_unit(
    rule: Rules, found: Found, one: str, other: str, expected: list[Any]
) -> None:
    chain = rule("avoidance", relation="same_chain", ties=TIES)
    assert found(chain, DAY, kin(one, other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a", "head", BOTH),
        ("head", "a", BOTH),
        ("b", "head", []),
        ("c", "head", []),
        ("a", "b", []),
    ],
)
def test_kin_may_not_do_sensitive_work_where_the_other_leads(
    rule: Rules, found: Found, one: str, other: str, expected: list[Any]
) -> None:
    work = rule("avoidance", relation="sensitive_work", ties=TIES, work_kinds=["finance"])
    assert found(work, DAY, kin(one, other)) == expected


def test_only_the_listed_relations_count(rule: Rules, found: Found) -> None:
    spouses = rule("avoidance", relation="same_chain", ties=["spouse"])
    assert found(spouses, DAY, kin("head", "a")) == []


@pytest.mark.parametrize("status", ["retired", "departed"])
def test_both_must_be_in_force(rule: Rules, found: Found, status: str) -> None:
    chain = rule("avoidance", relation="same_chain", ties=TIES)
    people = [{"person_id": "P1"}, {"person_id": "P2", "status": status}]
    assert found(chain, DAY, kin("head", "a", people=people)) == []


def test_a_tie_told_from_both_sides_counts_once(rule: Rules, found: Found) -> None:
    chain = rule("avoidance", relation="same_chain", ties=TIES)
    twice = [{"person_id": "P1", "other_id": "P2"}, {"person_id": "P2", "other_id": "P1"}]
    assert found(chain, DAY, kin("head", "a", ties=twice)) == BOTH


def test_a_placement_beside_kin_is_refused(rule: Rules, forbidden: Found) -> None:
    chain = rule("avoidance", relation="same_chain", ties=TIES)
    moves = [("P1", post) for post in ("head", "a", "b", "c", "d")]
    refused = [("P1", post, 1) for post in ("head", "a", "b")]
    assert forbidden(chain, DAY, kin("d", "a"), moves) == refused


def test_a_placement_out_of_the_line_ends_it(rule: Rules, ended: Found) -> None:
    chain = rule("avoidance", relation="same_chain", ties=TIES)
    moves = [("P1", "b"), ("P1", "c"), ("P1", "d"), ("P2", "d")]
    assert ended(chain, DAY, kin("head", "a"), moves) == [("P1", "c"), ("P1", "d"), ("P2", "d")]


def home(place: str | None, post: str = "seat") -> dict[str, Any]:
    return {
        "people": [{"person_id": "P1", "growth_place_id": place}],
        "places": [
            {"place_id": "N", "kind": "prefecture"},
            {"place_id": "C1", "parent_id": "N"},
            {"place_id": "T1", "parent_id": "C1", "kind": "township"},
            {"place_id": "C2", "parent_id": "N"},
            {"place_id": "far", "kind": "elsewhere"},
        ],
        "units": [{"unit_id": "U1", "place_id": "C1"}, {"unit_id": "U2", "place_id": "C2"}],
        "posts": [{"post_id": "seat", "unit_id": "U1"}, {"post_id": "other", "unit_id": "U2"}],
        "assignments": [{"person_id": "P1", "post_id": post, "start": "2020-01-01"}],
    }


@pytest.mark.parametrize(
    ("relation", "place", "expected"),
    [
        ("home_county", "C1", [("P1", "breach", 1)]),
        ("home_county", "T1", [("P1", "breach", 1)]),
        ("home_county", "C2", []),
        ("home_county", None, [("P1", "unknown", None)]),
        ("home_prefecture", "C2", [("P1", "breach", 1)]),
        ("home_prefecture", "far", []),
    ],
)
def test_a_post_in_the_area_one_comes_from_is_a_breach(
    rule: Rules, found: Found, relation: str, place: str | None, expected: list[Any]
) -> None:
    assert found(rule("avoidance", relation=relation), DAY, home(place)) == expected


@pytest.mark.parametrize("column", ["birth_place_id", "native_place_id"])
def test_where_growing_up_is_not_recorded_birth_or_origin_counts(
    rule: Rules, found: Found, column: str
) -> None:
    world = {**home(None), "people": [{"person_id": "P1", column: "C1"}]}
    county = rule("avoidance", relation="home_county")
    assert found(county, DAY, world) == [("P1", "breach", 1)]


def test_home_refuses_placements_into_it_and_is_ended_by_placements_out_of_it(
    rule: Rules, forbidden: Found, ended: Found
) -> None:
    county = rule("avoidance", relation="home_county")
    moves = [("P1", "seat"), ("P1", "other")]
    assert forbidden(county, DAY, home("C1"), moves) == [("P1", "seat", 1)]
    assert ended(county, DAY, home("C1"), moves) == [("P1", "other")]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"relation": "same_chain"}, "ties"),
        ({"relation": "sensitive_work", "ties": TIES}, "work_kinds"),
        ({"relation": "cousins"}, "not one of"),
    ],
)
def test_what_a_relation_needs_must_be_given(
    rule: Rules, given: dict[str, Any], message: str
) -> None:
    with pytest.raises(RulebookError, match=message):
        rule("avoidance", **given)
