"""The statutory retirement month, by base age and the schedule in force since 2025."""

import polars as pl

from diaopei.screening.finding import at_least, judged
from diaopei.screening.ground import Ground
from diaopei.screening.kind import TIME, Figure, Kind
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import months_between
from diaopei.snapshot.retirement import retirement_month


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Persons in force who have reached their month (due) or reach it within `warn_before`.

    Measure: the months left, zero or less once it is reached. Whose base age is not recorded is
    `unknown`: it is never derived from sex.
    """
    rows = ground.bound(ground.people, rule, "person_id", "birth", "retirement_base_age").select(
        "bound",
        subject_id="person_id",
        limit=pl.lit(0),
        due_on=retirement_month("birth", "retirement_base_age"),
    )
    passed = rows.with_columns(measure=months_between("due_on", ground.as_of))
    found = judged(passed, at_least(0, rule.warning(on=ground.as_of)))
    return found.with_columns(-pl.col("measure"))


KIND = Kind(
    title={
        "en": "The statutory retirement month",
        "zh-hans": "达到法定退休年龄",
        "zh-hant": "達到法定退休年齡",
    },
    figures={"warn_before": Figure(TIME)},
    judge=judge,
    private=("sex", "ethnicity"),
)
