"""What people demanded: pins, forbids and holds of the round."""

import polars as pl

from diaopei.planning.constraint import constraint, rows
from diaopei.planning.problem import Problem
from diaopei.planning.round import STAY


@constraint(
    title={
        "en": "Demands by hand are met",
        "zh-hans": "人工指定得到满足",
        "zh-hant": "人工指定得到滿足",
    }
)
def by_hand(problem: Problem) -> pl.DataFrame:
    """A row a demand: a pinned arc is taken, a forbidden one is not, who is held stays."""
    told = problem.round
    wanted = [("pin", who, post) for who, post in told.pin.items()]
    wanted += [("hold", who, STAY) for who in told.hold]
    wanted += [("forbid", who, post) for who, posts in told.forbid.items() for post in posts]
    demands = pl.DataFrame(
        wanted, schema={"demand": pl.String, "person_id": pl.String, "to": pl.String}, orient="row"
    )
    stays = pl.col("kind") == "stay"
    arcs = problem.arcs.filter(pl.col("kind") != "out").select(
        "arc", "person_id", to=pl.when(stays).then(pl.lit(STAY)).otherwise("to_post_id")
    )
    met = demands.join(arcs, on=["person_id", "to"], how="inner", validate="m:1")
    forbidden = pl.col("demand") == "forbid"
    return rows(
        met.select(
            "arc",
            row=pl.format("{} {} {}", "demand", "person_id", "to"),
            subject="person_id",
            at_least=pl.when(~forbidden).then(1),
            at_most=pl.when(forbidden).then(0),
        )
    )
