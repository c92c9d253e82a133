"""Kin who serve in one line or under one leader are parted."""

import polars as pl

from diaopei.planning.constraint import rows
from diaopei.planning.goal import Gains, gains, goal
from diaopei.planning.kinship import groups, tied
from diaopei.planning.problem import Problem


@goal(
    layer="duty",
    sense="min",
    title={
        "en": "Pairs of kin left in one line",
        "zh-hans": "未解决的亲属回避",
        "zh-hant": "未解決的親屬迴避",
    },
)
def kin_parted(problem: Problem) -> Gains:
    """One for each pair in conflict today of whom both stay."""
    stays = problem.stays.select("arc", "person_id", post_id="to_post_id")
    here = groups(problem).join(stays, on="post_id", validate="m:m")
    pairs = tied(problem)
    both = pl.concat([pairs, pairs.select(person_id="other_id", other_id="person_id")])
    one = both.join(here.filter(pl.col("side") == "a"), on="person_id", validate="m:m")
    other = here.filter(pl.col("side") == "b").select(
        "group", other_id="person_id", other_arc="arc"
    )
    now = one.join(other, on=["other_id", "group"], how="inner", validate="m:m").select(
        "arc", "other_arc",
        row=pl.concat_str(
            pl.min_horizontal("person_id", "other_id"), pl.lit("|"),
            pl.max_horizontal("person_id", "other_id"),
        ),
    )  # fmt: skip
    arcs = [now.select("row", arc=arc) for arc in ("arc", "other_arc")]
    unique = pl.concat(arcs).unique(maintain_order=True).sort("row", "arc")
    entries = rows(unique.with_columns(at_most=1, price=1))
    return Gains(gains(unique.select("arc", gain=pl.lit(0))), entries)
