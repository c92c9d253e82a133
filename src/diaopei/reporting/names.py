"""Names beside ids, for rows that people read."""

import polars as pl

from diaopei.snapshot.facts import Facts


def name_people(facts: Facts, rows: pl.DataFrame, key: str = "person_id") -> pl.DataFrame:
    """Rows with `name`, the person's, found by `key`."""
    people = facts.snapshot.people.select(pl.col("person_id").alias(key), "name")
    return rows.join(people, on=key, how="left", validate="m:1")


def name_units(facts: Facts, rows: pl.DataFrame, **columns: str) -> pl.DataFrame:
    """Rows with names of units: `into="key"` adds column `into`, found by column `key`."""
    for into, key in columns.items():
        units = facts.snapshot.units.select(
            pl.col("unit_id").alias(key), pl.col("name").alias(into)
        )
        rows = rows.join(units, on=key, how="left", validate="m:1")
    return rows


def name_places(facts: Facts, rows: pl.DataFrame, **columns: str) -> pl.DataFrame:
    """Rows with names of places: `into="key"` adds column `into`, found by column `key`."""
    for into, key in columns.items():
        places = facts.snapshot.places.select(
            pl.col("place_id").alias(key), pl.col("name").alias(into)
        )
        rows = rows.join(places, on=key, how="left", validate="m:1")
    return rows


def decade() -> pl.Expr:
    """Decade of `birth`, such as 1980, as `decade`."""
    return (pl.col("birth").dt.year() // 10 * 10).alias("decade")
