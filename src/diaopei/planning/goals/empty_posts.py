"""Must-fill posts that stand empty are filled."""

import polars as pl

from diaopei.planning.constraint import rows
from diaopei.planning.goal import Gains, gains, goal
from diaopei.planning.problem import Problem


@goal(
    layer="seats",
    sense="min",
    title={
        "en": "Must-fill posts left empty",
        "zh-hans": "必配岗位空缺数",
        "zh-hant": "必配崗位空缺數",
    },
)
def empty_posts(problem: Problem) -> Gains:
    """One for each must-fill post without a holder after the plan."""
    needed = problem.posts.filter(pl.col("must_fill")).select("post_id", "posts")
    into = problem.arcs.select("arc", "to_post_id").join(
        needed, left_on="to_post_id", right_on="post_id", validate="m:1"
    )
    beyond = needed.join(into, left_on="post_id", right_on="to_post_id", how="anti")
    return Gains(
        gains(into.select("arc", gain=pl.lit(0))),
        rows(into.select("arc", row="to_post_id", at_least="posts", price=1)),
        constant=int(beyond["posts"].sum()),
    )
