"""A secondment or a shadowing that ends soon, or has overrun."""

import polars as pl

from diaopei.screening.finding import VERDICT, at_least, judged
from diaopei.screening.ground import Ground
from diaopei.screening.kind import TIME, Figure, Kind, Words
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import month_plus, months_between
from diaopei.snapshot.tables import ASSIGNMENT_KINDS


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Persons in force on such an assignment: due at the limit; soon before it or a stated end."""
    day = ground.as_of
    limit = rule.months("limit", on=day)
    warn = rule.warning(on=day) or 0
    current = ground.facts.snapshot.assignments.filter(
        pl.col("kind").is_in(rule.listed("overlay")),
        pl.col("start") <= day,
        pl.col("end").is_null() | (pl.col("end") > day),
    )
    longest = current.sort("person_id", "start", "assignment_id").unique(
        "person_id", keep="first", maintain_order=True
    )
    people = ground.bound(ground.people, rule, "person_id")
    rows = people.join(longest, on="person_id", how="inner", validate="1:1", maintain_order="left")
    counted = rows.select(
        "bound",
        "end",
        subject_id="person_id",
        measure=months_between("start", day),
        limit=pl.lit(limit),
        since="start",
        due_on=pl.min_horizontal(month_plus("start", limit), "end"),
        evidence=pl.concat_list("assignment_id"),
    )
    ends = (months_between(day, "end") <= warn).fill_null(value=False)
    soon = pl.when(ends & pl.col("bound")).then(pl.lit("soon"))
    return judged(counted, pl.coalesce(at_least(limit, warn), soon.cast(VERDICT)))


KIND = Kind(
    title={
        "en": "The end of a secondment or shadowing",
        "zh-hans": "挂职、跟岗期满",
        "zh-hant": "掛職、跟崗期滿",
    },
    words={"overlay": Words(ASSIGNMENT_KINDS[1:])},
    figures={
        "limit": Figure(TIME, stricter="lower"),
        "warn_before": Figure(TIME, needed=False, stricter="higher"),
    },
    judge=judge,
)
