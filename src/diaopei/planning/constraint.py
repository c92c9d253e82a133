"""What a constraint is: a function from a problem to a table of rows over its arcs.

The same table feeds the solver, re-checks a plan without it, and names what binds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import dataframely as dy
import polars as pl

from diaopei.planning.problem import Problem


class Rows(dy.Schema):
    """Entries of linear rows: `at_least <= sum(coef * arc) <= at_most`.

    `row` names the row within its constraint; all entries of a row repeat its bounds and its
    `subject` (the person, post, unit or pair it protects). A row with a `price` is soft: each
    unit by which it is missed costs that much in the goal's layer.
    """

    row = dy.String(nullable=False)
    subject = dy.String(nullable=False)
    arc = dy.UInt32(nullable=False)
    coef = dy.Int32(nullable=False)
    at_least = dy.Int64(nullable=True)
    at_most = dy.Int64(nullable=True)
    price = dy.Int64(nullable=True)


def rows(entries: pl.DataFrame | None = None) -> pl.DataFrame:
    """Entries cast to the `Rows` columns; none gives the empty table. `coef` defaults to 1."""
    schema = Rows.create_empty().schema
    if entries is None:
        return pl.DataFrame(schema=schema)
    defaults: dict[str, pl.Expr] = {"coef": pl.lit(1), "subject": pl.col("row")}
    return entries.select(
        (pl.col(name) if name in entries.columns else defaults.get(name, pl.lit(None)))
        .cast(kind)
        .alias(name)
        for name, kind in schema.items()
    )


@dataclass(frozen=True)
class Constraint:
    """A plug-in: what must hold of every plan."""

    name: str
    title: Mapping[str, str]
    build: Callable[[Problem], pl.DataFrame]


def constraint(
    title: Mapping[str, str],
) -> Callable[[Callable[[Problem], pl.DataFrame]], Constraint]:
    """Makes a function a constraint of the function's name.

    Args:
        title: the label in English, Simplified and Traditional Chinese.
    """

    def wrap(build: Callable[[Problem], pl.DataFrame]) -> Constraint:
        return Constraint(build.__name__, title, build)

    return wrap


def broken(table: pl.DataFrame, chosen: pl.Series) -> pl.DataFrame:
    """The rows a choice of arcs does not keep, with what each sums to; no solver involved.

    Args:
        table: rows of a constraint.
        chosen: arc numbers of a plan.

    Returns:
        Columns row, subject, total, at_least, at_most.
    """
    taken = pl.col("coef") * pl.col("arc").is_in(chosen.implode())
    sums = table.group_by("row", maintain_order=True).agg(
        pl.col("subject", "at_least", "at_most").first(), total=taken.sum().cast(pl.Int64)
    )
    under = (pl.col("total") < pl.col("at_least")).fill_null(value=False)
    over = (pl.col("total") > pl.col("at_most")).fill_null(value=False)
    return sums.filter(under | over)
