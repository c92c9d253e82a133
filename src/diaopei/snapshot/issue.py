"""What is wrong in the data, as data: where, what value, why, and how to mend it."""

from collections.abc import Iterable

import dataframely as dy
import polars as pl

SEVERITIES = ("error", "warning")
"""`error` stops a plan, `warning` does not."""


class Issues(dy.Schema):
    """One thing wrong in one place of the data."""

    table = dy.String(nullable=False)
    row = dy.String(nullable=True)
    column = dy.String(nullable=True)
    value = dy.String(nullable=True)
    reason = dy.String(nullable=False)
    severity = dy.Enum(SEVERITIES, nullable=False)
    mend = dy.String(nullable=False)
    check = dy.String(nullable=False)


def issues(rows: pl.DataFrame | None = None) -> pl.DataFrame:
    """Rows cast to the `Issues` columns, in their order; none gives the empty table."""
    if rows is None:
        return Issues.create_empty()
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in Issues.create_empty().schema.items()
    )


def all_issues(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Several tables of issues as one, errors first, then by table, row and column."""
    together = pl.concat([issues(), *(issues(part) for part in parts)])
    return together.sort("severity", "table", "row", "column", "check", nulls_last=True)
