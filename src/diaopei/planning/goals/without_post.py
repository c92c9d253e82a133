"""Nobody is left without a post."""

import polars as pl

from diaopei.planning.goal import Gains, gains, goal
from diaopei.planning.problem import Problem


@goal(
    layer="seats",
    sense="min",
    title={
        "en": "People left without a post",
        "zh-hans": "无岗人员数",
        "zh-hant": "無崗人員數",
    },
)
def without_post(problem: Problem) -> Gains:
    """One for each person who ends without a post."""
    out = problem.arcs.filter(pl.col("kind") == "out")
    return Gains(gains(out.select("arc", gain=pl.lit(1))))
