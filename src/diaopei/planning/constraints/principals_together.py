"""The party and the government principal of one place do not leave in the same round."""

import polars as pl

from diaopei.planning.constraint import constraint, rows
from diaopei.planning.problem import Problem

PAIR = ("party", "government")


@constraint(
    title={
        "en": "The two principals of a place do not leave together",
        "zh-hans": "党政正职不同时调整",
        "zh-hant": "黨政正職不同時調整",
    }
)
def principals_together(problem: Problem) -> pl.DataFrame:
    """A row a place: of the party and the government principal, at least one stays.

    They are the principals of the place's units of system `leadership`.
    """
    if problem.limit("principals_together") is None:
        return rows()
    post = problem.posts.filter(
        pl.col("is_principal"), pl.col("system") == "leadership", pl.col("unit_kind").is_in(PAIR)
    ).select("post_id", "unit_kind", "place_id")
    stays = problem.stays.select("arc", "to_post_id").join(
        post, left_on="to_post_id", right_on="post_id", how="inner", validate="m:1"
    )
    both = pl.col("unit_kind").n_unique().over("place_id") == len(PAIR)
    return rows(stays.filter(both).select("arc", row="place_id", at_least=1))
