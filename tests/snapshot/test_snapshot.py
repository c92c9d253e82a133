import dataclasses
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.exceptions import InvalidOperationError

from diaopei.snapshot import TABLES, Snapshot, shape

ABOUT: dict[str, Any] = {"name": "small", "as_of": date(2023, 5, 31)}
PEOPLE = pl.DataFrame({"person_id": ["A"], "name": ["人"], "birth": [date(1980, 1, 1)]})


def small(**tables: pl.DataFrame) -> Snapshot:
    return Snapshot.of(ABOUT, tables)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_not_given_is_empty_and_typed(name: str) -> None:
    frame = small().table(name)
    assert frame.is_empty()
    assert frame.schema == TABLES[name].create_empty().schema


def test_missing_columns_are_unknown() -> None:
    people = small(people=PEOPLE).people
    assert people.columns == TABLES["people"].column_names()
    assert people["status"].to_list() == [None]


def test_extra_columns_are_kept_after_the_declared_ones() -> None:
    extra = PEOPLE.select("name", pl.lit("x").alias("nickname"), "person_id", "birth")
    people = small(people=extra).people
    assert people.columns == [*TABLES["people"].column_names(), "nickname"]


def test_codes_are_typed() -> None:
    frame = shape("people", PEOPLE.with_columns(sex=pl.lit("female")))
    assert isinstance(frame.schema["sex"], pl.Enum)


def test_an_unknown_code_raises() -> None:
    with pytest.raises(InvalidOperationError):
        shape("people", PEOPLE.with_columns(sex=pl.lit("woman")))


def test_tables_come_in_the_order_of_the_contract() -> None:
    assert list(small().tables()) == list(TABLES)


def test_a_snapshot_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        small().name = "other"  # type: ignore[misc]


def test_replacing_makes_another_snapshot_and_shapes_tables() -> None:
    before = small()
    after = before.replace(people=PEOPLE, as_of=date(2024, 1, 31))
    assert (before.people.height, after.people.height) == (0, 1)
    assert after.as_of == date(2024, 1, 31)
    assert after.people.schema == before.people.schema


@pytest.mark.parametrize(
    "change",
    [
        {"name": "other"},
        {"as_of": date(2023, 6, 1)},
        {"since": date(2022, 1, 1)},
        {"people": PEOPLE.with_columns(name=pl.lit("他"))},
    ],
)
def test_any_change_changes_the_digest(change: dict[str, Any]) -> None:
    one = small(people=PEOPLE)
    assert one.replace(**change).digest() != one.digest()


def test_equal_tables_have_equal_digests() -> None:
    assert small(people=PEOPLE).digest() == small(people=PEOPLE.clone()).digest()


@settings(deadline=None)
@given(st.lists(st.text("ABC", min_size=1, max_size=3), max_size=4))
def test_lists_enter_the_digest(words: list[str]) -> None:
    listed = PEOPLE.with_columns(specialties=pl.Series([words], dtype=pl.List(pl.String)))
    again = small(people=listed).digest()
    other = PEOPLE.with_columns(specialties=pl.Series([[*words, "Z"]], dtype=pl.List(pl.String)))
    assert small(people=listed).digest() == again
    assert small(people=other).digest() != again
