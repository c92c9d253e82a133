"""Couples who were apart before the window and live in one county on `as_of`."""

import polars as pl

from diaopei.reporting.window import Window


def reunited(window: Window) -> pl.DataFrame:
    """Persons of the register whose spouse's county differed the day before the window.

    A spouse outside the register stays where the tie says (`other_place_id`).

    Returns:
        Sorted by person: `person_id`, `spouse`, `before_county_id`, `spouse_before_id`,
        `county_id`.
    """
    now = _counties(window.posted(window.facts.snapshot.as_of), "county_id", "spouse_county_id")
    before = _counties(window.posted(window.day_before), "before_county_id", "spouse_before_id")
    couples = _couples(window)
    for own, theirs in (before, now):
        couples = couples.join(own, on="person_id", how="left", validate="m:1")
        couples = couples.join(theirs, on="other_id", how="left", validate="m:1")
    filled = couples.with_columns(
        pl.coalesce("spouse_before_id", "other_county_id").alias("spouse_before_id"),
        pl.coalesce("spouse_county_id", "other_county_id").alias("spouse_county_id"),
    )
    together = pl.col("county_id") == pl.col("spouse_county_id")
    apart = pl.col("before_county_id") != pl.col("spouse_before_id")
    return (
        filled.filter(apart, together)
        .select("person_id", "spouse", "before_county_id", "spouse_before_id", "county_id")
        .sort("person_id", "spouse")
    )


def _counties(posted: pl.DataFrame, own: str, theirs: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The county of each person's post, as a person's own and as a spouse's."""
    return (
        posted.select("person_id", pl.col("county_id").alias(own)),
        posted.select(pl.col("person_id").alias("other_id"), pl.col("county_id").alias(theirs)),
    )


def _couples(window: Window) -> pl.DataFrame:
    """Every registered person with a spouse, from whichever side the tie was written down."""
    facts = window.facts
    names = facts.snapshot.people.select(other_id="person_id", known_name="name")
    county = facts.places.select(other_place_id="place_id", other_county_id="county_id")
    spouses = facts.snapshot.ties.filter(pl.col("relation") == "spouse")
    back = spouses.filter(pl.col("other_id").is_not_null()).with_columns(
        person_id="other_id", other_id="person_id", other_name=None, other_place_id=None
    )
    both = pl.concat([spouses, back.select(spouses.columns)], how="vertical_relaxed")
    named = both.join(names, on="other_id", how="left", validate="m:1")
    placed = named.join(county, on="other_place_id", how="left", validate="m:1")
    once = placed.with_columns(pl.coalesce("known_name", "other_name").alias("spouse"))
    return once.unique(["person_id", "other_id", "spouse"], keep="first", maintain_order=True)
