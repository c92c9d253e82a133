"""Placements: a person and a post to go to, with what rules look at on both sides."""

import polars as pl

from diaopei.screening.ground import Ground

HERE = (
    "post_id", "title", "unit_id", "system", "level", "county_id", "place_id", "altitude_m", "tier",
)  # fmt: skip
"""What is known of the present post, in columns with the prefix `from_`."""

STANDING = ("affiliation", "status", "sex", "ethnicity", "health_limit")


def placed(ground: Ground, placements: pl.DataFrame) -> pl.DataFrame:
    """Placements with the destination's columns, the present post's and the person's.

    Args:
        ground: the facts.
        placements: `person_id` and `post_id`; `from_level`, `to_level`, `is_promotion` stand
            where given.

    Returns:
        The destination in the words of `binds` (`tier`, `level`, `is_principal` …), the present
        post with the prefix `from_`, `to_level`, `is_promotion`, and the person's attributes.
    """
    given = [name for name in ("from_level", "to_level", "is_promotion") if name in placements]
    people = ground.people.select(
        "person_id",
        *STANDING,
        *[pl.col(name).alias(f"from_{name}") for name in HERE if name != "level"],
        known_level=pl.coalesce("level", "person_level"),
    )
    posts = ground.flagged(ground.facts.posts).drop("seats", "must_fill", "specialties")
    rows = (
        placements.select("person_id", "post_id", *given)
        .join(people, on="person_id", how="left", validate="m:1", maintain_order="left")
        .join(posts, on="post_id", how="left", validate="m:1", maintain_order="left")
    )
    if "from_level" not in given:
        rows = rows.with_columns(pl.col("known_level").alias("from_level"))
    if "to_level" not in given:
        rows = rows.with_columns(pl.col("level").alias("to_level"))
    if "is_promotion" not in given:
        rise = pl.col("to_level").to_physical() < pl.col("from_level").to_physical()
        rows = rows.with_columns(rise.alias("is_promotion"))
    return rows.drop("known_level")
