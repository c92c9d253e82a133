from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from diaopei.fit import score
from diaopei.snapshot import TABLES, Snapshot
from diaopei.snapshot.facts import Facts

Rows = list[dict[str, Any]]
FactsOf = Callable[..., Facts]
PartOf = Callable[..., int]

AS_OF = date(2023, 5, 31)

PLACES: Rows = [
    {"place_id": "NG", "name": "Seat", "kind": "prefecture"},
    {"place_id": "GAR", "name": "Gar", "kind": "county", "parent_id": "NG"},
    {"place_id": "RUT", "name": "Rutog", "kind": "county", "parent_id": "NG"},
    {"place_id": "GAR1", "name": "Gar town", "kind": "township", "parent_id": "GAR"},
]
UNITS: Rows = [
    {"unit_id": "HOUSING", "tier": "prefecture", "system": "housing", "place_id": "NG"},
    {"unit_id": "FINANCE", "tier": "county", "system": "finance", "place_id": "GAR"},
    {"unit_id": "WATER", "tier": "county", "system": "water", "place_id": "RUT"},
    {"unit_id": "TOWN", "tier": "township", "system": None, "place_id": "GAR1"},
]
FILLED: dict[str, dict[str, Any]] = {
    "units": {"name": "unit", "kind": "government"},
    "posts": {"title": "post", "level": "section_deputy", "unit_id": "HOUSING"},
    "people": {"name": "person", "birth": date(1980, 1, 1), "status": "active"},
    "assignments": {"kind": "post"},
}


def facts_of(**tables: Rows) -> Facts:
    """A small prefecture; a row needs to say only what the test is about."""
    given: dict[str, Rows] = {"places": PLACES, "units": UNITS, "posts": [{"post_id": "P"}]}
    given |= {"people": [{"person_id": "A"}]} | tables
    frames = {}
    for name, rows in given.items():
        schema = TABLES[name].create_empty().schema
        filled = [FILLED.get(name, {}) | row for row in rows]
        if name == "assignments":
            filled = [{"assignment_id": str(n)} | row for n, row in enumerate(filled)]
        frames[name] = pl.DataFrame(filled, schema=schema)
    return Facts(Snapshot.of({"name": "small", "as_of": AS_OF}, frames))


@pytest.fixture(scope="session", name="facts_of")
def facts_of_fixture() -> FactsOf:
    return facts_of


@pytest.fixture(scope="session")
def part_of() -> PartOf:
    def part(criterion: str, **tables: Rows) -> int:
        pairs = pl.DataFrame({"person_id": ["A"], "post_id": ["P"]})
        return int(score(facts_of(**tables), pairs)[criterion].item())

    return part
