"""Appointments decided but not begun: they count from their first day, not before."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, wrong
from diaopei.snapshot.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Assignments that start after `as_of`."""
    reason = f"starts after the day of the snapshot, {snapshot.as_of}, and is not counted yet"
    later = pl.col("start") > snapshot.as_of
    yield wrong(snapshot, ("assignments", "start"), later, reason)


CHECK = Check(
    title={"en": "Not begun yet", "zh-hans": "任职尚未开始", "zh-hant": "任職尚未開始"},
    severity="warning",
    mend="nothing if it is meant so; otherwise correct the start",
    find=find,
)
