"""Two ids for what seems one person: the same name, birth and start of work."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, pointed_at
from diaopei.snapshot.snapshot import Snapshot

LIKENESS = ["name", "birth", "work_since"]


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """People who share all three with somebody of another id; unknown equals nothing."""
    people = snapshot.people.select("person_id", *LIKENESS).drop_nulls()
    alike = people.unique("person_id", keep="first", maintain_order=True).filter(
        pl.struct(LIKENESS).is_duplicated()
    )
    first = pl.col("person_id").min().over(LIKENESS)
    reason = pl.format("same name, birth and start of work as {}", "twin_id")
    yield pointed_at(
        alike.with_columns(twin_id=first).filter(pl.col("twin_id") != pl.col("person_id")),
        ("people", "name"),
        reason,
    )


CHECK = Check(
    title={"en": "Person entered twice", "zh-hans": "人员疑似重复", "zh-hant": "人員疑似重複"},
    severity="warning",
    mend="merge the two if they are one person; otherwise leave them",
    find=find,
)
