from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.snapshot import Snapshot
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import add_months, months
from diaopei.snapshot.spells import KEYS, MEASURES, stretch

AS_OF = date(2023, 5, 31)
Rows = list[dict[str, Any]]

PLACES: Rows = [
    {"place_id": "C1", "name": "C1", "kind": "county"},
    {"place_id": "T1", "name": "T1", "kind": "township", "parent_id": "C1"},
    {"place_id": "C2", "name": "C2", "kind": "county"},
]
UNITS: Rows = [
    {"unit_id": unit, "name": unit, "system": system, "place_id": place}
    for unit, system, place in (
        ("U1", "finance", "C1"),
        ("U2", "finance", "T1"),
        ("U3", None, "C2"),
    )
]
UNITS = [{**unit, "tier": "county", "kind": "party"} for unit in UNITS]
POSTS: Rows = [
    {"post_id": f"{unit}-{title}", "unit_id": unit, "title": title, "is_leadership": lead}
    for unit in ("U1", "U2", "U3")
    for title, lead in (("head", True), ("deputy", True), ("clerk", False))
]
POSTS = [
    {**post, "level": "division_deputy" if post["is_leadership"] else "clerk"} for post in POSTS
]


def facts(assignments: Rows, people: Rows | None = None) -> Facts:
    rows = [
        {"assignment_id": f"A{at}", "kind": "post", "unit_id": str(row["post_id"])[:2], **row}
        for at, row in enumerate(assignments)
    ]
    known = people or [
        {"person_id": name, "name": name, "birth": date(1980, 1, 1)}
        for name in sorted({row["person_id"] for row in rows})
    ]
    tables = {
        "places": PLACES, "units": UNITS, "posts": POSTS, "people": known, "assignments": rows,
    }  # fmt: skip
    frames = {name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in tables.items()}
    return Facts(Snapshot.of({"name": "x", "as_of": AS_OF}, frames))


def station(post: str, start: date, end: date | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": "P1", "post_id": post, "start": start, "end": end, **more}


def walk(rows: Rows, key: tuple[str, ...]) -> int | None:
    """The same count, by walking back from the present post one assignment at a time."""
    now = rows[-1]
    if any(now[column] is None for column in key):
        return None
    alike = [row for row in rows if all(row[column] == now[column] for column in key)]
    start = alike[-1]["start"]
    for row in reversed(alike[:-1]):
        if months(row["until"], start) > 1:
            break
        start = min(start, row["start"])
    return months(start, AS_OF)


@st.composite
def careers(draw: st.DrawFn) -> Rows:
    """Up to four persons with posts one after the other, with gaps, the last one in force."""
    rows: Rows = []
    for person in range(draw(st.integers(1, 4))):
        day = date(2023, 4, 1)
        end: date | None = None
        for _ in range(draw(st.integers(1, 6))):
            day = add_months(day, -draw(st.integers(1, 40)))
            post = draw(st.sampled_from([str(row["post_id"]) for row in POSTS]))
            row = {"person_id": f"P{person}", "post_id": post, "title": post[3:]}
            rows.append({**row, "start": day, "end": end})
            end = add_months(day, -draw(st.integers(0, 3)))
            day = end
    return rows


@settings(max_examples=60, deadline=None)
@given(careers(), st.randoms(use_true_random=False))
def test_every_stretch_is_what_a_walk_back_through_the_career_finds(rows: Rows, order: Any) -> None:
    order.shuffle(rows)
    known = facts(rows)
    spells = {row["person_id"]: row for row in known.spells.to_dicts()}
    stations: dict[str, Rows] = {}
    for row in known.stations.to_dicts():
        stations.setdefault(row["person_id"], []).append(row)
    for person, own in stations.items():
        for measure in MEASURES:
            if measure != "same_level_total":
                assert spells[person][measure] == walk(own, KEYS[measure]), measure
        level = [row for row in own if row["level"] == own[-1]["level"]]
        total = sum(months(row["start"], row["until"]) for row in level)
        assert spells[person]["same_level_total"] == total


@pytest.mark.parametrize(
    ("end", "back", "expected"),
    [
        (date(2020, 5, 31), date(2020, 6, 1), 101),
        (date(2020, 5, 1), date(2020, 7, 31), 34),
        (date(2020, 5, 1), date(2020, 6, 30), 101),
    ],
)
def test_one_month_between_two_assignments_keeps_the_stretch(
    end: date, back: date, expected: int
) -> None:
    known = facts([station("U1-head", date(2014, 12, 31), end), station("U1-head", back)])
    assert known.spells["same_post"].to_list() == [expected]


def test_months_at_a_level_add_up_and_overlaps_count_once() -> None:
    known = facts(
        [
            station("U1-head", date(2010, 5, 1), date(2012, 5, 1)),
            station("U1-clerk", date(2012, 5, 1), date(2020, 5, 1)),
            station("U3-deputy", date(2020, 5, 1)),
            station("U2-deputy", date(2021, 5, 1), is_concurrent=True),
        ]
    )
    row = known.spells.row(0, named=True)
    assert (row["same_level_total"], row["same_level_total_since"]) == (60, date(2010, 5, 1))


def test_what_the_present_post_does_not_say_is_unknown() -> None:
    row = facts([station("U3-head", date(2020, 5, 1))]).spells.row(0, named=True)
    assert (row["same_system"], row["same_system_since"]) == (None, None)
    assert (row["same_unit"], row["same_unit_since"]) == (36, date(2020, 5, 1))


def test_an_assignment_without_a_title_has_that_of_its_post() -> None:
    known = facts(
        [
            station("U1-head", date(2015, 5, 1), date(2020, 5, 1), title="head"),
            station("U2-head", date(2020, 5, 1), title=None),
        ]
    )
    assert known.spells["same_post_kind"].to_list() == [96]


@pytest.mark.parametrize(
    ("start", "moves", "since"),
    [(date(2022, 6, 1), 1, 11), (date(2022, 5, 1), 0, 12), (date(2023, 5, 31), 1, 0)],
)
def test_a_move_counts_for_twelve_months(start: date, moves: int, since: int) -> None:
    known = facts([station("U1-head", date(2015, 1, 1), start), station("U2-head", start)])
    row = known.spells.row(0, named=True)
    assert (row["moves_12m"], row["months_since_move"]) == (moves, since)


def test_a_first_post_a_renewal_and_a_concurrent_post_are_no_moves() -> None:
    known = facts(
        [
            station("U1-head", date(2015, 1, 1), date(2023, 1, 1)),
            station("U1-head", date(2023, 1, 1)),
            station("U2-deputy", date(2023, 2, 1), is_concurrent=True),
        ]
    )
    row = known.spells.row(0, named=True)
    assert (row["moves_12m"], row["months_since_move"]) == (0, None)


def test_promotion_and_service_are_counted_from_their_own_days() -> None:
    people = [
        {"person_id": "P1", "name": "x", "birth": date(1980, 1, 1), "work_since": date(2013, 5, 9)}
    ]
    known = facts(
        [
            station("U1-clerk", date(2015, 1, 1), date(2022, 1, 1), means="appointment"),
            station("U1-head", date(2022, 1, 1), means="promotion"),
        ],
        people,
    )
    row = known.spells.row(0, named=True)
    assert (row["months_since_promotion"], row["service_months"]) == (16, 120)


def test_the_evidence_is_the_unbroken_part_only() -> None:
    known = facts(
        [
            station("U1-head", date(2010, 1, 1), date(2012, 1, 1)),
            station("U1-head", date(2015, 1, 1), date(2018, 1, 1)),
            station("U1-deputy", date(2018, 1, 1)),
        ]
    )
    people = pl.Series(["P1", "nobody"])
    assert stretch(known, "same_unit", people).rows() == [("P1", ["A1", "A2"])]
    assert stretch(known, "same_level_total", people).rows() == [("P1", ["A0", "A1", "A2"])]


def test_nobody_in_force_gives_no_rows() -> None:
    gone = facts([station("U1-head", date(2010, 1, 1), date(2012, 1, 1))])
    assert gone.spells.height == 0
