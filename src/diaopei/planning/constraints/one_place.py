"""Everybody ends in exactly one place: the present post, another one, or none."""

import polars as pl

from diaopei.planning.constraint import constraint, rows
from diaopei.planning.problem import Problem


@constraint(
    title={
        "en": "Everybody holds one post or waits in the pool",
        "zh-hans": "每人一岗或待分配",
        "zh-hant": "每人一崗或待分配",
    }
)
def one_place(problem: Problem) -> pl.DataFrame:
    """A row a person: the sum of the person's arcs is 1."""
    return rows(problem.arcs.select("arc", row="person_id", at_least=1, at_most=1))
