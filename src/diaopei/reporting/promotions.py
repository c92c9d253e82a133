"""Who was promoted in the window, to a post or in rank, and from which kind of unit."""

import polars as pl

from diaopei.reporting.window import Window


def promotions(window: Window) -> pl.DataFrame:
    """One row for every promoted person, with the unit held the day before the first promotion.

    Returns:
        Sorted by person: `person_id`, `day` of the first promotion, `means_all` (list:
        `promotion`, `rank`), `unit_id`, `tier`.
    """
    events = pl.concat([_to_posts(window), _in_rank(window)])
    first = events.group_by("person_id", maintain_order=True).agg(
        pl.col("day").min(), pl.col("means").unique().sort().alias("means_all")
    )
    return _unit_before(window, first).sort("person_id")


def _to_posts(window: Window) -> pl.DataFrame:
    rows = window.started.filter(pl.col("means") == "promotion")
    return rows.select("person_id", pl.col("start").alias("day"), means=pl.lit("promotion"))


def _in_rank(window: Window) -> pl.DataFrame:
    as_of = window.facts.snapshot.as_of
    rows = window.facts.snapshot.rank_changes.filter(
        pl.col("means") == "promotion", pl.col("since").is_between(window.since, as_of)
    )
    return rows.select("person_id", pl.col("since").alias("day"), means=pl.lit("rank"))


def _unit_before(window: Window, promoted: pl.DataFrame) -> pl.DataFrame:
    """The main post in force the day before, if there was one."""
    held = promoted.join(
        window.stations.select("person_id", "start", "end", "unit_id", "tier"),
        on="person_id", how="left", validate="1:m",
    )  # fmt: skip
    lasted = pl.col("end").is_null() | (pl.col("end") >= pl.col("day"))
    before = held.filter(pl.col("start") < pl.col("day"), lasted).unique(
        "person_id", keep="last", maintain_order=True
    )
    unit = before.select("person_id", "unit_id", "tier")
    return promoted.join(unit, on="person_id", how="left", validate="1:1")
