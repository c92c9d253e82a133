from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from diaopei.fiction import prefecture
from diaopei.screening import load_rulebook, screen
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import months

Row = dict[str, Any]
Answer = dict[str, int | None]

LEADS = "is_leadership"


@cache
def facts() -> Facts:
    return Facts(prefecture(600, seed=5))


@cache
def tables() -> dict[str, list[Row]]:
    return {name: frame.to_dicts() for name, frame in facts().snapshot.tables().items()}


def by(table: str, key: str) -> dict[str, Row]:
    return {row[key]: row for row in tables()[table]}


def today() -> date:
    return facts().snapshot.as_of


@cache
def careers() -> dict[str, list[Row]]:
    units, places, posts = by("units", "unit_id"), by("places", "place_id"), by("posts", "post_id")
    found: dict[str, list[Row]] = {}
    for row in tables()["assignments"]:
        if row["kind"] != "post" or row["start"] > today():
            continue
        unit, post = units[row["unit_id"]], posts.get(row["post_id"] or "", {})
        place = places[unit["place_id"]]
        county = place["parent_id"] if place["kind"] == "township" else place["place_id"]
        lasts = row["end"] is None or row["end"] > today()
        leads = row[LEADS] if row[LEADS] is not None else post.get(LEADS)
        known = {"until": today() if lasts else row["end"], "lasts": lasts, LEADS: leads}
        about = {"unit": unit, "place": place, "post": post, "county": county}
        found.setdefault(row["person_id"], []).append({**row, **known, **about})
    for rows in found.values():
        rows.sort(key=lambda row: (row["start"], row["assignment_id"]))
    return found


@cache
def seats() -> dict[str, Row]:
    people = by("people", "person_id")
    return {
        person: [row for row in rows if row["lasts"] and not row["is_concurrent"]][-1]
        for person, rows in careers().items()
        if people[person]["status"] not in ("retired", "departed")
        and any(row["lasts"] and not row["is_concurrent"] for row in rows)
    }


def active(person: str) -> bool:
    return bool(by("people", "person_id")[person]["status"] == "active")


def same_department() -> Answer:
    found: Answer = {}
    for person, seat in seats().items():
        if not active(person) or seat["unit"]["tier"] != "prefecture" or not seat[LEADS]:
            continue
        alike = [r for r in careers()[person] if r["unit_id"] == seat["unit_id"] and r[LEADS]]
        start = alike[-1]["start"]
        for row in reversed(alike[:-1]):
            if months(row["until"], start) > 1:
                break
            start = min(start, row["start"])
        if months(start, today()) >= 72:
            found[person] = months(start, today())
    return found


def altitude_years() -> Answer:
    found: Answer = {}
    for person, rows in careers().items():
        if not active(person):
            continue
        halves = 0
        for row in rows:
            metres = row["place"]["altitude_m"]
            weight = 2 if metres >= 4500 else 1 if metres >= 4000 else 0
            halves += 0 if row["is_concurrent"] else weight * months(row["start"], row["until"])
        if halves >= 2 * 96:
            found[person] = halves // 2
    return found


def county_of(person: str, day: date) -> str | None:
    begun = [row["county"] for row in careers().get(person, []) if row["start"] <= day]
    return begun[-1] if begun else None


def spouse_together() -> Answer:
    places = by("places", "place_id")
    found: Answer = {}
    for tie in tables()["ties"]:
        if tie["relation"] != "spouse":
            continue
        place = places.get(tie["other_place_id"] or "", {})
        fixed = place.get("parent_id") if place.get("kind") == "township" else place.get("place_id")
        couple = [name for name in (tie["person_id"], tie["other_id"]) if name in seats()]
        days = sorted({row["start"] for name in couple for row in careers()[name]})
        since = None
        for day in days:
            here = county_of(tie["person_id"], day)
            there = county_of(tie["other_id"], day) if tie["other_id"] in careers() else fixed
            since = (since or day) if here and there and here != there else None
        for name in couple:
            if since and active(name):
                found[name] = months(since, today())
    return found


def follow_up() -> Answer:
    held = {
        row["assignment_id"] for row in tables()["visits"] if row["held"] and row["held"] <= today()
    }
    found: Answer = {}
    for person, rows in careers().items():
        for row in rows:
            age = months(row["start"], today())
            owed = row["means"] == "promotion" and row[LEADS] and row["assignment_id"] not in held
            if owed and age >= 6 and active(person):
                found[person] = max(age, found.get(person) or 0)
    return found


def women_min() -> Answer:
    people = by("people", "person_id")
    teams: dict[str, list[str]] = {}
    for person, rows in careers().items():
        for row in rows:
            in_force = row["lasts"] and people[person]["status"] not in ("retired", "departed")
            if in_force and row["post"].get("is_team_member"):
                teams.setdefault(row["unit_id"], []).append(people[person]["sex"])
    units = by("units", "unit_id")
    return {
        unit: 0
        for unit, sexes in teams.items()
        if units[unit]["tier"] in ("county", "township")
        and units[unit]["system"] == "leadership"
        and "female" not in sexes
    }


def kin_same_chain() -> Answer:
    people = by("people", "person_id")
    posts: dict[str, list[Row]] = {}
    for person, rows in careers().items():
        if people[person]["status"] not in ("retired", "departed"):
            posts[person] = [row["post"] for row in rows if row["lasts"] and row["post"]]
    pairs: dict[str, set[str]] = {}
    for tie in tables()["ties"]:
        one, other = tie["person_id"], tie["other_id"]
        for mine in posts.get(one, []):
            for theirs in posts.get(other, []):
                up, over = mine["reports_to"], theirs["reports_to"]
                beside = up is not None and up == over and mine["unit_id"] == theirs["unit_id"]
                if up == theirs["post_id"] or over == mine["post_id"] or beside:
                    pairs.setdefault(one, set()).add(other)
                    pairs.setdefault(other, set()).add(one)
    return {person: len(others) for person, others in pairs.items()}


@pytest.mark.parametrize(
    ("name", "walk"),
    [
        ("same-department", same_department),
        ("altitude-years", altitude_years),
        ("spouse-together", spouse_together),
        ("follow-up-6m", follow_up),
        ("women-min", women_min),
        ("kin-same-chain", kin_same_chain),
    ],
)
def test_a_rule_finds_what_a_walk_through_the_tables_finds(
    name: str, walk: Callable[[], Answer]
) -> None:
    rows = screen(facts(), load_rulebook("ngari")).filter(rule=name)
    known = rows.filter(rows["verdict"] != "unknown")
    expected = walk()
    assert expected
    assert dict(known.select("subject_id", "measure").rows()) == expected
