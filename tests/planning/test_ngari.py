"""The plan for a real-sized prefecture, counted a second time by plain loops over its files."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from diaopei.io import read
from diaopei.planning import Plan, propose
from diaopei.snapshot.tables import LEVELS

NGARI = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ngari-2023"
THERE = [NGARI] if NGARI.is_dir() else []
DAY = "2023-05-31"
GRASSROOTS = ("county", "township")
Row = dict[str, str]

on_ngari = pytest.mark.parametrize("folder", THERE, ids=lambda folder: folder.name)


@cache
def planned(folder: Path) -> Plan:
    return propose(read(folder).snapshot, "ngari")


class Prefecture:
    """The files as rows, who holds what, and who would after the moves."""

    def __init__(self, folder: Path, moves: list[dict[str, Any]]) -> None:
        self.posts = self._by(folder, "posts", "post_id")
        self.people = self._by(folder, "people", "person_id")
        self.units = self._by(folder, "units", "unit_id")
        self.places = self._by(folder, "places", "place_id")
        self.ties = self._rows(folder, "ties")
        self.since: dict[str, str] = {}
        self.before: dict[str, str] = {}
        for row in self._rows(folder, "assignments"):
            if row["kind"] == "post" and row["start"] <= DAY and not "" < row["end"] <= DAY:
                self.before[row["person_id"]] = row["post_id"]
                self.since[row["person_id"]] = row["start"]
        self.moves = {move["person_id"]: move for move in moves}
        went = {who: move["to_post_id"] for who, move in self.moves.items()}
        self.after = {who: post for who, post in (self.before | went).items() if post}
        self.gone = set(self.moves) & set(self.before)

    @staticmethod
    def _rows(folder: Path, name: str) -> list[Row]:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @classmethod
    def _by(cls, folder: Path, name: str, key: str) -> dict[str, Row]:
        return {row[key]: row for row in cls._rows(folder, name)}

    def unit(self, post: str) -> Row:
        return self.units[self.posts[post]["unit_id"]]

    def county(self, post: str) -> str:
        place = self.places[self.unit(post)["place_id"]]
        return place["parent_id"] if place["kind"] == "township" else place["place_id"]

    def altitude(self, post: str) -> int:
        return int(self.places[self.unit(post)["place_id"]]["altitude_m"])

    def ends(self) -> Iterator[tuple[str, str, str]]:
        """Movers with the post they leave and the one they take."""
        for who, move in self.moves.items():
            if who in self.before and move["to_post_id"]:
                yield who, self.before[who], move["to_post_id"]

    def spouses(self) -> Iterator[tuple[str, str]]:
        for row in self.ties:
            if row["relation"] == "spouse" and {row["person_id"], row["other_id"]} <= set(
                self.before
            ):
                yield row["person_id"], row["other_id"]

    def in_one_line(self, held: dict[str, str]) -> set[tuple[str, str]]:
        """Tied pairs one of whom leads the other, or who serve one leader in one unit."""
        found = set()
        for row in self.ties:
            pair = (row["person_id"], row["other_id"])
            if set(pair) <= set(held):
                a, b = (self.posts[held[who]] for who in pair)
                leads = a["reports_to"] == b["post_id"] or b["reports_to"] == a["post_id"]
                siblings = a["reports_to"] == b["reports_to"] != ""
                if leads or (siblings and a["unit_id"] == b["unit_id"]):
                    found.add(pair)
        return found


@cache
def prefecture(folder: Path) -> Prefecture:
    return Prefecture(folder, planned(folder).moves.to_dicts())


@on_ngari
def test_every_layer_is_proved_to_the_point(folder: Path) -> None:
    layers = planned(folder).layers
    assert layers["layer"].to_list() == ["seats", "duty", "exchange", "fit", "calm", "ties"]
    assert layers["proved"].all()
    assert layers["value"].equals(layers["bound"])
    assert layers["value"].to_list()[:2] == [0, 0]


@on_ngari
def test_at_most_a_tenth_of_those_in_force_move(folder: Path) -> None:
    here = prefecture(folder)
    assert 0 < len(here.gone) <= len(here.before) // 10


@on_ngari
def test_no_post_has_more_people_than_seats_and_everyone_moves_once(folder: Path) -> None:
    here = prefecture(folder)
    held = Counter(here.after.values())
    assert [p for p, many in held.items() if many > int(here.posts[p]["seats"] or 1)] == []
    assert len(here.moves) == planned(folder).moves.height
    assert set(here.before) <= set(here.after)


@on_ngari
def test_must_fill_posts_that_are_held_stay_held(folder: Path) -> None:
    here = prefecture(folder)
    needed = {post for post, row in here.posts.items() if row["must_fill"] == "true"}
    assert needed & set(here.before.values()) <= set(here.after.values())


@on_ngari
def test_a_move_keeps_the_level_or_climbs_one(folder: Path) -> None:
    here = prefecture(folder)
    steps = Counter(
        LEVELS.index(here.posts[old]["level"]) - LEVELS.index(here.posts[new]["level"])
        for _, old, new in here.ends()
    )
    assert steps.keys() <= {0, 1}
    effects = Counter(move["effect"] for move in here.moves.values())
    assert steps[1] == effects["promotion"]


@on_ngari
def test_three_in_five_of_the_promoted_come_from_counties_and_townships(folder: Path) -> None:
    here = prefecture(folder)
    tiers = [
        here.unit(here.before[who])["tier"]
        for who, move in here.moves.items() if move["effect"] == "promotion"
    ]  # fmt: skip
    assert sum(tier in GRASSROOTS for tier in tiers) * 100 >= 60 * len(tiers)
    assert planned(folder).summary["promotions"] == len(tiers)


@on_ngari
def test_only_the_active_move_and_none_who_moved_within_a_year(folder: Path) -> None:
    here = prefecture(folder)
    assert {here.people[who]["status"] for who in here.moves} == {"active"}
    assert max(here.since[who][:7] for who in here.gone) <= "2022-05"


@on_ngari
def test_nobody_with_a_health_limit_goes_higher(folder: Path) -> None:
    here = prefecture(folder)
    limited = [
        (here.altitude(old), here.altitude(new))
        for who, old, new in here.ends()
        if here.people[who]["health_limit"] in ("no_higher", "lower_needed")
    ]
    assert [pair for pair in limited if pair[1] > pair[0]] == []


@on_ngari
def test_whoever_leaves_a_county_finds_the_spouse_where_they_go(folder: Path) -> None:
    here = prefecture(folder)
    pairs = [pair for couple in here.spouses() for pair in (couple, couple[::-1])]
    alone = [
        (who, other) for who, other in pairs
        if here.county(here.before[who]) != here.county(here.after[who])
        and here.county(here.after[who]) != here.county(here.after[other])
    ]  # fmt: skip
    assert alone == []


@on_ngari
def test_the_couples_said_to_be_brought_together_are(folder: Path) -> None:
    here = prefecture(folder)
    spouse = {a: b for couple in here.spouses() for a, b in (couple, couple[::-1])}
    said = {w for w, move in here.moves.items() if "spouse-together" in move["reasons"]}
    assert len(said) > 0
    for who in said & set(spouse):
        homes = [here.county(held[w]) for held in (here.before, here.after)
                 for w in (who, spouse[who])]  # fmt: skip
        assert homes[0] != homes[1]
        assert homes[2] == homes[3]


@on_ngari
def test_no_county_loses_both_its_principals(folder: Path) -> None:
    here = prefecture(folder)
    gone = defaultdict(set)
    for who in here.gone:
        post = here.posts[here.before[who]]
        unit = here.unit(post["post_id"])
        if post["is_principal"] == "true" and unit["system"] == "leadership":
            gone[unit["place_id"]].add(unit["kind"])
    assert [place for place, kinds in gone.items() if {"party", "government"} <= kinds] == []


@on_ngari
def test_no_team_loses_more_than_a_third(folder: Path) -> None:
    here = prefecture(folder)
    team, leaving = Counter[str](), Counter[str]()
    for who, held in here.before.items():
        post = here.posts[held]
        if post["is_team_member"] == "true":
            team[post["unit_id"]] += 1
            leaving[post["unit_id"]] += who in here.gone
    assert [unit for unit, size in team.items() if leaving[unit] > -(-size // 3)] == []


@on_ngari
def test_no_kin_are_brought_into_one_line(folder: Path) -> None:
    here = prefecture(folder)
    assert here.in_one_line(here.after) <= here.in_one_line(here.before)


@on_ngari
def test_who_is_moved_for_seven_years_in_a_department_leaves_it(folder: Path) -> None:
    here = prefecture(folder)
    ends = {who: (old, new) for who, old, new in here.ends()}
    said = [w for w, move in here.moves.items() if "same-department" in move["reasons"]]
    assert said != []
    for who in said:
        old, new = ends[who]
        assert here.posts[old]["unit_id"] != here.posts[new]["unit_id"]
