"""Who sits where now, and who would after a plan."""

import polars as pl

from diaopei.reporting.report import Planned
from diaopei.snapshot.facts import Facts

OF_POST = (
    "unit_id", "title", "level", "is_principal", "is_team_member", "tier", "unit_kind", "system",
    "county_id", "altitude_m",
)  # fmt: skip


def seated(facts: Facts, plan: Planned | None = None) -> pl.DataFrame:
    """One row for every person and post held: `person_id`, `post_id` and the post's facts.

    Args:
        facts: the facts of the day.
        plan: whose moves are taken as made; none gives what is.
    """
    held = facts.stations.filter("is_current", pl.col("post_id").is_not_null())
    seats = held.select("person_id", "post_id")
    if plan is not None:
        left = plan.moves.select("person_id", post_id="from_post_id")
        taken = plan.moves.select("person_id", post_id="to_post_id").drop_nulls("post_id")
        stay = seats.join(left, on=["person_id", "post_id"], how="anti")
        seats = pl.concat([stay, taken])
    posts = facts.posts.select("post_id", *OF_POST)
    placed = seats.join(posts, on="post_id", how="left", validate="m:1")
    return placed.sort("unit_id", "post_id", "person_id")


def named_moves(facts: Facts, plan: Planned) -> pl.DataFrame:
    """The moves of a plan with names: `name`, `from_*` and `to_*` unit, post, tier and place."""
    people = facts.snapshot.people.select("person_id", "name")
    moves = plan.moves.join(people, on="person_id", how="left", validate="m:1")
    units = facts.snapshot.units.select("unit_id", unit="name")
    posts = facts.posts.join(units, on="unit_id", how="left", validate="m:1")
    for side in ("from", "to"):
        end = posts.select(
            pl.col("post_id").alias(f"{side}_post_id"),
            pl.col("unit_id").alias(f"{side}_unit_id"),
            pl.col("unit").alias(f"{side}_unit"),
            pl.col("title").alias(f"{side}_post"),
            pl.col("tier").alias(f"{side}_tier"),
            pl.col("county_id").alias(f"{side}_county_id"),
            pl.col("altitude_m").alias(f"{side}_altitude_m"),
        )
        moves = moves.join(end, on=f"{side}_post_id", how="left", validate="m:1")
    return moves.sort("chain", "place_in_chain", "person_id", nulls_last=True)
