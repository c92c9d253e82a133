"""A post has no more holders than seats."""

import polars as pl

from diaopei.planning.constraint import constraint, rows
from diaopei.planning.problem import Problem


@constraint(
    title={
        "en": "A post has no more holders than seats",
        "zh-hans": "任职人数不超过职数",
        "zh-hant": "任職人數不超過職數",
    }
)
def seats(problem: Problem) -> pl.DataFrame:
    """A row a post: arcs into it are at most its seats, or its holders now if they are more.

    Civil Servants Law 2018, art. 43: appointment only within quota and with a vacancy.
    """
    into = problem.arcs.filter(pl.col("to_post_id").is_not_null())
    held = problem.stays.group_by("to_post_id", maintain_order=True).len("held")
    post = problem.posts.select("post_id", "seats").join(
        held, left_on="post_id", right_on="to_post_id", how="left", validate="1:1"
    )
    most = post.select("post_id", at_most=pl.max_horizontal("seats", pl.col("held").fill_null(0)))
    return rows(
        into.select("arc", row="to_post_id").join(
            most, left_on="row", right_on="post_id", how="left", validate="m:1"
        )
    )
