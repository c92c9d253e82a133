import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest

from diaopei.screening import Rule, Rulebook, refused, resolved, screen
from diaopei.screening.cases import world
from diaopei.screening.loader import load_rule
from diaopei.snapshot.facts import Facts

Rows = list[dict[str, Any]]
Tables = Mapping[str, Rows]

SOURCE = {"document": "a regulation", "article": "1", "verified": True}
TITLE = {"en": "a rule", "zh-hans": "规定", "zh-hant": "規定"}
IN_FORCE = date(2000, 1, 1)
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def dated(value: tuple[str, Any]) -> dict[str, Any]:
    unit, amount = value
    return {"unit": unit, "values": {IN_FORCE: {"value": amount, "reference": SOURCE}}}


def days(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: date.fromisoformat(value) if isinstance(value, str) and DAY.match(value) else value
        for key, value in row.items()
    }


def raw_rule(kind: str, **given: Any) -> dict[str, Any]:
    raw = {
        "rule": "tested",
        "kind": kind,
        "strictness": "must",
        "title": TITLE,
        "basis": {IN_FORCE: {"reference": SOURCE}},
        "cases": [{"name": "none", "as_of": IN_FORCE, "expect": []}],
    }
    numbers = {name: dated(value) for name, value in given.items() if isinstance(value, tuple)}
    return {**raw, **given, **numbers}


@pytest.fixture(name="raw")
def raw_fixture() -> Callable[..., dict[str, Any]]:
    return raw_rule


@pytest.fixture(name="rule")
def rule_fixture() -> Callable[..., Rule]:
    return lambda kind, **given: load_rule(raw_rule(kind, **given), "tested.yaml", "here")


@pytest.fixture(name="facts")
def facts_fixture() -> Callable[..., Facts]:
    def made(day: str, tables: Tables, since: str | None = None) -> Facts:
        window = date.fromisoformat(since) if since else None
        rows = {name: [days(row) for row in table] for name, table in tables.items()}
        case = {"name": "x", "as_of": date.fromisoformat(day), "since": window, "tables": rows}
        return Facts(world(case))

    return made


@pytest.fixture(name="found")
def found_fixture(facts: Callable[..., Facts]) -> Callable[..., list[tuple[Any, ...]]]:
    def found(rule: Rule, day: str, tables: Tables, since: str | None = None) -> list[Any]:
        rows = screen(facts(day, tables, since), Rulebook("here", {}, (rule,)))
        return [tuple(row) for row in rows.select("subject_id", "verdict", "measure").rows()]

    return found


def pairs(posts: list[tuple[str, str]]) -> pl.DataFrame:
    schema = {"person_id": pl.String, "post_id": pl.String}
    return pl.DataFrame(posts, schema=schema, orient="row")


@pytest.fixture(name="forbidden")
def forbidden_fixture(facts: Callable[..., Facts]) -> Callable[..., list[Any]]:
    def forbidden(rule: Rule, day: str, tables: Tables, moves: list[tuple[str, str]]) -> list[Any]:
        rows = refused(facts(day, tables), Rulebook("here", {}, (rule,)), pairs(moves))
        return rows.select("person_id", "post_id", "measure").rows()

    return forbidden


@pytest.fixture(name="ended")
def ended_fixture(facts: Callable[..., Facts]) -> Callable[..., list[Any]]:
    def ended(rule: Rule, day: str, tables: Tables, moves: list[tuple[str, str]]) -> list[Any]:
        known, book = facts(day, tables), Rulebook("here", {}, (rule,))
        rows = resolved(known, book, screen(known, book), pairs(moves))
        return rows.select("person_id", "post_id").rows()

    return ended
