"""What a row cannot do without."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import ROW_NUMBER, Check, pointed_at
from diaopei.snapshot.snapshot import Snapshot
from diaopei.snapshot.tables import TABLES


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Rows without a value in a column that needs one."""
    for table, schema in TABLES.items():
        frame = snapshot.table(table)
        for column, kind in schema.columns().items():
            if kind.nullable or frame[column].null_count() == 0:
                continue
            if frame[column].null_count() == frame.height:
                yield _throughout(table, column, frame.height)
                continue
            rows = frame.with_row_index(ROW_NUMBER, offset=1).filter(pl.col(column).is_null())
            yield pointed_at(rows, (table, column), "needed, and empty")


def _throughout(table: str, column: str, count: int) -> pl.DataFrame:
    """One issue for a column that is empty in every row, instead of one a row."""
    reason = f"needed, and empty in all {count} rows"
    return pl.DataFrame({"table": [table], "column": [column], "reason": [reason]})


CHECK = Check(
    title={"en": "Needed value missing", "zh-hans": "缺少必填项", "zh-hant": "缺少必填項"},
    severity="error",
    mend="fill in the value",
    find=find,
)
