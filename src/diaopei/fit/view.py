"""What scoring may see: the tables without sex, ethnicity, birth, health, family and origin.

A criterion is handed a `View`, never a snapshot. The view names what is in it; whatever is not
named here does not exist for scoring, names and ids of people included.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import months_between

OPEN: dict[str, tuple[str, ...]] = {
    "people": ("education", "specialties", "level", "months_at_level"),
    "posts": (
        "level", "specialties", "min_education", "system", "tier", "unit_kind", "county_id",
        "work_kinds", "is_principal", "is_leadership",
    ),
    "service": (
        "person", "kind", "system", "tier", "unit_kind", "county_id", "level", "is_leadership",
        "start_month", "end_month",
    ),
    "appraisals": ("person", "year", "grade"),
}  # fmt: skip
"""The columns a criterion may ask for, by table."""

PROTECTED = (
    "person_id", "name", "sex", "birth", "ethnicity", "native_place_id", "birth_place_id",
    "growth_place_id", "party", "party_since", "health_limit", "affiliation",
    "retirement_base_age",
)  # fmt: skip
"""Columns of `people` that no criterion can see, whatever it asks for."""


@dataclass(frozen=True)
class View:
    """People and posts by position, what the people served, and how they were appraised.

    `service` and `appraisals` say by `person`, a position in `people`, whose row it is.
    `service` holds posts, secondments, shadowing and loans begun by `as_of`; its months are
    counted from year 0, the end exclusive.
    """

    as_of: date
    people_count: int
    post_count: int
    people: pl.DataFrame
    posts: pl.DataFrame
    service: pl.DataFrame
    appraisals: pl.DataFrame

    def only(self, reads: Iterable[str]) -> "View":
        """The same view with nothing in it but the columns named, such as ``posts.system``."""
        wanted = [read.partition(".")[::2] for read in reads]
        tables = {
            table: getattr(self, table).select([c for t, c in wanted if t == table])
            for table in OPEN
        }
        return View(self.as_of, self.people_count, self.post_count, **tables)


def view_of(facts: Facts, people: pl.Series, posts: pl.Series) -> View:
    """The view of some people and posts.

    Args:
        facts: the facts of the day.
        people: distinct person ids; their order gives the positions.
        posts: distinct post ids; their order gives the positions.
    """
    place = pl.DataFrame({"person_id": people}).with_row_index("person")
    place = place.with_columns(pl.col("person").cast(pl.Int32))
    service = _service(facts, place)
    seats = pl.DataFrame({"post_id": posts})
    return View(
        as_of=facts.snapshot.as_of,
        people_count=people.len(),
        post_count=posts.len(),
        people=_people(facts, place).select(OPEN["people"]),
        posts=seats.join(
            facts.posts, on="post_id", how="left", validate="1:1", maintain_order="left"
        ).select(OPEN["posts"]),
        service=service.select(OPEN["service"]),
        appraisals=facts.snapshot.appraisals.join(place, on="person_id", validate="m:1").select(
            OPEN["appraisals"]
        ),
    )


def _people(facts: Facts, place: pl.DataFrame) -> pl.DataFrame:
    """The people by position with their level, and how long they have had it."""
    held = facts.holders.select("person_id", held_level="level")
    stated = facts.snapshot.people.select(
        "person_id", "education", "specialties", "level", "level_since"
    ).join(held, on="person_id", how="left", validate="1:1")
    people = place.join(
        stated, on="person_id", how="left", validate="1:1", maintain_order="left"
    ).with_columns(pl.coalesce("level", "held_level").alias("level"))
    first = facts.stations.group_by("person_id", "level", maintain_order=True).agg(
        pl.col("start").min().alias("first_start")
    )
    keys = ["person_id", "level"]
    since = pl.coalesce("level_since", "first_start")
    return people.join(
        first, on=keys, how="left", validate="1:1", maintain_order="left"
    ).with_columns(months_between(since, facts.snapshot.as_of).alias("months_at_level"))


def _service(facts: Facts, place: pl.DataFrame) -> pl.DataFrame:
    """Every assignment begun by `as_of` with the facts of its unit, months as numbers."""
    as_of = pl.lit(facts.snapshot.as_of)
    unit = facts.units.select(
        "unit_id", "system", "tier", pl.col("kind").alias("unit_kind"), "county_id"
    )
    post = facts.snapshot.posts.select(
        "post_id", pl.col("level").alias("its_level"), pl.col("is_leadership").alias("it_leads")
    )
    origin = date(1, 1, 1)
    return (
        facts.snapshot.assignments.filter(pl.col("start") <= as_of)
        .join(place, on="person_id", validate="m:1")
        .join(unit, on="unit_id", how="left", validate="m:1")
        .join(post, on="post_id", how="left", validate="m:1")
        .with_columns(
            pl.coalesce("level", "its_level").alias("level"),
            pl.coalesce("is_leadership", "it_leads").alias("is_leadership"),
            months_between(origin, "start").alias("start_month"),
            months_between(origin, pl.min_horizontal("end", as_of)).alias("end_month"),
        )
        .sort("person", "start_month", "end_month", "assignment_id")
    )
