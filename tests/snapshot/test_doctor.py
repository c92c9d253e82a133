from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.discover import plugins
from diaopei.snapshot import Snapshot
from diaopei.snapshot.check import Check
from diaopei.snapshot.doctor import checks, examine
from diaopei.snapshot.issue import SEVERITIES, Issues

AS_OF = date(2023, 5, 31)
Row = dict[str, Any]

PLACES = [
    {"place_id": "C", "name": "县", "kind": "county"},
    {"place_id": "T", "name": "乡", "kind": "township", "parent_id": "C"},
]
UNITS = [
    {"unit_id": "U", "name": "县委", "tier": "county", "kind": "party", "place_id": "C"},
    {
        "unit_id": "V", "name": "乡", "tier": "township", "kind": "party", "place_id": "T",
        "parent_id": "U",
    },
]  # fmt: skip
POSTS = [
    {"post_id": "P", "unit_id": "U", "title": "书记", "level": "division_principal"},
    {
        "post_id": "Q", "unit_id": "U", "title": "副书记", "level": "division_deputy",
        "reports_to": "P",
    },
]  # fmt: skip


def person(person_id: str, **changes: Any) -> Row:
    return {
        "person_id": person_id, "name": f"人{person_id}", "sex": "female",
        "birth": date(1980, 1, 1), "work_since": date(2001, 1, 1), "education": "bachelor",
        "level": "division_deputy", "level_since": date(2015, 1, 1), "retirement_base_age": 55,
        "status": "active", **changes,
    }  # fmt: skip


def post(assignment_id: str, person_id: str, post_id: str | None, **changes: Any) -> Row:
    return {
        "assignment_id": assignment_id, "person_id": person_id, "post_id": post_id,
        "unit_id": "U", "kind": "post", "start": date(2018, 1, 1), **changes,
    }  # fmt: skip


PEOPLE = [person("A"), person("B")]
ASSIGNMENTS = [post("1", "A", "P"), post("2", "B", "Q")]
TIE = {"person_id": "A", "other_id": "B", "relation": "spouse"}
GOOD: dict[str, list[Row]] = {
    "places": PLACES, "units": UNITS, "posts": POSTS, "people": PEOPLE,
    "assignments": ASSIGNMENTS, "ties": [TIE],
}  # fmt: skip


def world(**tables: list[Row]) -> Snapshot:
    frames = {
        name: pl.DataFrame(rows, infer_schema_length=None)
        for name, rows in {**GOOD, **tables}.items()
    }
    return Snapshot.of({"name": "small", "as_of": AS_OF}, frames)


def swap(name: str, index: int, /, **changes: Any) -> dict[str, list[Row]]:
    rows = list(GOOD[name])
    rows[index] = {**rows[index], **changes}
    return {name: rows}


def add(name: str, *rows: Row) -> dict[str, list[Row]]:
    return {name: [*GOOD.get(name, []), *rows]}


WAIVER = {
    "rule": "r",
    "subject_id": "A",
    "granted": date(2023, 1, 1),
    "by": "组织部",
    "reason": "x",
}
REQUEST = {
    "request_id": "R", "person_id": "A", "filed": date(2022, 1, 1), "ground": "altitude",
    "status": "met",
}  # fmt: skip
RESERVE = {"person_id": "A", "list": "division", "entered": date(2020, 1, 1)}

BROKEN: list[tuple[str, dict[str, list[Row]], str | None]] = [
    ("dead_reference", swap("places", 1, parent_id="X"), "T"),
    ("dead_reference", swap("units", 1, parent_id="X"), "V"),
    ("dead_reference", swap("units", 1, place_id="X"), "V"),
    ("dead_reference", swap("units", 1, jurisdiction_id="X"), "V"),
    ("dead_reference", swap("posts", 1, unit_id="X"), "Q"),
    ("dead_reference", swap("posts", 1, reports_to="X"), "Q"),
    ("dead_reference", swap("people", 0, growth_place_id="X"), "A"),
    ("dead_reference", swap("assignments", 0, person_id="X"), "1"),
    ("dead_reference", swap("assignments", 0, post_id="X"), "1"),
    ("dead_reference", swap("ties", 0, other_id="X"), "1"),
    ("dead_reference", add("requests", {**REQUEST, "wanted_place_ids": ["C", "X"]}), "R"),
    ("dead_reference", add("waivers", WAIVER, {**WAIVER, "subject_id": "X"}), "2"),
    (
        "dead_reference",
        add("appraisals", {"person_id": "X", "year": 2022, "grade": "basic"}),
        "X|2022",
    ),
    ("doubled_key", add("people", person("A", name="又")), "A"),
    ("doubled_row", add("ties", TIE), "2"),
    ("doubled_person", add("people", person("Z", name="人A", status="retired")), "Z"),
    ("missing_value", swap("units", 1, name=None), "V"),
    (
        "missing_value",
        {"people": [person("A", birth=None), person("B", birth=None)]},
        None,
    ),
    ("unfilled_column", swap("people", 1, level=None), "B"),
    ("unfilled_column", {"people": [person("A", sex=None), person("B", sex=None)]}, None),
    ("ends_before_start", swap("assignments", 0, end=date(2017, 12, 31)), "1"),
    ("ends_before_start", add("reserve", {**RESERVE, "left": date(2019, 1, 1)}), "1"),
    ("ends_before_start", add("requests", {**REQUEST, "decided": date(2021, 1, 1)}), "R"),
    ("ends_before_start", add("waivers", {**WAIVER, "until": date(2022, 1, 1)}), "1"),
    ("impossible_date", swap("people", 0, birth=date(1899, 12, 31)), "A"),
    ("impossible_date", add("waivers", {**WAIVER, "until": date(2073, 5, 2)}), "1"),
    ("future_date", swap("people", 0, level_since=date(2023, 6, 1)), "A"),
    (
        "future_date",
        add("appraisals", {"person_id": "A", "year": 2024, "grade": "basic"}),
        "A|2024",
    ),
    (
        "future_start",
        add("assignments", post("3", "A", None, kind="loan", start=date(2023, 6, 1))),
        "3",
    ),
    ("life_order", swap("people", 0, work_since=date(1980, 1, 1)), "A"),
    ("life_order", swap("assignments", 0, start=date(1980, 1, 1)), "1"),
    ("too_young", swap("people", 0, work_since=date(1995, 12, 1)), "A"),
    ("too_young", swap("people", 0, party_since=date(1997, 12, 1)), "A"),
    ("overlapping_posts", add("assignments", post("3", "A", None, start=date(2020, 1, 1))), "3"),
    ("seat_taken", swap("assignments", 1, post_id="P"), "P"),
    (
        "above_establishment",
        {**add("people", person("Z")), **add("assignments", post("3", "Z", None, level="clerk"))},
        "U",
    ),
    ("post_elsewhere", swap("assignments", 1, unit_id="V"), "2"),
    ("retired_in_force", swap("people", 0, status="retired"), "1"),
    ("past_retirement", swap("people", 0, birth=date(1968, 4, 30)), "A"),
    ("without_post", add("people", person("Z")), "Z"),
    ("out_of_range", swap("places", 0, altitude_m=9001), "C"),
    ("out_of_range", swap("posts", 0, seats=-1), "P"),
    ("out_of_range", swap("people", 0, retirement_base_age=63), "A"),
    ("cycle", swap("units", 0, parent_id="V"), "U"),
    ("cycle", swap("posts", 0, reports_to="P"), "P"),
    ("cycle", swap("places", 0, parent_id="T"), "C"),
    ("tie_to_self", swap("ties", 0, other_id="A"), "1"),
    ("two_spouses", add("ties", {**TIE, "other_id": None, "other_name": "外"}), "2"),
]

FINE: list[tuple[str, dict[str, list[Row]]]] = [
    ("ends_before_start", swap("assignments", 0, end=date(2018, 1, 1))),
    ("impossible_date", swap("people", 0, birth=date(1900, 1, 1))),
    ("future_date", swap("people", 0, level_since=AS_OF)),
    ("too_young", swap("people", 0, work_since=date(1996, 1, 1))),
    ("past_retirement", swap("people", 0, birth=date(1968, 5, 1))),
    ("two_spouses", add("ties", {**TIE, "person_id": "B", "other_id": "A"})),
    ("dead_reference", add("waivers", {**WAIVER, "subject_id": "Q"})),
    ("seat_taken", {**swap("posts", 0, seats=2), **swap("assignments", 1, post_id="P")}),
    (
        "overlapping_posts",
        add("assignments", post("3", "A", None, start=date(2020, 1, 1), is_concurrent=True)),
    ),
    (
        "overlapping_posts",
        add(
            "assignments",
            post("3", "A", None, start=date(2016, 1, 1), end=date(2018, 1, 1)),
            post("4", "A", None, kind="secondment", start=date(2020, 1, 1)),
        ),
    ),
]


def found(snapshot: Snapshot, check: str) -> pl.DataFrame:
    return examine(snapshot).filter(pl.col("check") == check)


def test_a_sound_snapshot_has_no_issue() -> None:
    assert examine(world()).is_empty()


@pytest.mark.parametrize(("check", "tables", "row"), BROKEN)
def test_what_is_broken_is_found_in_its_row(
    check: str, tables: dict[str, list[Row]], row: str | None
) -> None:
    assert found(world(**tables), check)["row"].to_list() == [row]


@pytest.mark.parametrize(("check", "tables"), FINE)
def test_what_is_just_allowed_is_not_found(check: str, tables: dict[str, list[Row]]) -> None:
    assert found(world(**tables), check).is_empty()


def test_every_check_is_shown_to_find_something() -> None:
    assert {check for check, _, _ in BROKEN} == set(checks())


@pytest.mark.parametrize("name", checks())
def test_every_check_has_titles_a_severity_and_a_mend(name: str) -> None:
    check = plugins("diaopei.snapshot.checks", Check)[name]
    assert set(check.title) == {"en", "zh-hans", "zh-hant"}
    assert check.severity in SEVERITIES
    assert check.mend


def test_all_issues_come_at_once_with_errors_first() -> None:
    sick = world(**swap("people", 0, status="retired", level=None), **swap("ties", 0, other_id="A"))
    issues = examine(sick)
    assert issues["severity"].to_list() == sorted(
        issues["severity"].to_list(), key=SEVERITIES.index
    )
    assert {"retired_in_force", "tie_to_self"} <= set(issues["check"])
    assert Issues.is_valid(issues)


def test_an_overlap_names_the_earlier_post() -> None:
    sick = world(**add("assignments", post("3", "A", None, start=date(2020, 1, 1))))
    assert found(sick, "overlapping_posts")["reason"].to_list() == ["1 still lasts for A"]


def test_a_post_inside_a_long_one_is_found_after_a_short_one() -> None:
    short = post("3", "A", None, start=date(2019, 1, 1), end=date(2019, 2, 1))
    late = post("4", "A", None, start=date(2020, 1, 1), end=date(2020, 2, 1))
    rows = found(world(**add("assignments", short, late)), "overlapping_posts")["row"]
    assert rows.to_list() == ["3", "4"]


def test_a_ring_is_told_once_and_in_full() -> None:
    posts = [{**POSTS[0], "reports_to": "Q"}, POSTS[1]]
    assert found(world(posts=posts), "cycle")["reason"].to_list() == [
        "leads back to itself: P > Q > P"
    ]


def test_who_only_leads_to_a_ring_is_not_on_it() -> None:
    extra = {**POSTS[1], "post_id": "R", "reports_to": "Q"}
    posts = [{**POSTS[0], "reports_to": "Q"}, POSTS[1], extra]
    assert found(world(posts=posts), "cycle")["row"].to_list() == ["P"]


def test_a_doubled_key_is_one_issue_and_breaks_no_other_check() -> None:
    sick = world(**add("people", person("A"), person("A")), **add("posts", POSTS[0]))
    assert found(sick, "doubled_key")["reason"].to_list() == [
        "this key stands in 3 rows",
        "this key stands in 2 rows",
    ]


def test_an_empty_snapshot_can_be_examined() -> None:
    empty = Snapshot.of({"name": "empty", "as_of": AS_OF}, {})
    assert examine(empty).is_empty()


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(4)))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    rows = [
        *ASSIGNMENTS,
        post("3", "A", None, start=date(2020, 1, 1)),
        post("4", "B", "X", start=date(2010, 1, 1), end=date(2009, 1, 1)),
    ]
    shuffled = world(assignments=[rows[index] for index in order])
    assert examine(shuffled).equals(examine(world(assignments=rows)))
