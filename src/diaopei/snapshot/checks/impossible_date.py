"""Dates no living register can hold."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from diaopei.snapshot.check import Check, wrong
from diaopei.snapshot.months import add_months
from diaopei.snapshot.snapshot import Snapshot
from diaopei.snapshot.tables import TABLES

EARLIEST = date(1900, 1, 1)
MONTHS_AHEAD = 50 * 12
"""No term, secondment or waiver is granted for longer than this."""


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Dates before 1900, or more than fifty years after `as_of`."""
    latest = add_months(snapshot.as_of, MONTHS_AHEAD)
    for table, schema in TABLES.items():
        frame = snapshot.table(table)
        for column in schema.column_names():
            if frame.schema[column] == pl.Date:
                outside = (pl.col(column) < EARLIEST) | (pl.col(column) > latest)
                reason = f"not between {EARLIEST} and {latest}"
                yield wrong(snapshot, (table, column), outside, reason)


CHECK = Check(
    title={"en": "Impossible date", "zh-hans": "日期不合理", "zh-hant": "日期不合理"},
    severity="error",
    mend="correct the date",
    find=find,
)
