"""People in service whom no post accounts for."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, in_force, pointed_at
from diaopei.snapshot.snapshot import Snapshot

IN_SERVICE = ["active", "on_probation", "under_review"]


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """People in service without a post in force on `as_of`."""
    rows = snapshot.people.filter(pl.col("status").is_in(IN_SERVICE)).join(
        in_force(snapshot).select("person_id"), on="person_id", how="anti", maintain_order="left"
    )
    yield pointed_at(rows, ("people", "status"), "in service, but without a post in force")


CHECK = Check(
    title={"en": "In service without a post", "zh-hans": "在职无岗", "zh-hant": "在職無崗"},
    severity="warning",
    mend="add the present post, or correct the status",
    find=find,
)
