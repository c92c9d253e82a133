"""A unit has no more people at a level than its establishment has seats there."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, in_force
from diaopei.snapshot.snapshot import Snapshot

CELL = ["unit_id", "level"]


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Units and levels held above their seats; units without any post are not judged."""
    posts = snapshot.posts.select("post_id", *CELL, pl.col("seats").fill_null(1))
    seats = posts.group_by(CELL, maintain_order=True).agg(pl.col("seats").sum())
    level = posts.select("post_id", post_level="level").unique("post_id", maintain_order=True)
    held = (
        in_force(snapshot)
        .join(posts.select("unit_id").unique(maintain_order=True), on="unit_id", how="semi")
        .join(level, on="post_id", how="left", validate="m:1")
        .with_columns(pl.coalesce("post_level", "level").alias("level"))
        .drop_nulls("level")
        .group_by(CELL, maintain_order=True)
        .len("count")
        .join(seats, on=CELL, how="left", validate="1:1")
        .filter(pl.col("count") > pl.col("seats").fill_null(0))
    )
    yield held.select(
        pl.lit("units").alias("table"),
        pl.col("unit_id").alias("row"),
        pl.col("level").cast(pl.String).alias("value"),
        pl.format("{} in force, {} seats", "count", pl.col("seats").fill_null(0)).alias("reason"),
    )


CHECK = Check(
    title={"en": "Above establishment", "zh-hans": "超编制职数", "zh-hant": "超編制職數"},
    severity="warning",
    mend="correct the posts or the assignments, or have the surplus approved",
    find=find,
)
