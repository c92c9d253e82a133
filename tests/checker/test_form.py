from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import pytest

from diaopei.checker.form import LARGEST, Tables, malformed
from diaopei.planning import Plan

Change = Callable[[pl.DataFrame], pl.DataFrame]


@pytest.fixture(scope="module")
def tables(small: Plan) -> Tables:
    return small.certificate.tables()


def told(tables: Tables, name: str, change: Change) -> list[str]:
    return malformed({**tables, name: change(tables[name])})


def put(column: str, value: Any) -> Change:
    """The first cell of a column changed."""
    return lambda table: table.with_columns(
        pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(value, dtype=table.schema[column]))
        .otherwise(column).alias(column)
    )  # fmt: skip


def test_what_the_planner_writes_has_the_form(tables: Tables) -> None:
    assert malformed(tables) == []


@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("arcs", lambda t: t.drop("gain_fit"), "arcs.gain_fit is None, not Int64"),
        ("arcs", lambda t: t.with_columns(more=1), "arcs.more is Int32, not None"),
        ("rows", lambda t: t.drop("cost_ties"), "rows.cost_ties is None, not Int64"),
        (
            "prices",
            lambda t: t.with_columns(pl.col("price").cast(pl.Float64)),
            "prices.price is Float64, not Int64",
        ),
        ("layers", lambda t: t.drop("layer"), "layers.layer is None, not String"),
    ],
)
def test_other_columns_are_refused(name: str, change: Change, problem: str, tables: Tables) -> None:
    assert f"certificate: {problem}" in told(tables, name, change)


@pytest.mark.parametrize(
    ("name", "column"),
    [("arcs", "chosen"), ("entries", "coef"), ("prices", "price"), ("proofs", "bound")],
)
def test_empty_cells_are_refused(name: str, column: str, tables: Tables) -> None:
    problem = f"certificate: {name}.{column} has empty cells"
    assert told(tables, name, put(column, None)) == [problem]


def test_an_empty_price_of_a_layer_above_is_refused(tables: Tables) -> None:
    gone = pl.col("cuts").list.eval(pl.lit(None, dtype=pl.Int64))
    assert told(tables, "proofs", lambda t: t.with_columns(gone)) == [
        "certificate: proofs.cuts has empty cells"
    ]


@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("arcs", put("arc", 7), "arcs are not numbered from 0"),
        ("arcs", put("kind", "flight"), "a kind of arc is unknown"),
        ("arcs", lambda t: t.clear(), "there are no arcs, or no layers"),
        ("rows", put("index", 7), "rows are not numbered from 0"),
        ("entries", put("index", 10**9), "an entry names no row"),
        ("entries", put("arc", 10**9), "an entry names no arc"),
        ("layers", put("sense", "most"), "a layer's sense is unknown"),
        ("cases", put("case", 10**12), "cases are not numbered from 1"),
        ("cases", put("parent", 1), "a case parts a later one"),
        ("cases", put("parent", -1), "a case parts a later one"),
        ("cases", put("person_id", "nobody"), "a case names nobody"),
        ("cases", put("among", "far"), "a case parts by what is unknown"),
        ("proofs", put("layer", "glory"), "a proof names no layer"),
        ("prices", put("layer", "glory"), "a price names no layer"),
        ("prices", put("index", -1), "a price names no row"),
        ("proofs", lambda t: pl.concat([t, t[:1]]), "proofs tells one thing twice"),
        ("prices", lambda t: pl.concat([t, t[:1]]), "prices tells one thing twice"),
    ],
)
def test_what_stands_for_nothing_or_for_two_things_is_refused(
    name: str, change: Change, problem: str, tables: Tables
) -> None:
    assert f"certificate: {problem}" in told(tables, name, change)


def test_arcs_of_a_person_that_stand_apart_are_refused(tables: Tables) -> None:
    first, last = tables["arcs"]["person_id"][0], tables["arcs"].height - 1
    apart = pl.when(pl.int_range(pl.len()) == last).then(pl.lit(first)).otherwise("person_id")
    assert told(tables, "arcs", lambda t: t.with_columns(person_id=apart)) == [
        "certificate: the arcs of a person do not stand together"
    ]


@pytest.mark.parametrize(
    ("name", "column", "value", "problem"),
    [
        ("arcs", "gain_fit", LARGEST, "gains"),
        ("arcs", "gain_fit", -(2**63), "gains"),
        ("prices", "price", 2**62, "gains and prices of an arc"),
        ("prices", "price", -(2**63), "gains and prices of an arc"),
        ("rows", "cost_exchange", 2**45, "costs and prices of a row"),
        ("rows", "at_most", 2**62, "bounds of a row"),
        ("rows", "at_least", -(2**63), "bounds of a row"),
    ],
)
def test_numbers_that_could_wrap_round_are_refused_with_their_sum(
    name: str, column: str, value: int, problem: str, tables: Tables
) -> None:
    found = told(tables, name, put(column, value))
    assert any(line.startswith(f"certificate: {problem} may come to ") for line in found)
    assert all("does not fit into 64 bits" in line for line in found)


@pytest.mark.parametrize("much", [2**40, 2**60, -(2**62)])
def test_absurd_prices_of_the_layers_above_are_refused(much: int, tables: Tables) -> None:
    cuts = pl.col("cuts").list.eval(pl.element() * 0 + much)
    found = told(tables, "proofs", lambda t: t.with_columns(cuts))
    assert found or abs(much) == 2**40


def test_the_tables_are_those_of_the_certificate(tables: Mapping[str, pl.DataFrame]) -> None:
    assert list(tables) == ["arcs", "rows", "entries", "layers", "cases", "proofs", "prices"]
