from datetime import date
from typing import Any

import polars as pl
import pytest

from diaopei.snapshot import Snapshot
from diaopei.snapshot.facts import Facts

AS_OF = date(2023, 5, 31)
Row = dict[str, Any]

PLACES: list[Row] = [
    {"place_id": "G", "name": "地区", "kind": "prefecture"},
    {"place_id": "C", "name": "县", "kind": "county", "parent_id": "G", "altitude_m": 4000},
    {"place_id": "T", "name": "乡", "kind": "township", "parent_id": "C", "altitude_m": 4600},
    {"place_id": "E", "name": "外地", "kind": "elsewhere"},
]
UNITS: list[Row] = [
    {"unit_id": "U", "name": "地委", "tier": "prefecture", "kind": "party", "place_id": "G"},
    {
        "unit_id": "V", "name": "县委", "tier": "county", "kind": "party", "place_id": "C",
        "parent_id": "U", "system": "leadership",
    },
    {
        "unit_id": "W", "name": "乡", "tier": "township", "kind": "party", "place_id": "T",
        "parent_id": "V",
    },
    {
        "unit_id": "X", "name": "派驻组", "tier": "county", "kind": "discipline", "place_id": "C",
        "parent_id": "V", "jurisdiction_id": "U",
    },
]  # fmt: skip
POSTS: list[Row] = [
    {"post_id": "P1", "unit_id": "V", "title": "书记", "level": "division_principal", "seats": 2},
    {"post_id": "P2", "unit_id": "V", "title": "副书记", "level": "division_deputy",
     "reports_to": "P1", "is_leadership": True},
    {"post_id": "P3", "unit_id": "W", "title": "书记", "level": "section_principal",
     "reports_to": "P1"},
    {"post_id": "P4", "unit_id": "W", "title": "科员", "level": "clerk", "reports_to": "P3"},
    {"post_id": "P5", "unit_id": "V", "title": "委员", "level": "division_deputy",
     "reports_to": "P1"},
]  # fmt: skip


def held(assignment_id: str, person_id: str, start: date, **changes: Any) -> Row:
    return {
        "assignment_id": assignment_id, "person_id": person_id, "post_id": "P2", "unit_id": "V",
        "kind": "post", "start": start, **changes,
    }  # fmt: skip


def facts(*assignments: Row) -> Facts:
    rows: dict[str, list[Row]] = {"places": PLACES, "units": UNITS, "posts": POSTS}
    rows["assignments"] = list(assignments)
    frames = {
        name: pl.DataFrame(table, infer_schema_length=None) for name, table in rows.items() if table
    }
    return Facts(Snapshot.of({"name": "small", "as_of": AS_OF}, frames))


@pytest.mark.parametrize(("place", "county"), [("G", "G"), ("C", "C"), ("T", "C"), ("E", "E")])
def test_a_township_belongs_to_its_county_and_others_to_themselves(place: str, county: str) -> None:
    row = facts().places.filter(pl.col("place_id") == place)
    assert row["county_id"].to_list() == [county]


@pytest.mark.parametrize("unit", ["U", "V", "W", "X"])
def test_the_jurisdiction_is_the_topmost_unit_unless_stated(unit: str) -> None:
    row = facts().units.filter(pl.col("unit_id") == unit)
    assert row["jurisdiction_id"].to_list() == ["U"]


def test_units_and_posts_know_the_altitude_of_their_place() -> None:
    assert facts().units["altitude_m"].to_list() == [None, 4000, 4600, 4000]
    assert facts().posts["altitude_m"].to_list() == [4000, 4000, 4600, 4600, 4000]


def test_a_post_has_one_seat_unless_stated() -> None:
    assert facts().posts["seats"].to_list() == [2, 1, 1, 1, 1]


def test_a_ring_of_units_ends_somewhere() -> None:
    ring = [{**UNITS[0], "parent_id": "V"}, *UNITS[1:]]
    snapshot = facts().snapshot.replace(units=pl.DataFrame(ring, infer_schema_length=None))
    assert Facts(snapshot).units.height == 4


@pytest.mark.parametrize(
    ("end", "is_current", "until"),
    [
        (None, True, AS_OF),
        (date(2023, 6, 1), True, AS_OF),
        (AS_OF, False, AS_OF),
        (date(2023, 5, 30), False, date(2023, 5, 30)),
    ],
)
def test_an_assignment_lasts_to_the_day_before_its_end(
    end: date | None, is_current: bool, until: date
) -> None:
    stations = facts(held("1", "A", date(2020, 1, 1), end=end)).stations
    assert stations["is_current"].to_list() == [is_current]
    assert stations["until"].to_list() == [until]


@pytest.mark.parametrize(
    "changes", [{"kind": "secondment"}, {"kind": "loan"}, {"start": date(2023, 6, 1)}]
)
def test_overlays_and_what_has_not_begun_are_no_stations(changes: Row) -> None:
    row = {**held("1", "A", date(2020, 1, 1)), **changes}
    assert facts(row).stations.is_empty()


def test_a_station_has_the_level_of_the_assignment_before_that_of_the_post() -> None:
    stations = facts(
        held("1", "A", date(2015, 1, 1), end=date(2018, 1, 1), level="section_deputy"),
        held("2", "A", date(2018, 1, 1)),
        held("3", "B", date(2018, 1, 1), is_leadership=False),
    ).stations
    assert stations["level"].to_list() == ["section_deputy", "division_deputy", "division_deputy"]
    assert stations["is_leadership"].to_list() == [True, True, False]


def test_stations_are_sorted_by_person_and_time() -> None:
    stations = facts(
        held("1", "B", date(2018, 1, 1)),
        held("3", "A", date(2018, 1, 1)),
        held("2", "A", date(2015, 1, 1), end=date(2018, 1, 1)),
    ).stations
    assert stations["assignment_id"].to_list() == ["2", "3", "1"]


def test_the_main_post_is_the_one_not_marked_concurrent() -> None:
    holders = facts(
        held("1", "A", date(2018, 1, 1)),
        held("2", "A", date(2022, 1, 1), post_id="P1", is_concurrent=True),
    ).holders
    assert holders["assignment_id"].to_list() == ["1"]


def test_of_two_main_posts_the_later_is_meant() -> None:
    holders = facts(
        held("1", "A", date(2018, 1, 1)), held("2", "A", date(2022, 1, 1), post_id="P1")
    ).holders
    assert holders["assignment_id"].to_list() == ["2"]


def test_who_holds_nothing_now_is_no_holder() -> None:
    assert facts(held("1", "A", date(2018, 1, 1), end=date(2020, 1, 1))).holders.is_empty()


@pytest.mark.parametrize(
    ("post", "other", "why"),
    [
        ("P2", "P1", "direct_line"),
        ("P1", "P2", "direct_line"),
        ("P2", "P5", "same_leader"),
        ("P5", "P2", "same_leader"),
        ("P4", "P3", "direct_line"),
    ],
)
def test_posts_in_line_stand_in_both_directions(post: str, other: str, why: str) -> None:
    lines = facts().post_lines
    assert (post, other, why) in lines.rows()


def test_posts_of_two_units_under_one_leader_are_not_in_line() -> None:
    lines = facts().post_lines
    assert ("P2", "P3") not in lines.select("post_id", "other_post_id").rows()


def test_posts_two_steps_apart_are_not_in_line() -> None:
    pairs = facts().post_lines.filter(pl.col("post_id") == "P4")
    assert pairs["other_post_id"].to_list() == ["P3"]
