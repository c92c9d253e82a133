"""Enough of the promoted come from the grassroots."""

import polars as pl

from diaopei.planning.constraint import constraint, rows
from diaopei.planning.problem import Problem


@constraint(
    title={
        "en": "A share of the promoted comes from county and township units",
        "zh-hans": "提拔向基层倾斜",
        "zh-hant": "提拔向基層傾斜",
    }
)
def grassroots_share(problem: Problem) -> pl.DataFrame:
    """A row a rule of kind `plan_share`: of the promoted, at least the share is from the tiers.

    In whole numbers: a promotion from the tiers counts 100 less the percentage, any other one
    counts minus the percentage, and the sum may not be below 0.
    """
    promotions = problem.arcs.filter("is_promotion").select("arc", "from_tier")
    parts = [rows()]
    for rule in problem.rulebook.of_kind("plan_share"):
        share = rule.number("at_least", on=problem.as_of)
        among = list(rule.parameters["among"]["tier"])
        inside = pl.when(pl.col("from_tier").is_in(among)).then(100).otherwise(0)
        parts.append(
            rows(promotions.select("arc", row=pl.lit(rule.name), coef=inside - share, at_least=0))
        )
    return pl.concat(parts)
