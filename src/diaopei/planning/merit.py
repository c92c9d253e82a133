"""Merit: one whole number a person, the order in which wishes are heard where no other is given.

Months at the present level, six more for each year appraised excellent and twelve fewer for each
year appraised below competent: the way years count towards the next rank (公务员职务与职级并行规定,
2019: an excellent year shortens the time asked by half a year, a year below competent does not
count). The figures have not been verified against its text. Nothing else enters it.
"""

import polars as pl

from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import months_between

COUNTED = {"excellent": 6, "basic": -12, "incompetent": -12}
"""Months that a year's appraisal adds or takes away; a competent year counts as it is."""


def merit(facts: Facts) -> pl.DataFrame:
    """The merit of everybody in the register: person_id, merit (months, sorted by person_id).

    Months at the level are those of all posts held at it; for people without a post they run
    from `level_since`. What is unknown counts as no months.
    """
    as_of = facts.snapshot.as_of
    served = facts.spells.select("person_id", "same_level_total", since="same_level_total_since")
    people = facts.snapshot.people.select("person_id", "level_since").join(
        served, on="person_id", how="left", validate="1:1"
    )
    told = people.select(
        "person_id",
        since=pl.coalesce("since", "level_since"),
        months=pl.coalesce("same_level_total", months_between("level_since", as_of)).fill_null(0),
    )
    years = facts.snapshot.appraisals.select(
        "person_id",
        "year",
        counted=pl.col("grade").cast(pl.String).replace_strict(COUNTED, default=0),
    ).join(told.select("person_id", "since"), on="person_id", how="inner", validate="m:1")
    at_level = years.filter(pl.col("year") >= pl.col("since").dt.year())
    extra = at_level.group_by("person_id", maintain_order=True).agg(pl.col("counted").sum())
    return (
        told.join(extra, on="person_id", how="left", validate="1:1")
        .select(
            "person_id",
            merit=(pl.col("months") + pl.col("counted").fill_null(0)).cast(pl.Int64),
        )
        .sort("person_id")
    )
