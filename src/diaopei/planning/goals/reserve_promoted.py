"""Promotions go to the reserve list of their level first."""

import polars as pl

from diaopei.planning.goal import Gains, gains, goal
from diaopei.planning.problem import Problem

POINTS = 20
"""Worth of a promotion that goes to a member of its list, like a small finding."""

LISTS = {
    "division_principal": "division",
    "division_deputy": "division",
    "section_principal": "section",
    "section_deputy": "section",
}
"""The reserve list a promotion to a level should draw on."""


@goal(
    layer="exchange",
    sense="max",
    title={
        "en": "Reserve members promoted (points)",
        "zh-hans": "使用优秀年轻干部（计分）",
        "zh-hant": "使用優秀年輕幹部（計分）",
    },
)
def reserve_promoted(problem: Problem) -> Gains:
    """Points for each promotion of a present member of the list that serves the new level."""
    as_of = problem.as_of
    on_list = problem.facts.snapshot.reserve.filter(
        pl.col("entered") <= as_of, pl.col("left").is_null() | (pl.col("left") > as_of)
    )
    promotions = problem.arcs.filter("is_promotion").with_columns(
        list=pl.col("to_level").replace_strict(LISTS, default=None)
    )
    members = on_list.select("person_id", pl.col("list").cast(pl.String)).unique()
    drawn = promotions.join(members, on=["person_id", "list"], how="semi")
    return Gains(gains(drawn.select("arc", gain=pl.lit(POINTS))))
