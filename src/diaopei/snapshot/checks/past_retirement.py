"""Who holds a post after the statutory month: deferred by agreement, or forgotten."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, in_force, pointed_at
from diaopei.snapshot.retirement import retirement_month
from diaopei.snapshot.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """People in force whose statutory retirement month lies before that of `as_of`."""
    month = retirement_month("birth", "retirement_base_age")
    gone = pl.col("status").is_in(["retired", "departed"]).fill_null(value=False)
    late = snapshot.people.filter(~gone, month < pl.lit(snapshot.as_of.replace(day=1))).join(
        in_force(snapshot).select("person_id"), on="person_id", how="semi"
    )
    reason = pl.format("in post, statutory month {}", month.dt.strftime("%Y-%m"))
    yield pointed_at(late, ("people", "birth"), reason)


CHECK = Check(
    title={"en": "Past the retirement month", "zh-hans": "已到退休年龄仍在岗",
           "zh-hant": "已到退休年齡仍在崗"},
    severity="warning",
    mend="retire the person, or record the agreed deferral as a waiver of retirement-month",
    find=find,
)  # fmt: skip
