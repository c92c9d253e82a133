"""A post held now belongs to the unit it is held in."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, in_force, pointed_at
from diaopei.snapshot.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Assignments in force whose unit is not the unit of their post."""
    posts = snapshot.posts.select("post_id", post_unit_id="unit_id").unique(
        "post_id", keep="first", maintain_order=True
    )
    rows = (
        in_force(snapshot)
        .drop_nulls("post_id")
        .join(posts, on="post_id", validate="m:1", maintain_order="left")
        .filter(pl.col("unit_id") != pl.col("post_unit_id"))
    )
    reason = pl.format("post {} belongs to {}", "post_id", "post_unit_id")
    yield pointed_at(rows, ("assignments", "unit_id"), reason)


CHECK = Check(
    title={"en": "Post of another unit", "zh-hans": "职位与单位不符", "zh-hant": "職位與單位不符"},
    severity="error",
    mend="correct the post or the unit",
    find=find,
)
