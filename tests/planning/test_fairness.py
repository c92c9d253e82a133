from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from tests.planning.wishers import merits, wishing

from diaopei.planning.by_wishes import mechanisms, outcomes
from diaopei.planning.fairness import TABLES, Fairness, as_told, fairness
from diaopei.planning.model import compile_model
from diaopei.planning.problem import Problem
from diaopei.planning.round import Round

HELD = {"A": "P1", "B": "P2", "C": None}
POSTS: dict[str, dict[str, Any]] = {
    "P1": {},
    "P2": {"unit_id": "GAR-LAND"},
    "P3": {"unit_id": "RUTOG-LAND"},
}
WISHES = [
    {"person_id": "A", "post_id": "P3"},
    {"person_id": "B", "post_id": "P3"},
    {"person_id": "A", "post_id": "P2"},
]
Told = Callable[..., Fairness]


def moves(**told: str | None) -> pl.DataFrame:
    schema = {"person_id": pl.String, "to_post_id": pl.String}
    return pl.DataFrame({"person_id": list(told), "to_post_id": list(told.values())}, schema=schema)


def told(ready: Problem, **made: str | None) -> Fairness:
    fair = fairness(moves(**made), ready, order=merits(A=9, B=3))
    assert fair is not None
    return fair


def test_every_mechanism_stands_beside_the_moves() -> None:
    ways = told(wishing(HELD, POSTS, WISHES), B="P3").ways
    assert ways["way"].to_list() == ["these moves", *mechanisms()]
    assert ways["moves"].to_list() == [1, 1, 1, 1]
    assert ways["first_wish"].to_list() == [1, 1, 1, 1]
    assert ways["envious"].to_list() == [1, 0, 0, 0]
    assert ways["broken_rows"].to_list() == [None, 0, 0, 0]


def test_limits_a_mechanism_would_break_are_named() -> None:
    swap = [{"person_id": "A", "post_id": "P2"}, {"person_id": "B", "post_id": "P1"}]
    fair = told(wishing(HELD, POSTS, swap, choices=Round(batch=1)))
    assert set(fair.broken["way"]) == set(mechanisms())
    assert fair.broken.select("constraint", "row", "at_least", "total").unique().rows() == [
        ("batch_size", "batch", 1, 0)
    ]
    assert fair.ways["broken_rows"].to_list() == [None, 1, 1, 1]


def test_the_rows_broken_are_those_each_constraint_names_itself() -> None:
    swap = [{"person_id": "A", "post_id": "P2"}, {"person_id": "B", "post_id": "P1"}]
    ready = wishing(HELD, POSTS, swap, choices=Round(batch=1))
    columns = ("constraint", "row", "subject", "at_least", "at_most", "total")
    fair = told(ready)
    for made in outcomes(ready, merits(A=9, B=3)):
        mine = fair.broken.filter(way=made.mechanism)
        assert mine.select(columns).rows() == made.broken.select(columns).rows()


def test_the_model_changes_nothing_but_the_time() -> None:
    ready = wishing(HELD, POSTS, WISHES)
    with_model = fairness(moves(B="P3"), ready, compile_model(ready), merits(A=9, B=3))
    assert with_model is not None
    for name, table in told(ready, B="P3").tables().items():
        assert with_model.tables()[name].equals(table)


def test_without_wishes_there_is_nothing_to_say() -> None:
    assert fairness(moves(B="P3"), wishing(HELD, POSTS, [])) is None


def test_the_summary_counts_this_plan_and_each_mechanism() -> None:
    summary = told(wishing(HELD, POSTS, WISHES), B="P3").summary()
    assert (summary["people"], summary["moves"], summary["envious"]) == (2, 1, 1)
    assert set(summary["mechanisms"]) == set(mechanisms())
    assert "broken_rows" not in summary


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_columns_and_kinds(name: str) -> None:
    table = told(wishing(HELD, POSTS, WISHES), B="P3").tables()[name]
    assert dict(table.schema) == dict(TABLES[name])
    assert as_told(name, table).equals(table)
