"""Who sits where now, and who would after a plan."""

import polars as pl

from diaopei.reporting.report import Planned
from diaopei.snapshot.facts import Facts

OF_POST = (
    "unit_id", "title", "level", "is_principal", "is_team_member", "tier", "unit_kind", "system",
    "county_id", "altitude_m",
)  # fmt: skip

MEANS = {"entry": "appointment", "demotion": "lateral"}
"""How a move whose effect is no means of appointment is written among the assignments."""


def seated(facts: Facts) -> pl.DataFrame:
    """One row for every person and post held: `person_id`, `post_id` and the post's facts."""
    held = facts.stations.filter("is_current", pl.col("post_id").is_not_null())
    posts = facts.posts.select("post_id", *OF_POST)
    seats = held.select("person_id", "post_id")
    placed = seats.join(posts, on="post_id", how="left", validate="m:1")
    return placed.sort("unit_id", "post_id", "person_id")


def after(facts: Facts, plan: Planned) -> Facts:
    """The facts as though the plan's moves had been made on `as_of`.

    What is left ends on that day and what is taken begins on it, so that ages and clocks stay
    comparable with those before.
    """
    as_of = facts.snapshot.as_of
    held = pl.col("end").is_null() | (pl.col("end") > as_of)
    left = plan.moves.select("person_id", post_id="from_post_id", is_left=pl.lit(value=True))
    ended = facts.snapshot.assignments.join(
        left.unique(maintain_order=True), on=["person_id", "post_id"], how="left", validate="m:1"
    ).with_columns(
        pl.when(pl.col("is_left") & held).then(pl.lit(as_of)).otherwise("end").alias("end")
    )
    taken = _taken(facts, plan)
    together = pl.concat([ended.drop("is_left"), taken], how="diagonal_relaxed")
    return Facts(facts.snapshot.replace(assignments=together))


def _taken(facts: Facts, plan: Planned) -> pl.DataFrame:
    """The posts entered, as assignments from `as_of` on."""
    entered = plan.moves.select("person_id", "effect", "purposes", post_id="to_post_id").drop_nulls(
        "post_id"
    )
    units = facts.snapshot.posts.select("post_id", "unit_id")
    placed = entered.join(units, on="post_id", how="left", validate="m:1")
    columns = facts.snapshot.assignments.schema
    return placed.select(
        pl.format("plan-{}-{}", "person_id", "post_id").alias("assignment_id"),
        "person_id",
        "post_id",
        "unit_id",
        pl.lit("post", columns["kind"]).alias("kind"),
        pl.lit(facts.snapshot.as_of).alias("start"),
        pl.col("effect").cast(pl.String).replace(MEANS).cast(columns["means"]).alias("means"),
        pl.col("purposes").cast(columns["purpose"]).alias("purpose"),
    )


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
    number = pl.col("chain").str.len_bytes()
    return moves.sort(number, "chain", "place_in_chain", "person_id", nulls_last=True)
