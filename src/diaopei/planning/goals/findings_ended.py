"""Those who are due are moved; a longer burden counts more."""

import polars as pl

from diaopei.planning.goal import Gains, gains, goal
from diaopei.planning.personal import personal
from diaopei.planning.problem import Problem


@goal(
    layer="exchange",
    sense="max",
    title={
        "en": "Findings resolved, by weight and burden (points)",
        "zh-hans": "解决的交流事项（按权重与年限计分）",
        "zh-hant": "解決的交流事項（按權重與年限計分）",
    },
)
def findings_ended(problem: Problem) -> Gains:
    """The points of every finding of a `must` or `should` rule that a chosen arc ends."""
    found = personal(problem, ("must", "should"))
    ended = problem.resolved.join(found, on=["rule", "person_id"], how="inner", validate="m:1")
    worth = ended.group_by("arc", maintain_order=True).agg(gain=pl.col("points").sum())
    return Gains(gains(worth))
