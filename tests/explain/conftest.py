from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from tests.planning.worlds import book, world

from diaopei.planning import Plan, Round, propose
from diaopei.screening import Rulebook
from diaopei.snapshot import Snapshot

LAW = book("same-department", "altitude-not-up", "must-fill", "under-review", "quota")


def office() -> Snapshot:
    """A and B are eight years in their departments, C has just come, D may not be moved."""
    posts: list[dict[str, Any]] = [
        {"post_id": "P1"},
        {"post_id": "P2", "unit_id": "HOUSING"},
        {"post_id": "P3"},
        {"post_id": "P4", "unit_id": "HOUSING"},
        {"post_id": "HIGH", "unit_id": "RUTOG-LAND"},
        {"post_id": "FREE", "unit_id": "GAR-LAND"},
    ]
    long = date(2015, 1, 1)
    people = [
        {"person_id": "A", "health_limit": "no_higher"},
        {"person_id": "D", "status": "under_review"},
    ]
    since = [{"person_id": who, "start": long} for who in ("A", "B")]
    held = {"A": "P1", "B": "P2", "C": "P3", "D": "P4"}
    return world(held, posts, people=people, since=since)


@cache
def _plan(batch: int, pins: tuple[tuple[str, str], ...], hold: tuple[str, ...]) -> Plan:
    return propose(office(), LAW, Round(batch=batch, pin=dict(pins), hold=hold))


Planned = Callable[..., Plan]


@pytest.fixture
def planned() -> Planned:
    def make(batch: int = 4, pin: dict[str, str] | None = None, hold: tuple[str, ...] = ()) -> Plan:
        return _plan(batch, tuple((pin or {}).items()), hold)

    return make


@pytest.fixture
def law() -> Rulebook:
    return LAW


@pytest.fixture
def register() -> Snapshot:
    return office()
