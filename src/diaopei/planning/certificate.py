"""The certificate of a plan: arcs, rows and prices in whole numbers, for anyone to add up."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from diaopei.planning.layers import Solved
from diaopei.planning.model import Model
from diaopei.planning.prices import SCALE
from diaopei.planning.problem import Problem


@dataclass(frozen=True)
class Certificate:
    """Four tables; with them the checker proves values and bounds without a solver.

    `arcs`: arc, person_id, kind, to_post_id, chosen and a column `gain_<layer>` for each layer.
    `rows`: index, constraint, row, subject, at_least, at_most, soft, and for each layer
    `cost_<layer>` (of missing a soft row by one) and `price_<layer>` (in units of 1/SCALE).
    `entries`: index, arc, coef. `layers`: layer, sense, constant, kept, bound, and
    `cuts`, the prices of the layers above, outermost first.
    """

    arcs: pl.DataFrame
    rows: pl.DataFrame
    entries: pl.DataFrame
    layers: pl.DataFrame
    scale: int = SCALE

    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables by name."""
        return {name: getattr(self, name) for name in ("arcs", "rows", "entries", "layers")}


def certify(problem: Problem, model: Model, solved: list[Solved]) -> Certificate:
    """The certificate of layers solved; the last layer's choice is the plan."""
    chosen = np.zeros(model.arcs, dtype=bool)
    chosen[solved[-1].chosen] = True
    arcs = problem.arcs.select("arc", "person_id", "kind", "to_post_id").with_columns(
        pl.Series("chosen", chosen),
        *(pl.Series(f"gain_{done.layer.name}", done.layer.gain) for done in solved),
    )
    entries = pl.DataFrame(
        {"index": model.entry_row, "arc": model.entry_arc, "coef": model.entry_coef}
    ).cast({"index": pl.UInt32, "arc": pl.UInt32, "coef": pl.Int32})
    return Certificate(arcs, _rows(model, solved), entries, _layers(solved))


def _rows(model: Model, solved: list[Solved]) -> pl.DataFrame:
    return model.names.drop("price").with_columns(
        *(pl.Series(f"cost_{done.layer.name}", done.layer.price) for done in solved),
        *(pl.Series(f"price_{done.layer.name}", done.proof.rows) for done in solved),
    )


def _layers(solved: list[Solved]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "layer": [done.layer.name for done in solved],
            "sense": [done.layer.sense for done in solved],
            "constant": [done.layer.constant for done in solved],
            "kept": [done.kept for done in solved],
            "bound": [done.proof.bound // SCALE for done in solved],
            "cuts": [done.proof.cuts.tolist() for done in solved],
        },
        schema_overrides={"cuts": pl.List(pl.Int64)},
    )


def binding(model: Model, solved: Solved) -> pl.DataFrame:
    """Rows with a price in a layer: constraint, row, subject, points (of one unit more room).

    What a layer could gain if the row gave way by one, at the prices of its proof.
    """
    points = np.abs(solved.proof.rows) / SCALE
    table = model.names.select("constraint", "row", "subject", points=pl.Series(points))
    return table.filter(
        pl.col("points") > 0, ~pl.col("constraint").is_in(["one_place"])
    ).sort("points", descending=True, maintain_order=True)  # fmt: skip
