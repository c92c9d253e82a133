"""People sit where they suit."""

from diaopei.planning.goal import Gains, gains, goal
from diaopei.planning.problem import Problem


@goal(
    layer="fit",
    sense="max",
    title={
        "en": "Fit gained by the moves (points)",
        "zh-hans": "人岗匹配度增量",
        "zh-hant": "人崗匹配度增量",
    },
)
def fit_gained(problem: Problem) -> Gains:
    """Sum over the moves of the fit at the new post less the fit at the present one."""
    return Gains(gains(problem.arcs.select("arc", "gain")))
