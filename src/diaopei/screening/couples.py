"""Spouses and the counties they work in: who lives apart, since when, and from where."""

from datetime import date

import polars as pl

from diaopei.screening.ground import Ground


def couples(ground: Ground) -> pl.DataFrame:
    """One row for each registered spouse and tie, in both directions.

    Returns:
        `person_id`; `other_id` (null outside the register); `county_id` and `spouse_county_id`,
        where each works on the day (null: not known); `tie`, the row's name.
    """
    ties = ground.facts.snapshot.ties.with_row_index("row", offset=1).filter(
        pl.col("relation") == "spouse"
    )
    told = ties.select("person_id", "other_id", "other_place_id", tie=pl.format("ties|{}", "row"))
    back = told.drop_nulls("other_id").select(
        person_id="other_id",
        other_id="person_id",
        other_place_id=pl.lit(None, dtype=pl.String),
        tie="tie",
    )
    pairs = pl.concat([told, back]).unique(
        ["person_id", "other_id"], keep="first", maintain_order=True
    )
    places = ground.facts.places.select(other_place_id="place_id", stated_county_id="county_id")
    seats = ground.facts.holders.select("person_id", "county_id")
    theirs = seats.rename({"person_id": "other_id", "county_id": "seat_county_id"})
    return (
        pairs.join(seats, on="person_id", how="left", validate="m:1", maintain_order="left")
        .join(theirs, on="other_id", how="left", validate="m:1", maintain_order="left")
        .join(places, on="other_place_id", how="left", validate="m:1", maintain_order="left")
        .with_columns(pl.coalesce("seat_county_id", "stated_county_id").alias("spouse_county_id"))
        .drop("seat_county_id", "stated_county_id", "other_place_id")
    )


def apart_since(ground: Ground, pairs: pl.DataFrame) -> pl.DataFrame:
    """Since when the counties of each pair have differed without a break.

    Each person is where the last post begun by then was; whoever stays in place outside the
    register is always where the tie says. The first day looked at is the day from which both
    places are known.

    Args:
        ground: the facts.
        pairs: rows of `couples` whose counties differ.

    Returns:
        `pairs` with `since`.
    """
    numbered = pairs.with_row_index("pair")
    both = pl.concat(
        numbered.select("pair", person_id=pl.col(name)) for name in ("person_id", "other_id")
    )
    stations = ground.facts.stations.select("person_id", "start", "county_id").join(
        both, on="person_id", how="semi", maintain_order="left"
    )
    days = (
        both.join(stations, on="person_id", how="inner", validate="m:m")
        .select("pair", "start")
        .unique(maintain_order=True)
        .sort("start", "pair")
    )
    timeline = _located(days.join(numbered, on="pair", how="left", validate="m:1"), stations)
    apart = (pl.col("here") != pl.col("there")).fill_null(value=False)
    runs = timeline.sort("pair", "start").with_columns(apart.alias("apart"))
    together = pl.col("start").filter(~pl.col("apart")).max().over("pair").fill_null(date.min)
    since = (
        runs.filter(pl.col("start") > together)
        .group_by("pair", maintain_order=True)
        .agg(since=pl.col("start").min())
    )
    joined = numbered.join(since, on="pair", how="left", validate="1:1", maintain_order="left")
    return joined.drop("pair")


def _located(days: pl.DataFrame, stations: pl.DataFrame) -> pl.DataFrame:
    """Where both were on each day: `here` and `there`."""
    known = stations.sort("start")
    here = known.rename({"county_id": "here"})
    there = known.rename({"county_id": "at_other", "person_id": "other_id"})
    placed = (
        days.sort("start")
        .join_asof(here, on="start", by="person_id", check_sortedness=False)
        .join_asof(there, on="start", by="other_id", check_sortedness=False)
    )
    posted = pl.col("other_id").is_in(known["person_id"].unique().implode())
    spouse = pl.when(posted).then("at_other").otherwise("spouse_county_id")
    return placed.with_columns(spouse.alias("there"))
