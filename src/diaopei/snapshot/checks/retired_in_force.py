"""Who has retired or left holds no post."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, in_force, pointed_at
from diaopei.snapshot.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Posts held on `as_of` by people marked retired or departed."""
    gone = (
        snapshot.people.filter(pl.col("status").is_in(["retired", "departed"]))
        .select("person_id", "status")
        .unique("person_id", keep="first", maintain_order=True)
    )
    rows = in_force(snapshot).join(gone, on="person_id", validate="m:1", maintain_order="left")
    reason = pl.format("{} is marked {}", "person_id", pl.col("status").cast(pl.String))
    yield pointed_at(rows, ("assignments", "end"), reason, value="start")


CHECK = Check(
    title={
        "en": "Retired, yet in post",
        "zh-hans": "已退休离任仍在岗",
        "zh-hant": "已退休離任仍在崗",
    },
    severity="error",
    mend="end the assignment, or correct the status",
    find=find,
)
