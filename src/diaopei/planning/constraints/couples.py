"""Couples go to one county together, or neither moves for the other's sake."""

import polars as pl

from diaopei.planning.constraint import constraint, rows
from diaopei.planning.kinship import spouses
from diaopei.planning.problem import Problem


@constraint(
    title={
        "en": "Couples: both or neither",
        "zh-hans": "夫妻同去同留",
        "zh-hant": "夫妻同去同留",
    }
)
def couples(problem: Problem) -> pl.DataFrame:
    """A row for each spouse and county not their own: they go there only if the other ends there.

    So a couple in one county is not parted, and a couple apart is brought together, by one of
    them or by both, or left as it is.
    """
    if problem.limit("couples") is None:
        return rows()
    pairs = spouses(problem)
    ends = problem.arcs.filter(pl.col("to_county_id").is_not_null())
    away = ends.filter(pl.col("to_county_id") != pl.col("from_county_id"))
    going = pairs.join(away.select("arc", "person_id", "to_county_id"), on="person_id",
                       validate="m:m")  # fmt: skip
    name = pl.format("{}|{}|{}", "person_id", "other_id", "to_county_id")
    pair = pl.format("{}|{}", "person_id", "other_id")
    goes = going.select("arc", row=name, subject=pair, coef=1, at_most=0)
    met = going.select("person_id", "other_id", "to_county_id").unique(maintain_order=True)
    there = met.join(
        ends.select("arc", "person_id", "to_county_id"),
        left_on=["other_id", "to_county_id"], right_on=["person_id", "to_county_id"],
        validate="m:m",
    )  # fmt: skip
    joins = there.select("arc", row=name, subject=pair, coef=-1, at_most=0)
    return rows(pl.concat([goes, joins]))
