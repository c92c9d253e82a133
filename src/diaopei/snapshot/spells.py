"""How long each person in force has been where they are: unbroken stretches, in months.

A stretch is unbroken while the gap between two assignments is at most one month; months run
from its start to `as_of` (reference: "Tables", derived facts). Persons are numbered in the order
of `Facts.holders`, so that every measure is a few passes over whole-number arrays.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from diaopei.snapshot.months import months, months_between
from diaopei.snapshot.snapshot import Snapshot

Whole = npt.NDArray[np.int64]

KEYS = {
    "same_post": ("post_id",),
    "same_post_kind": ("title", "system", "level"),
    "same_unit": ("unit_id",),
    "same_unit_in_leadership": ("unit_id", "is_leadership"),
    "same_unit_level": ("unit_id", "level"),
    "same_system": ("system",),
    "same_area_level": ("county_id", "level"),
    "same_level_total": ("level",),
}
"""What must stay equal to the present post for a stretch to go on, by measure."""

MEASURES = tuple(KEYS)
LONGEST_GAP = 1
"""Months two assignments may lie apart within one stretch."""

SPAN = 1 << 20
"""More months than any calendar has: keeps one person's months below the next person's."""
ORIGIN = date(1, 1, 1)
YEAR = 12


class Known(Protocol):
    """What is needed of `Facts`."""

    @property
    def snapshot(self) -> Snapshot:
        """The tables."""

    @property
    def stations(self) -> pl.DataFrame:
        """All assignments to posts, by person and time."""

    @property
    def holders(self) -> pl.DataFrame:
        """The present post of every person in force."""


@dataclass(frozen=True)
class Timeline:
    """Stations and holders with the persons numbered, and the months as whole numbers."""

    holders: pl.DataFrame
    stations: pl.DataFrame

    @cached_property
    def who(self) -> Whole:
        """The number of each station's person."""
        return _whole(self.stations["who"])

    @cached_property
    def start(self) -> Whole:
        """Each station's first month, counted on from the earlier persons'."""
        return self.who * SPAN + _whole(self.stations["start_month"])

    @cached_property
    def until(self) -> Whole:
        """Each station's last month, counted in the same way."""
        return self.who * SPAN + _whole(self.stations["until_month"])

    def like_now(self, measure: str) -> Whole:
        """The rows whose key equals that of the person's present post."""
        alike = [self.unchanged[column] for column in KEYS[measure]]
        return np.flatnonzero(np.logical_and.reduce(alike))

    @cached_property
    def unchanged(self) -> dict[str, npt.NDArray[np.bool_]]:
        """For each column of a key, the rows in which it is what it is in the present post."""
        columns = sorted({column for key in KEYS.values() for column in key})
        now = self.holders.select(columns)[self.who]
        same = (self.stations[column] == now[column] for column in columns)
        return dict(zip(columns, (s.fill_null(value=False).to_numpy() for s in same), strict=True))

    def covered(self, rows: Whole) -> Whole:
        """For each row, the latest month covered by the rows before it (of any person)."""
        reached = np.maximum.accumulate(self.until[rows])
        return np.concatenate([np.full(min(1, rows.size), -SPAN), reached[:-1]])

    def openings(self, rows: Whole) -> Whole:
        """For each person the row that opens the last stretch among `rows`; -1 where none."""
        opens = self.start[rows] - self.covered(rows) > LONGEST_GAP
        return self.last(rows[opens])

    def last(self, rows: Whole) -> Whole:
        """For each person the last of `rows`; -1 where none."""
        found = np.full(self.holders.height, -1, dtype=np.int64)
        found[self.who[rows]] = rows
        return found

    def total(self, rows: Whole) -> Whole:
        """For each person the months covered by `rows`, none of them counted twice."""
        fresh = self.until[rows] - np.maximum(self.start[rows], self.covered(rows))
        sums = np.bincount(self.who[rows], np.maximum(fresh, 0), minlength=self.holders.height)
        return sums.astype(np.int64)


def spells(facts: Known) -> pl.DataFrame:
    """One row for every person in force, in the order of `facts.holders`.

    Returns:
        `person_id`; for every name in `MEASURES` the months (null where the present key is
        unknown) and `<name>_since`; `months_since_move`, `months_since_promotion` (null where
        there was none), `moves_12m`, and `service_months` from the start of work.
    """
    timeline = _timeline(facts, facts.holders)
    as_of = facts.snapshot.as_of
    columns = [timeline.holders["person_id"]]
    for measure in MEASURES:
        columns += _measured(timeline, measure, as_of)
    service = facts.snapshot.people.select(
        "person_id", service_months=months_between("work_since", as_of)
    ).unique("person_id", keep="first", maintain_order=True)
    return (
        pl.DataFrame([*columns, *_moves(timeline, as_of)])
        .join(service, on="person_id", how="left", validate="1:1", maintain_order="left")
    )  # fmt: skip


def stretch(facts: Known, measure: str, people: pl.Series) -> pl.DataFrame:
    """The assignments that make up each person's stretch: the evidence of a length of time.

    Args:
        facts: the snapshot's facts.
        measure: one of `MEASURES`.
        people: the ids to look at; others are left out.

    Returns:
        `person_id` and `evidence`, the assignment ids in the order of time.
    """
    chosen = facts.holders.filter(pl.col("person_id").is_in(people.implode()))
    timeline = _timeline(facts, chosen)
    rows = timeline.like_now(measure)
    if measure != "same_level_total":
        rows = rows[rows >= timeline.openings(rows)[timeline.who[rows]]]
    found = timeline.stations[rows].select("person_id", evidence="assignment_id")
    return found.group_by("person_id", maintain_order=True).agg("evidence")


def _measured(timeline: Timeline, measure: str, as_of: date) -> list[pl.Series]:
    """Months and since-date of one measure, a row for each holder."""
    rows = timeline.like_now(measure)
    if measure == "same_level_total":
        length, since = timeline.total(rows), timeline.last(rows[::-1])
    else:
        since = timeline.openings(rows)
        length = _month(as_of) - timeline.start[since] % SPAN
    unknown = pl.any_horizontal(pl.col(key).is_null() for key in KEYS[measure])
    days = timeline.stations["start"].gather(pl.Series(np.where(since < 0, 0, since)))
    answer = timeline.holders.select(
        pl.when(unknown).then(None).otherwise(pl.Series(np.where(since < 0, 0, length)))
        .cast(pl.Int32).alias(measure),
        pl.when(pl.Series(since >= 0)).then(days).alias(f"{measure}_since"),
    )  # fmt: skip
    return answer.get_columns()


def _moves(timeline: Timeline, as_of: date) -> list[pl.Series]:
    """Months since the last move and the last promotion, and the moves of twelve months."""
    moved, promoted = _changes(timeline), _promotions(timeline)
    recent = moved[_month(as_of) - timeline.start[moved] % SPAN < YEAR]
    counts = np.bincount(timeline.who[recent], minlength=timeline.holders.height)
    return [
        _months_since(timeline, moved, as_of).alias("months_since_move"),
        _months_since(timeline, promoted, as_of).alias("months_since_promotion"),
        pl.Series("moves_12m", counts, dtype=pl.Int32),
    ]


def _changes(timeline: Timeline) -> Whole:
    """The rows that begin in another post than the person's row before; concurrent posts apart.

    Posts outside the register are told apart by unit, title and level.
    """
    elsewhere = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(name).shift(1)) for name in ("unit_id", "title", "level")
    )
    other_post = pl.coalesce(pl.col("post_id") != pl.col("post_id").shift(1), elsewhere)
    main = timeline.stations.with_row_index("row").filter(
        ~pl.col("is_concurrent").fill_null(value=False)
    )
    return _whole(main.filter(other_post, pl.col("who") == pl.col("who").shift(1))["row"])


def _promotions(timeline: Timeline) -> Whole:
    promoted = timeline.stations["means"].cast(pl.String) == "promotion"
    return np.flatnonzero(promoted.fill_null(value=False).to_numpy())


def _months_since(timeline: Timeline, rows: Whole, as_of: date) -> pl.Series:
    """For each person the months since the last of `rows` began; null where none did."""
    last = timeline.last(rows)
    months = _month(as_of) - timeline.start[last] % SPAN
    known = pl.when(pl.Series(last >= 0)).then(pl.Series(months))
    return pl.select(known.cast(pl.Int32)).to_series()


def _timeline(facts: Known, holders: pl.DataFrame) -> Timeline:
    """Stations of the holders with the columns the measures look at, in order of time."""
    columns = ["post_id", "unit_id", "title", "system", "level", "county_id", "is_leadership"]
    numbered = holders.select("person_id", *columns).with_row_index("who")
    stations = facts.stations.select(
        "person_id", "assignment_id", *columns, "start", "means", "is_concurrent",
        start_month=months_between(ORIGIN, "start"),
        until_month=months_between(ORIGIN, "until"),
        who=_numbers(facts.stations["person_id"], numbered),
    ).filter(pl.col("who").is_not_null())  # fmt: skip
    return Timeline(_titled(numbered, facts), _titled(stations, facts))


def _numbers(people: pl.Series, numbered: pl.DataFrame) -> pl.Series:
    """The number of each row's person; null for others. Stations are sorted by person."""
    runs = pl.select(pl.lit(people).rle().struct.field("value").alias("person_id"))
    known = runs.join(
        numbered.select("person_id", "who"),
        on="person_id", how="left", validate="m:1", maintain_order="left",
    )  # fmt: skip
    return known["who"].gather(people.rle_id())


def _titled(rows: pl.DataFrame, facts: Known) -> pl.DataFrame:
    """The title of an assignment, else of its post."""
    if not rows["title"].null_count():
        return rows
    titles = facts.snapshot.posts.select("post_id", post_title="title")
    joined = rows.join(titles, on="post_id", how="left", validate="m:1", maintain_order="left")
    return joined.with_columns(pl.coalesce("title", "post_title").alias("title")).drop("post_title")


def _month(day: date) -> int:
    return months(ORIGIN, day)


def _whole(column: pl.Series) -> Whole:
    return column.to_numpy().astype(np.int64)
