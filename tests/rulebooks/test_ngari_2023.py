"""The seven fixed rules on a real-sized snapshot, counted a second time by plain loops."""

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from diaopei.io import read
from diaopei.screening import load_rulebook, screen
from diaopei.snapshot.facts import Facts

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ngari-2023"
DAY = date(2023, 5, 31)
Row = dict[str, str]
Found = dict[str, tuple[str, int | None]]


@cache
def table(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def by(name: str, key: str) -> dict[str, Row]:
    return {row[key]: row for row in table(name)}


def months(start: str, end: str | date) -> int:
    a, b = date.fromisoformat(start), date.fromisoformat(str(end))
    return (b.year - a.year) * 12 + b.month - a.month


@cache
def stations() -> dict[str, list[Row]]:
    kept: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(table("assignments"), key=lambda r: r["start"]):
        if row["kind"] == "post":
            kept[row["person_id"]].append(row)
    return kept


@cache
def present() -> dict[str, Row]:
    return {person: rows[-1] for person, rows in stations().items() if not rows[-1]["end"]}


def county(place: str) -> str:
    row = by("places", "place_id")[place]
    return row["parent_id"] if row["kind"] == "township" else place


def where(assignment: Row) -> str:
    return county(by("units", "unit_id")[assignment["unit_id"]]["place_id"])


def same_department() -> Found:
    units = by("units", "unit_id")
    found: Found = {}
    for person, rows in stations().items():
        now = rows[-1]
        if now["end"] or now["is_leadership"] != "true":
            continue
        if units[now["unit_id"]]["tier"] != "prefecture":
            continue
        start = now["start"]
        for row in reversed(rows[:-1]):
            same = row["unit_id"] == now["unit_id"] and row["is_leadership"] == "true"
            if not same or months(row["end"], start) > 1:
                break
            start = row["start"]
        if months(start, DAY) >= 72:
            found[person] = ("due" if months(start, DAY) >= 84 else "soon", months(start, DAY))
    return found


def altitude_years() -> Found:
    units, places = by("units", "unit_id"), by("places", "place_id")
    found: Found = {}
    for person in present():
        percent = 0
        for row in stations()[person]:
            metres = int(places[units[row["unit_id"]]["place_id"]]["altitude_m"] or 0)
            weight = 100 if metres >= 4500 else 50 if metres >= 4000 else 0
            percent += weight * months(row["start"], row["end"] or DAY)
        if percent // 100 >= 96:
            found[person] = ("due", percent // 100)
    return found


def spouse_together() -> Found:
    here = {person: where(row) for person, row in present().items()}
    found: Found = {}
    for tie in table("ties"):
        if tie["relation"] == "spouse":
            one, other = tie["person_id"], tie["other_id"]
            there = here[other] if other else county(tie["other_place_id"])
            if here[one] != there:
                found |= dict.fromkeys(filter(None, (one, other)), ("due", None))
    return found


def follow_up_6m() -> Found:
    held = {row["assignment_id"] for row in table("visits") if row["held"]}
    return {
        row["person_id"]: ("due", months(row["start"], DAY))
        for row in present().values()
        if row["means"] == "promotion" and row["is_leadership"] == "true"
        and row["assignment_id"] not in held and months(row["start"], DAY) >= 6
    }  # fmt: skip


def women_min() -> Found:
    posts, people = by("posts", "post_id"), by("people", "person_id")
    teams: dict[str, list[str]] = defaultdict(list)
    for person, row in present().items():
        if posts.get(row["post_id"], {}).get("is_team_member") == "true":
            teams[posts[row["post_id"]]["unit_id"]].append(people[person]["sex"])
    bound = [
        row["unit_id"] for row in table("units")
        if row["system"] == "leadership" and row["tier"] in ("county", "township")
    ]  # fmt: skip
    return {u: ("breach", 0) for u in bound if teams[u] and "female" not in teams[u]}


def retirement_month() -> Found:
    found: Found = {}
    for row in table("people"):
        base = int(row["retirement_base_age"])
        old = months("2024-12-01", row["birth"]) + 12 * base
        step, most = (2, 60) if base == 50 else (4, 36)
        delay = 0 if old < 1 else min(most, (old - 1) // step + 1)
        left = old + delay - months("2024-12-01", DAY)
        if left <= 24 and row["person_id"] in present():
            found[row["person_id"]] = ("due" if left <= 0 else "soon", left)
    return found


def kin_same_chain() -> Found:
    posts, seat = by("posts", "post_id"), {p: row["post_id"] for p, row in present().items()}
    found: Found = {}
    for tie in table("ties"):
        one, other = seat.get(tie["person_id"]), seat.get(tie["other_id"])
        if not (one and other):
            continue
        a, b = posts[one], posts[other]
        line = a["reports_to"] == other or b["reports_to"] == one
        beside = a["unit_id"] == b["unit_id"] and a["reports_to"] == b["reports_to"] != ""
        if line or beside:
            found |= dict.fromkeys((tie["person_id"], tie["other_id"]), ("breach", None))
    return found


SEVEN: list[Callable[[], Found]] = [
    same_department, altitude_years, spouse_together, follow_up_6m, women_min, retirement_month,
    kin_same_chain,
]  # fmt: skip


@cache
def findings() -> pl.DataFrame:
    return screen(Facts(read(DATA).snapshot), load_rulebook("ngari"))


@pytest.mark.parametrize("count", SEVEN if DATA.exists() else [])
def test_the_rule_finds_the_same_people_as_a_plain_loop(count: Callable[[], Found]) -> None:
    expected = count()
    rule = count.__name__.replace("_", "-")
    rows = findings().filter(pl.col("rule") == rule).iter_rows(named=True)
    found = {row["subject_id"]: (row["verdict"], row["measure"]) for row in rows}
    plain = {
        who: (v, found.get(who, ("", 0))[1] if m is None else m) for who, (v, m) in expected.items()
    }
    assert found == plain
    assert found
