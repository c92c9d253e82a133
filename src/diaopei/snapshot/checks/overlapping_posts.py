"""A person holds one post at a time, unless the second is marked concurrent."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, overlapping, pointed_at
from diaopei.snapshot.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Main posts of one person that overlap, at any time."""
    concurrent = pl.col("is_concurrent").fill_null(value=False)
    far = pl.date(9999, 12, 31)
    rows = snapshot.assignments.filter(pl.col("kind") == "post", ~concurrent).select(
        "assignment_id", "person_id", "start", pl.col("end").fill_null(far).alias("until")
    )
    reason = pl.format("{} still lasts for {}", "earlier_id", "person_id")
    yield pointed_at(overlapping(rows.drop_nulls(), "person_id"), ("assignments", "start"), reason)


CHECK = Check(
    title={"en": "Two posts at once", "zh-hans": "任职时间重叠", "zh-hant": "任職時間重疊"},
    severity="error",
    mend="end the earlier post, correct a date, or set is_concurrent on the second",
    find=find,
)
