"""A key names one row."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, row_name
from diaopei.snapshot.snapshot import Snapshot
from diaopei.snapshot.tables import TABLES


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Keys that stand in more than one row; one issue a key."""
    for table, schema in TABLES.items():
        key = schema.primary_key()
        if not key:
            continue
        rows = snapshot.table(table).select(key).drop_nulls()
        ordered = rows.sort(key)
        again = ordered.filter(
            pl.all_horizontal(pl.col(part) == pl.col(part).shift(1) for part in key)
        )
        yield (
            again.group_by(key, maintain_order=True)
            .agg((pl.len() + 1).alias("len"))
            .select(
                pl.lit(table).alias("table"),
                row_name(table).alias("row"),
                pl.lit("|".join(key)).alias("column"),
                row_name(table).alias("value"),
                pl.format("this key stands in {} rows", "len").alias("reason"),
            )
        )


CHECK = Check(
    title={"en": "Key used twice", "zh-hans": "编号重复", "zh-hant": "編號重複"},
    severity="error",
    mend="remove the rows that repeat it, or give each its own id",
    find=find,
)
