"""A post has no more holders than seats."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, in_force
from diaopei.snapshot.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Posts held on `as_of` by more people than they have seats."""
    held = in_force(snapshot).drop_nulls("post_id")
    posts = snapshot.posts.select("post_id", pl.col("seats").fill_null(1)).unique(
        "post_id", keep="first", maintain_order=True
    )
    counts = held.group_by("post_id", maintain_order=True).len("count")
    crowded = counts.join(posts, on="post_id", validate="m:1", maintain_order="left").filter(
        pl.col("count") > pl.col("seats")
    )
    full = (
        held.join(crowded, on="post_id", validate="m:1", maintain_order="left")
        .group_by("post_id", "seats", "count", maintain_order=True)
        .agg("person_id")
    )
    names = pl.col("person_id").list.sort().list.head(5).list.join(", ")
    yield full.select(
        pl.lit("posts").alias("table"),
        pl.col("post_id").alias("row"),
        pl.lit("seats").alias("column"),
        pl.col("seats").cast(pl.String).alias("value"),
        pl.format("{} holders: {}", "count", names).alias("reason"),
    )


CHECK = Check(
    title={"en": "More holders than seats", "zh-hans": "一岗多人", "zh-hant": "一崗多人"},
    severity="error",
    mend="end the assignment of who has left, or correct the seats",
    find=find,
)
