"""Where a person comes from, as the territorial rules ask: by county and by prefecture."""

import polars as pl

from diaopei.screening.ground import Ground
from diaopei.snapshot.facts import MAX_DEPTH

HOME = ("growth_place_id", "birth_place_id", "native_place_id")
"""The place of growing up counts; where it is not recorded, birth, then origin."""


def areas(ground: Ground) -> pl.DataFrame:
    """`place_id`, `home_county`, `home_prefecture`: the areas each place lies in."""
    places = ground.facts.places.unique("place_id", keep="first", maintain_order=True)
    return places.select("place_id", home_county="county_id").join(
        _prefectures(places), on="place_id", how="left", validate="1:1", maintain_order="left"
    )


def homes(ground: Ground) -> pl.DataFrame:
    """`person_id`, `home_county`, `home_prefecture` of everybody in force; null where unknown."""
    people = ground.people.select("person_id", place_id=pl.coalesce(*HOME))
    return people.join(
        areas(ground), on="place_id", how="left", validate="m:1", maintain_order="left"
    ).drop("place_id")


def _prefectures(places: pl.DataFrame) -> pl.DataFrame:
    """`place_id`, `home_prefecture`: the topmost place of kind prefecture above, or itself."""
    above = places.select(pl.col("kind") == "prefecture", at="place_id", next="parent_id")
    rows = places.select("place_id", at="place_id", home_prefecture=pl.lit(None, dtype=pl.String))
    for _ in range(MAX_DEPTH):
        step = rows.join(above, on="at", how="left", validate="m:1", maintain_order="left")
        found = pl.when("kind").then("at").otherwise("home_prefecture")
        rows = step.select("place_id", found.alias("home_prefecture"), at="next")
        if rows["at"].null_count() == rows.height:
            break
    # A known place outside every prefecture is an area of its own, not an unknown one.
    return rows.select("place_id", pl.coalesce("home_prefecture", "place_id"))
