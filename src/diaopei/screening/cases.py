"""The cases of a rule file: small worlds, judged, and compared with what the author expects."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl

from diaopei.screening.kind import kinds
from diaopei.screening.rule import Rule
from diaopei.screening.rulebook import Rulebook
from diaopei.screening.screen import refused, screen
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.snapshot import Snapshot

Row = Mapping[str, Any]

DEFAULTS: dict[str, Callable[[Row, int], dict[str, Any]]] = {
    "places": lambda row, _: {"name": row["place_id"], "kind": "county"},
    "units": lambda row, _: {
        "name": row["unit_id"], "tier": "prefecture", "kind": "government", "place_id": "W",
    },
    "posts": lambda row, _: {
        "title": row["post_id"], "level": "division_deputy", "unit_id": "U", "is_principal": False,
        "is_team_member": False, "is_leadership": False, "must_fill": False, "work_kinds": [],
    },
    "people": lambda row, _: {
        "name": row["person_id"], "birth": date(1980, 1, 1), "status": "active",
    },
    "assignments": lambda _, at: {"assignment_id": f"A{at}", "kind": "post"},
    "ties": lambda _row, _at: {"relation": "spouse"},
    "requests": lambda _, at: {"request_id": f"R{at}", "ground": "other", "status": "open"},
    "visits": lambda row, at: {
        "visit_id": f"V{at}", "due": row.get("held") or date(2000, 1, 1), "person_id": "P1",
    },
    "waivers": lambda _row, _at: {"granted": date(2000, 1, 1), "by": "x", "reason": "x"},
}  # fmt: skip
"""What a case need not say, by table; a value it gives stands."""

PAIR = {"person_id": pl.String, "post_id": pl.String}

STANDING: dict[str, dict[str, Any]] = {
    "places": {"place_id": "W", "kind": "prefecture"},
    "units": {"unit_id": "U"},
}
"""A place W and a unit U are in every world."""


def run(rule: Rule) -> list[str]:
    """What is wrong with a rule's cases, in words; nothing where all are as expected."""
    return [
        f"{rule.name}, {case['name']!r}: {w}" for case in rule.cases for w in _wrong(rule, case)
    ]


def world(case: Mapping[str, Any]) -> Snapshot:
    """The snapshot a case describes, defaults filled in."""
    tables = {name: list(rows or []) for name, rows in case["tables"].items()}
    for name, row in STANDING.items():
        key = next(iter(row))
        if all(given[key] != row[key] for given in tables.setdefault(name, [])):
            tables[name].append(row)
    filled = {name: _filled(name, rows) for name, rows in tables.items()}
    _from_post(filled)
    frames = {
        name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in filled.items() if rows
    }
    about = {"name": case["name"], "as_of": case["as_of"], "since": case.get("since")}
    return Snapshot.of(about, frames)


def _filled(name: str, rows: list[Row]) -> list[dict[str, Any]]:
    default = DEFAULTS.get(name, _nothing)
    return [{**default(row, at), **row} for at, row in enumerate(rows, start=1)]


def _nothing(_row: Row, _at: int) -> dict[str, Any]:
    return {}


def _from_post(tables: Mapping[str, list[dict[str, Any]]]) -> None:
    """Gives an assignment the unit of its post, else the standing one."""
    units = {post["post_id"]: post["unit_id"] for post in tables.get("posts", [])}
    for row in tables.get("assignments", []):
        row.setdefault("unit_id", units.get(row.get("post_id"), "U"))


def _wrong(rule: Rule, case: Mapping[str, Any]) -> list[str]:
    facts, book = Facts(world(case)), Rulebook("case", {}, (rule,))
    wrong = []
    if "expect" in case:
        wrong += _differences(screen(facts, book), case["expect"], {"subject": "subject_id"})
    if "expect_refused" in case:
        pairs = [(pair["person"], pair["post"]) for pair in case.get("placements") or []]
        moves = pl.DataFrame(pairs, schema=PAIR, orient="row")
        names = {"person": "person_id", "post": "post_id"}
        wrong += _differences(refused(facts, book, moves), case["expect_refused"], names)
    if "expect_limit" in case:
        bound = kinds()[rule.kind].bound
        found = bound(rule, case.get("of", 0), case["as_of"]) if bound else None
        if found != case["expect_limit"]:
            wrong.append(f"expected the limit {case['expect_limit']}, found {found}")
    return wrong


def _differences(
    found: pl.DataFrame, expected: list[dict[str, Any]], names: Mapping[str, str]
) -> list[str]:
    """Rows expected and not found, and found and not expected."""
    rows = found.to_dicts()
    wrong = []
    for one in expected:
        wanted = {names.get(key, key): value for key, value in one.items()}
        match = next((row for row in rows if wanted.items() <= _cells(row).items()), None)
        if match is None:
            wrong.append(f"expected {one}, found {[_brief(row) for row in rows]}")
        else:
            rows.remove(match)
    return wrong + [f"not expected: {_brief(row)}" for row in rows if not wrong]


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if not isinstance(value, list)}


def _brief(row: Mapping[str, Any]) -> dict[str, Any]:
    keep = ("subject_id", "person_id", "post_id", "verdict", "measure", "limit")
    return {key: row[key] for key in keep if key in row}
