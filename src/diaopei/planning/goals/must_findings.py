"""What the law says must be mended is mended."""

import polars as pl

from diaopei.planning.goal import Gains, gains, goal
from diaopei.planning.personal import personal
from diaopei.planning.problem import Problem


@goal(
    layer="duty",
    sense="min",
    title={
        "en": "Findings of binding rules left unresolved",
        "zh-hans": "未解决的强制性事项",
        "zh-hant": "未解決的強制性事項",
    },
)
def must_findings(problem: Problem) -> Gains:
    """One for each finding of a `must` rule about a person that a move could end and none does."""
    found = personal(problem, ("must",))
    ended = problem.resolved.join(
        found.select("rule", "person_id"), on=["rule", "person_id"], how="semi"
    )
    return Gains(gains(ended.select("arc", gain=pl.lit(-1))), constant=found.height)
