"""What has happened cannot lie after the day of the snapshot."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, wrong
from diaopei.snapshot.snapshot import Snapshot

PAST = (
    ("people", "birth"),
    ("people", "party_since"),
    ("people", "work_since"),
    ("people", "level_since"),
    ("people", "rank_since"),
    ("reserve", "entered"),
    ("requests", "filed"),
    ("requests", "decided"),
    ("visits", "held"),
    ("rank_changes", "since"),
    ("waivers", "granted"),
)
"""Tables and columns that record what has already happened."""


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Dates of past facts after `as_of`, and appraisals of years that have not begun."""
    as_of = snapshot.as_of
    for table, column in PAST:
        reason = f"lies after the day of the snapshot, {as_of}"
        yield wrong(snapshot, (table, column), pl.col(column) > as_of, reason)
    begun = f"a year after that of the snapshot, {as_of.year}"
    yield wrong(snapshot, ("appraisals", "year"), pl.col("year") > as_of.year, begun)


CHECK = Check(
    title={"en": "Date in the future", "zh-hans": "日期晚于快照日", "zh-hant": "日期晚於快照日"},
    severity="error",
    mend="correct the date, or take the snapshot on a later day",
    find=find,
)
