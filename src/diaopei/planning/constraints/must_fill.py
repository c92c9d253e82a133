"""A post that must be filled and is held stays held."""

import polars as pl

from diaopei.planning.constraint import constraint, rows
from diaopei.planning.problem import Problem


@constraint(
    title={
        "en": "Must-fill posts stay filled",
        "zh-hans": "必配岗位不得空缺",
        "zh-hant": "必配崗位不得空缺",
    }
)
def must_fill(problem: Problem) -> pl.DataFrame:
    """A row for each must-fill post held now: at least one arc ends in it.

    Posts of the kind that stand empty now are the goal `empty_posts`, since nobody may fit.
    """
    if problem.limit("must_fill") is None:
        return rows()
    held = problem.stays.group_by("to_post_id", maintain_order=True).len("at_least")
    needed = problem.posts.filter(pl.col("must_fill")).select("post_id", "posts")
    kept = held.join(needed, left_on="to_post_id", right_on="post_id", validate="1:1").select(
        "to_post_id", at_least=pl.min_horizontal("at_least", "posts")
    )
    into = problem.arcs.select("arc", "to_post_id").join(kept, on="to_post_id", validate="m:1")
    return rows(into.rename({"to_post_id": "row"}))
