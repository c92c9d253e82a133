"""In tables without a key, the same row says nothing new the second time."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import ROW_NUMBER, Check, pointed_at
from diaopei.snapshot.snapshot import Snapshot
from diaopei.snapshot.tables import TABLES


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Rows equal to an earlier row in every declared column."""
    for table, schema in TABLES.items():
        if schema.primary_key():
            continue
        columns = schema.column_names()
        rows = snapshot.table(table).select(columns).with_row_index(ROW_NUMBER, offset=1)
        again = rows.filter(~pl.struct(columns).is_first_distinct())
        yield pointed_at(again, (table, columns[0]), "equal to an earlier row")


CHECK = Check(
    title={"en": "Row written twice", "zh-hans": "记录重复", "zh-hant": "記錄重複"},
    severity="warning",
    mend="remove the repeated row",
    find=find,
)
