"""What a check of the registry doctor is, and how it names the rows it finds wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from diaopei.snapshot.snapshot import Snapshot
from diaopei.snapshot.tables import TABLES

ROW_NUMBER = "row_number"
"""Column with the row's number from 1, for tables without a primary key."""


@dataclass(frozen=True)
class Check:
    """One thing the doctor looks for; the module's name is its name.

    `find` yields frames with `table`, `row`, `column`, `value` and `reason`; severity and mend
    are the check's, the same for every row it finds.
    """

    title: Mapping[str, str]
    severity: str
    mend: str
    find: Callable[[Snapshot], Iterable[pl.DataFrame]]


def row_name(table: str) -> pl.Expr:
    """How an issue names a row: its key, parts joined by ``|``, else its number from 1."""
    key = TABLES[table].primary_key() or [ROW_NUMBER]
    return pl.concat_str([pl.col(part).cast(pl.String) for part in key], separator="|")


def wrong(
    snapshot: Snapshot, place: tuple[str, str], where: pl.Expr, reason: str | pl.Expr
) -> pl.DataFrame:
    """The rows of a table for which `where` holds, as issues without severity and mend.

    Args:
        snapshot: the tables.
        place: table and column the issue points at.
        where: what is wrong, over the table's columns and `row_number`.
        reason: plain words, or an expression that gives them.
    """
    rows = snapshot.table(place[0]).with_row_index(ROW_NUMBER, offset=1).filter(where)
    return pointed_at(rows, place, reason)


def pointed_at(
    rows: pl.DataFrame, place: tuple[str, str], reason: str | pl.Expr, value: str | None = None
) -> pl.DataFrame:
    """Issues for rows already picked; they carry the table's key and the column pointed at.

    Args:
        rows: the rows found wrong.
        place: table and column the issue points at.
        reason: plain words, or an expression that gives them.
        value: the column to show as the value, where it is not the one pointed at.
    """
    table, column = place
    return rows.select(
        pl.lit(table).alias("table"),
        row_name(table).alias("row"),
        pl.lit(column).alias("column"),
        pl.col(value or column).cast(pl.String).alias("value"),
        (pl.lit(reason) if isinstance(reason, str) else reason).alias("reason"),
    )


def in_force(snapshot: Snapshot) -> pl.DataFrame:
    """The `kind = post` assignments that hold on `as_of`, with the columns checks need."""
    lasts = pl.col("end").is_null() | (pl.col("end") > snapshot.as_of)
    held = snapshot.assignments.lazy().filter(
        pl.col("kind") == "post", pl.col("start") <= snapshot.as_of, lasts
    )
    columns = ("assignment_id", "person_id", "post_id", "unit_id", "level", "start")
    return held.select(columns).collect()


def overlapping(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Rows that begin while an earlier row with the same key lasts, and which row that is.

    Args:
        rows: `assignment_id`, `start`, `until` (none null) and the key.
        key: the column whose intervals may not overlap.

    Returns:
        The later rows with `earlier_id`.
    """
    group = pl.col(key).rle_id().cast(pl.Int64) * 2**32
    begins = group + pl.col("start").to_physical()
    ends = group + pl.col("until").to_physical()
    ordered = rows.filter(pl.col("until") > pl.col("start")).sort(key, "start", "assignment_id")
    late = ordered.filter(begins < ends.cum_max().shift(1))
    earlier = ordered.join(late.select(key).unique(maintain_order=True), on=key, how="semi")
    pairs = late.join(earlier, on=key, suffix="_earlier", validate="m:m").filter(
        pl.col("start_earlier") <= pl.col("start"),
        pl.col("until_earlier") > pl.col("start"),
        pl.col("assignment_id_earlier") != pl.col("assignment_id"),
    )
    return (
        pairs.sort("assignment_id", "start_earlier", "assignment_id_earlier")
        .unique("assignment_id", keep="first", maintain_order=True)
        .with_columns(earlier_id="assignment_id_earlier")
    )
