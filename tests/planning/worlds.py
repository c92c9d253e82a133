"""Small worlds to plan in: a row says only what a test is about, the rest is ordinary."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from diaopei.planning.arcs import problem
from diaopei.planning.constraint import Constraint, broken
from diaopei.planning.draft import propose
from diaopei.planning.goal import Goal
from diaopei.planning.plan import Plan
from diaopei.planning.problem import Problem, Setting
from diaopei.planning.round import Round
from diaopei.screening import Rulebook, load_rulebook, screen
from diaopei.snapshot import TABLES, Snapshot
from diaopei.snapshot.facts import Facts

Rows = list[dict[str, Any]]

AS_OF = date(2023, 5, 31)
NGARI = load_rulebook("ngari")

PLACES: Rows = [
    {"place_id": "SEAT", "kind": "prefecture", "altitude_m": 4300},
    {"place_id": "GAR", "parent_id": "SEAT", "altitude_m": 4300},
    {"place_id": "RUTOG", "parent_id": "SEAT", "altitude_m": 4500},
    {"place_id": "ZHADA", "parent_id": "SEAT", "altitude_m": 3700},
]
UNITS: Rows = [
    {"unit_id": "FINANCE", "system": "finance"},
    {"unit_id": "HOUSING", "system": "housing"},
    {"unit_id": "GAR-LAND", "tier": "county", "system": "land", "place_id": "GAR"},
    {"unit_id": "RUTOG-LAND", "tier": "county", "system": "land", "place_id": "RUTOG"},
    {"unit_id": "ZHADA-LAND", "tier": "county", "system": "land", "place_id": "ZHADA"},
]
ORDINARY: dict[str, dict[str, Any]] = {
    "places": {"name": "place", "kind": "county"},
    "units": {"name": "unit", "tier": "prefecture", "kind": "government", "place_id": "SEAT"},
    "posts": {
        "unit_id": "FINANCE", "level": "section_principal", "is_principal": False,
        "is_team_member": False, "is_leadership": True, "must_fill": False, "seats": 1,
    },
    "people": {
        "name": "person", "birth": date(1985, 1, 1), "status": "active", "sex": "male",
        "work_since": date(2005, 7, 1), "retirement_base_age": 60, "health_limit": "none",
    },
    "assignments": {"kind": "post"},
    "ties": {"relation": "spouse"},
    "reserve": {"list": "section", "entered": date(2023, 1, 1)},
}  # fmt: skip
ARRIVED = date(2021, 1, 1)
"""Since when people hold their posts: past every bar, short of every clock."""


def world(held: Mapping[str, str | None], posts: Rows, **tables: Rows) -> Snapshot:
    """A snapshot of people and the posts they hold.

    Posts take their id as title, so that no two are alike unless a test names one title for
    both. A person is of the level of the post held, else of section principal.
    """
    level = {post["post_id"]: post.get("level", "section_principal") for post in posts}
    told = {row["person_id"]: row for row in tables.pop("people", [])}
    since = {row["person_id"]: row["start"] for row in tables.pop("since", [])}
    rows: dict[str, Rows] = {
        "places": PLACES,
        "units": UNITS,
        "posts": [{"title": post["post_id"]} | post for post in posts],
        "people": [
            {"person_id": who, "level": level.get(post or "", "section_principal"),
             "level_since": ARRIVED} | told.get(who, {})
            for who, post in held.items()
        ],
        "assignments": [
            {"assignment_id": who, "person_id": who, "post_id": post,
             "start": since.get(who, ARRIVED)}
            for who, post in held.items() if post
        ],
    }  # fmt: skip
    return snapshot_of(rows | tables)


def snapshot_of(tables: Mapping[str, Rows]) -> Snapshot:
    """Rows by table as a snapshot, with what is ordinary filled in."""
    home = {post["post_id"]: post.get("unit_id", "FINANCE") for post in tables["posts"]}
    frames = {}
    for name, rows in tables.items():
        filled = [ORDINARY.get(name, {}) | row for row in rows]
        if name == "assignments":
            filled = [{"unit_id": home[row["post_id"]]} | row for row in filled]
        frames[name] = pl.DataFrame(filled, schema=_schema(name, filled))
    return Snapshot.of({"name": "small", "as_of": AS_OF, "fictitious": True}, frames)


def _schema(name: str, rows: Rows) -> dict[str, Any]:
    """The contract's columns, and those a test adds, as whole numbers."""
    declared = dict(TABLES[name].create_empty().schema)
    return declared | {key: pl.Int64 for row in rows for key in row if key not in declared}


def book(*rules: str, overlay: Mapping[str, Any] | None = None) -> Rulebook:
    """Those rules of the Ngari rulebook and no others, some with another number."""
    few = Rulebook("few", NGARI.title, tuple(NGARI[name] for name in rules))
    return few.changed(overlay) if overlay else few


def problem_of(snapshot: Snapshot, rules: Rulebook, choices: Round | None = None) -> Problem:
    """The problem of a snapshot, as constraints and goals are handed it."""
    facts = Facts(snapshot)
    return problem(Setting(facts, rules, screen(facts, rules), choices or Round()))


def chosen(ready: Problem, moves: Mapping[str, str | None]) -> pl.Series:
    """The arcs of a choice: the moves named (None: left without a post), all others stay.

    A move named must be an arc; who holds no post and is not named takes none.
    """
    arcs = ready.arcs.select("arc", "person_id", "kind", "to_post_id")
    taken = []
    for who in arcs["person_id"].unique(maintain_order=True):
        mine = arcs.filter(pl.col("person_id") == who)
        if who not in moves:
            mine = mine.filter(pl.col("kind") == "stay")
        elif moves[who] is None:
            mine = mine.filter(pl.col("kind") == "out")
        else:
            mine = mine.filter(pl.col("kind") == "move", pl.col("to_post_id") == moves[who])
        assert mine.height == 1 or who not in moves, f"{who} cannot go to {moves[who]}"
        taken += mine["arc"].to_list()
    return pl.Series("arc", taken, dtype=pl.UInt32)


def broken_rows(told: Constraint, ready: Problem, moves: Mapping[str, str | None]) -> list[str]:
    """The rows of a constraint that a choice breaks."""
    return broken(told.build(ready), chosen(ready, moves))["row"].to_list()


def worth(told: Goal, ready: Problem, moves: Mapping[str, str | None]) -> int:
    """What a choice is worth to a goal, added up from its definition."""
    part, taken = told.measure(ready), chosen(ready, moves)
    gained = part.arcs.filter(pl.col("arc").is_in(taken.implode()))["gain"].sum()
    missed = broken(part.rows, taken).join(
        part.rows.select("row", "price").unique(), on="row", validate="1:1"
    )
    short = pl.max_horizontal(
        pl.col("at_least") - pl.col("total"), pl.col("total") - pl.col("at_most")
    )
    lost = int(missed.select((short * pl.col("price")).sum()).item())
    return part.constant + int(gained) + (lost if told.sense == "min" else -lost)


def plan_of(snapshot: Snapshot, law: Rulebook, /, **choices: Any) -> Plan:
    """The plan of a round with these choices."""
    return propose(snapshot, law, Round(**choices))


def moved(plan: Plan) -> dict[str, str | None]:
    """Who goes where in a plan."""
    return dict(plan.moves.select("person_id", "to_post_id").rows())


def value(plan: Plan, layer: str) -> int:
    """A layer's value."""
    return int(plan.layers.filter(pl.col("layer") == layer)["value"].item())


def goal_value(plan: Plan, goal: str) -> int:
    """One goal's own value."""
    return int(plan.goals.filter(pl.col("goal") == goal)["value"].item())
