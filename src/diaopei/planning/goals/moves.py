"""No move without need."""

import polars as pl

from diaopei.planning.goal import Gains, gains, goal
from diaopei.planning.problem import Problem


@goal(
    layer="calm",
    sense="min",
    title={"en": "Moves", "zh-hans": "调整人数", "zh-hant": "調整人數"},
)
def moves(problem: Problem) -> Gains:
    """One for each person who does not stay; who holds no post and gets none has not moved."""
    stays = pl.when(pl.col("kind") == "out").then(pl.col("held_post_id").is_null())
    moved = ~stays.otherwise(pl.col("kind") == "stay")
    return Gains(gains(problem.arcs.select("arc", gain=moved.cast(pl.Int64))))
