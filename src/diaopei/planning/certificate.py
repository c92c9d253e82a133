"""The certificate of a plan: arcs, rows and prices in whole numbers, for anyone to add up."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from diaopei.planning.layers import Solved
from diaopei.planning.model import Model
from diaopei.planning.prices import SCALE
from diaopei.planning.problem import Problem

TABLES = ("arcs", "rows", "entries", "layers", "cases", "proofs", "prices")


@dataclass(frozen=True)
class Certificate:
    """Tables with which the checker proves values and bounds without a solver.

    `arcs`: arc, person_id, kind, to_post_id, home, chosen and `gain_<layer>` for each layer.
    `rows`: index, constraint, row, subject, at_least, at_most, soft, and `cost_<layer>` (of
    missing a soft row by one). `entries`: index, arc, coef.
    `layers`: layer, sense, constant, kept. `cases`: case, parent, person_id, among, arc, inside.
    `proofs`: layer, case, empty, cuts (prices of the layers above, outermost first), bound (in
    units of 1/SCALE).
    `prices`: layer, case, index, price (of a row, in units of 1/SCALE; those not 0).
    """

    arcs: pl.DataFrame
    rows: pl.DataFrame
    entries: pl.DataFrame
    layers: pl.DataFrame
    cases: pl.DataFrame
    proofs: pl.DataFrame
    prices: pl.DataFrame

    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables by name."""
        return {name: getattr(self, name) for name in TABLES}


def certify(problem: Problem, model: Model, solved: list[Solved]) -> Certificate:
    """The certificate of layers solved; the last layer's choice is the plan."""
    chosen = np.zeros(model.arcs, dtype=bool)
    chosen[solved[-1].chosen] = True
    arcs, rows, entries = law(problem, model)
    done = {each.layer.name for each in solved}
    undone = [layer.name for layer in model.layers if layer.name not in done]
    return Certificate(
        arcs=arcs.with_columns(pl.Series("chosen", chosen)).drop(f"gain_{n}" for n in undone),
        rows=rows.drop(f"cost_{name}" for name in undone),
        entries=entries,
        layers=_layers(solved),
        cases=_cases(problem, solved[-1]),
        proofs=_proofs(solved),
        prices=_prices(solved),
    )


def law(problem: Problem, model: Model) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Arcs, rows and entries: all that snapshot, rulebook and round decide before solving."""
    arcs = problem.arcs.select("arc", "person_id", "kind", "to_post_id").with_columns(
        pl.Series("home", model.among["home"]),
        *(pl.Series(f"gain_{layer.name}", layer.gain) for layer in model.layers),
    )
    rows = model.names.drop("price").with_columns(
        pl.Series(f"cost_{layer.name}", layer.price) for layer in model.layers
    )
    entries = pl.DataFrame(
        {"index": model.entry_row, "arc": model.entry_arc, "coef": model.entry_coef}
    ).cast({"index": pl.UInt32, "arc": pl.UInt32, "coef": pl.Int32})
    return arcs, rows, entries


def _layers(solved: list[Solved]) -> pl.DataFrame:
    return pl.DataFrame(
        [(s.layer.name, s.layer.sense, s.layer.constant, s.kept) for s in solved],
        schema=["layer", "sense", "constant", "kept"],
        orient="row",
    )


def _cases(problem: Problem, last: Solved) -> pl.DataFrame:
    """The tree of cases; case 0, the whole, has no row."""
    people = problem.arcs["person_id"].unique(maintain_order=True)
    rows = [
        (number, told.parent, people[told.person], told.among, told.arc, told.inside)
        for number, told in enumerate(last.branches)
        if told is not None
    ]
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "case": pl.Int64, "parent": pl.Int64, "person_id": pl.String, "among": pl.String,
        "arc": pl.Int64, "inside": pl.Boolean,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _proofs(solved: list[Solved]) -> pl.DataFrame:
    rows = [
        (done.layer.name, proof.case, proof.empty, proof.cuts.tolist(), proof.bound)
        for done in solved
        for proof in done.proofs
    ]
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "layer": pl.String, "case": pl.Int64, "empty": pl.Boolean, "cuts": pl.List(pl.Int64),
        "bound": pl.Int64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _prices(solved: list[Solved]) -> pl.DataFrame:
    parts = [
        pl.DataFrame(
            {"index": np.flatnonzero(proof.rows), "price": proof.rows[np.flatnonzero(proof.rows)]}
        ).select(
            layer=pl.lit(done.layer.name), case=pl.lit(proof.case, dtype=pl.Int64),
            index=pl.col("index").cast(pl.Int64), price=pl.col("price").cast(pl.Int64),
        )
        for done in solved
        for proof in done.proofs
    ]  # fmt: skip
    return pl.concat(parts)


def binding(model: Model, solved: Solved) -> pl.DataFrame:
    """Rows with a price in a layer: constraint, row, subject, points (of one unit more room).

    What a layer could gain if the row gave way by one, at the prices of its widest case.
    """
    points = np.abs(solved.widest.rows) / SCALE
    table = model.names.select("constraint", "row", "subject", points=pl.Series(points))
    return table.filter(
        pl.col("points") > 0, ~pl.col("constraint").is_in(["one_place"])
    ).sort("points", descending=True, maintain_order=True)  # fmt: skip
