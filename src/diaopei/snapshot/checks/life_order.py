"""A life in its order: birth, then work, then posts."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, pointed_at, wrong
from diaopei.snapshot.snapshot import Snapshot

AFTER_BIRTH = ("party_since", "work_since", "level_since", "rank_since")


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Dates of a life, and starts of assignments, on or before the birth of the person."""
    for column in AFTER_BIRTH:
        reason = pl.format("not after birth, {}", pl.col("birth").cast(pl.String))
        yield wrong(snapshot, ("people", column), pl.col(column) <= pl.col("birth"), reason)
    births = snapshot.people.select("person_id", "birth").unique(
        "person_id", keep="first", maintain_order=True
    )
    youngest = births["birth"].max()
    early = (
        snapshot.assignments.select("assignment_id", "person_id", "start")
        .filter(pl.col("start") <= pl.lit(youngest, dtype=pl.Date))
        .join(births, on="person_id", validate="m:1", maintain_order="left")
        .filter(pl.col("start") <= pl.col("birth"))
    )
    reason = pl.format("{} was born on {}", "person_id", pl.col("birth").cast(pl.String))
    yield pointed_at(early, ("assignments", "start"), reason)


CHECK = Check(
    title={"en": "Before birth", "zh-hans": "早于出生日期", "zh-hant": "早於出生日期"},
    severity="error",
    mend="correct the birth or the other date by the personal file",
    find=find,
)
