"""Ages at which hardly anybody starts: most often one of the two dates is wrong."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, wrong
from diaopei.snapshot.months import months_between
from diaopei.snapshot.snapshot import Snapshot

YEARS = {"work_since": 16, "party_since": 18}
"""Full years of age below which an entry is doubtful (Labour Law 15; party statutes 1)."""


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """People at work before 16, in a party before 18; who is dated before birth is not meant."""
    for column, years in YEARS.items():
        age = months_between("birth", column)
        young = (age < 12 * years) & (pl.col(column) > pl.col("birth"))
        reason = pl.format(f"at {{}}, younger than {years}", age // 12)
        yield wrong(snapshot, ("people", column), young, reason)


CHECK = Check(
    title={"en": "Unusually young", "zh-hans": "年龄过小", "zh-hant": "年齡過小"},
    severity="warning",
    mend="compare birth and this date with the personal file",
    find=find,
)
