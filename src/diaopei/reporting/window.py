"""What happened inside the reporting window: who started what, and where they were before."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import polars as pl

from diaopei.errors import DataError
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import months_between

BEFORE = (
    "assignment_id", "unit_id", "post_id", "title", "level", "is_leadership", "tier", "unit_kind",
    "system", "county_id", "altitude_m", "start", "until", "leading_since",
)  # fmt: skip
"""Columns of the previous assignment, kept with `before_` in front."""


@dataclass(frozen=True)
class Window:
    """The facts, seen from the first day of the reporting window to `as_of`."""

    facts: Facts

    @property
    def since(self) -> date:
        """First day of the window.

        Raises:
            DataError: the snapshot does not say when its window opens.
        """
        since = self.facts.snapshot.since
        if since is None:
            msg = (
                f"snapshot {self.facts.snapshot.name!r} has no `since`: a bulletin counts what "
                "happened in a window; write its first day into snapshot.json"
            )
            raise DataError(msg)
        return since

    @cached_property
    def stations(self) -> pl.DataFrame:
        """Main posts of everybody in time, with the one before and `leading_since`.

        `leading_since`: first day of the unbroken stretch of leadership posts in the same unit
        (a gap of one month does not break it); empty outside leadership.
        """
        main = self.facts.stations.filter(~pl.col("is_concurrent").fill_null(value=False))
        stretches = main.with_columns(_goes_on().not_().cum_sum().over("person_id").alias("nth"))
        since = pl.col("start").min().over("person_id", "nth")
        led = stretches.with_columns(
            pl.when("is_leadership").then(since).alias("leading_since")
        ).drop("nth")
        return led.with_columns(
            pl.col(column).shift(1).over("person_id").alias(f"before_{column}") for column in BEFORE
        )

    @cached_property
    def started(self) -> pl.DataFrame:
        """Main posts taken up inside the window, with the post before."""
        return self.stations.filter(pl.col("start") >= self.since)

    def moved_for(self, purpose: str) -> pl.DataFrame:
        """Of those, the moves with that purpose, and `months` led in the unit left."""
        has = pl.col("purpose").list.contains(purpose).fill_null(value=False)
        led = months_between("before_leading_since", "before_until")
        return self.started.filter(has).with_columns(led.alias("months"))

    @cached_property
    def overlays(self) -> pl.DataFrame:
        """Secondments, shadowing and loans begun inside the window, with their unit's facts."""
        as_of = self.facts.snapshot.as_of
        begun = pl.col("start").is_between(self.since, as_of)
        unit = self.facts.units.select("unit_id", "tier", "system", to_unit="name")
        overlays = self.facts.snapshot.assignments.filter(pl.col("kind") != "post", begun)
        return overlays.join(unit, on="unit_id", how="left", validate="m:1").sort(
            "start", "person_id"
        )

    def posted(self, day: date) -> pl.DataFrame:
        """One row for every person in force on a day: their main post then."""
        ends_later = pl.col("end").is_null() | (pl.col("end") > day)
        held = self.stations.filter(pl.col("start") <= day, ends_later)
        return held.unique("person_id", keep="last", maintain_order=True)

    @property
    def day_before(self) -> date:
        """The last day before the window."""
        return self.since - timedelta(days=1)


def _goes_on() -> pl.Expr:
    """Whether a row continues the stretch of the row above it, for the same person."""
    before = {
        column: pl.col(column).shift(1).over("person_id")
        for column in ("unit_id", "is_leadership", "until")
    }
    close = months_between(before["until"], "start") <= 1
    led = pl.col("is_leadership") & before["is_leadership"]
    return (led & close & (pl.col("unit_id") == before["unit_id"])).fill_null(value=False)
