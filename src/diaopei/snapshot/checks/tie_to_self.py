"""Kin are two people."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, wrong
from diaopei.snapshot.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Ties of a person to themselves."""
    yield wrong(
        snapshot, ("ties", "other_id"), pl.col("other_id") == pl.col("person_id"), "tied to itself"
    )


CHECK = Check(
    title={"en": "Tied to oneself", "zh-hans": "亲属关系指向本人", "zh-hant": "親屬關係指向本人"},
    severity="error",
    mend="give the id of the other person, or remove the tie",
    find=find,
)
