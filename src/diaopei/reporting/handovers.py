"""A plan's moves seat by seat and leg by leg: who leaves, who comes, and on which days."""

import polars as pl

from diaopei.reporting.names import name_people, name_units
from diaopei.reporting.report import Planned
from diaopei.snapshot.facts import Facts


def handovers(facts: Facts, plan: Planned) -> pl.DataFrame:
    """One row for every seat that a chain passes through, in the order of the chain.

    Returns:
        Columns chain, post_id, unit, post, leaver (empty: the seat is free), leaves_on, comer
        (empty: nobody comes), starts_on.
    """
    gone = plan.order.legs.filter(act="relieve").select("person_id", leaves_on="day")
    moves = plan.moves.join(gone, on="person_id", how="left", validate="1:1")
    place = pl.col("place_in_chain")
    ring = pl.col("chain").str.starts_with("R")
    before = pl.when(ring & (place == 1)).then(place.max().over("chain")).otherwise(place - 1)
    left = name_people(facts, moves).select(
        "chain", link=place, post_id="from_post_id", leaver="name", leaves_on="leaves_on"
    )
    came = name_people(facts, moves).select(
        "chain", link=before, post_id="to_post_id", comer="name", starts_on="starts_on"
    )
    seats = left.join(
        came.rename({"post_id": "into"}), on=["chain", "link"], how="full", coalesce=True,
        validate="1:1",
    ).with_columns(post_id=pl.coalesce("post_id", "into"))  # fmt: skip
    titles = facts.posts.select("post_id", "unit_id", post="title")
    placed = seats.drop_nulls("post_id").join(titles, on="post_id", how="left", validate="m:1")
    return name_units(facts, placed, unit="unit_id").select(
        "chain", "post_id", "unit", "post", "leaver", "leaves_on", "comer", "starts_on", "link"
    ).sort(pl.col("chain").str.len_bytes(), "chain", "link").drop("link")  # fmt: skip


def named_legs(facts: Facts, plan: Planned) -> pl.DataFrame:
    """The legs of a plan with names: of the person, the successor, the post and its unit."""
    names = facts.snapshot.people.select(with_id="person_id", with_name="name")
    legs = name_people(facts, plan.order.legs).join(
        names, on="with_id", how="left", validate="m:1", maintain_order="left"
    )
    return named_posts(facts, legs)


def named_posts(facts: Facts, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with `unit` and `post`, the names behind `post_id`, in the order given."""
    titles = facts.posts.select("post_id", "unit_id", post="title")
    placed = rows.with_row_index("at").join(titles, on="post_id", how="left", validate="m:1")
    return name_units(facts, placed, unit="unit_id").sort("at").drop("at")
