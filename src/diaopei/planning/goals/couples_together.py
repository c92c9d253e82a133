"""Couples apart are brought to one county."""

import polars as pl

from diaopei.planning.constraint import rows
from diaopei.planning.goal import Gains, gains, goal
from diaopei.planning.kinship import spouses
from diaopei.planning.personal import OPEN, STANDARD_WEIGHT, points
from diaopei.planning.problem import Problem


@goal(
    layer="exchange",
    sense="max",
    title={
        "en": "Couples brought together (points)",
        "zh-hans": "解决夫妻两地分居（计分）",
        "zh-hant": "解決夫妻兩地分居（計分）",
    },
)
def couples_together(problem: Problem) -> Gains:
    """The points of each couple that ends in one county.

    A couple apart costs its points unless the other ends where the one is: the constraint
    `couples` sees to it that nobody leaves for a third county alone. Where the spouse stands
    outside the register, the arcs into the spouse's county earn the points themselves.
    """
    found = _apart(problem)
    pairs = spouses(problem)
    alone = found.join(pairs, on="person_id", how="anti")
    ended = problem.resolved.join(alone, on=["rule", "person_id"], how="inner", validate="m:1")
    worth = found.group_by("person_id", maintain_order=True).agg(pl.col("points").sum())
    couple = (
        pairs.filter(pl.col("person_id") < pl.col("other_id"))
        .join(worth, on="person_id", how="left", validate="m:1")
        .join(
            worth, left_on="other_id", right_on="person_id", how="left", validate="m:1",
            suffix="_other",
        )
    )  # fmt: skip
    priced = couple.with_columns(
        price=pl.sum_horizontal("points", "points_other")
    ).filter(pl.col("price") > 0)  # fmt: skip
    return Gains(
        gains(ended.select("arc", gain="points")),
        _rows(problem, priced),
        constant=int(priced["price"].sum()),
    )


def _apart(problem: Problem) -> pl.DataFrame:
    """Findings of the rules of kind `separation`: rule, person_id, points."""
    weights = pl.DataFrame(
        [
            (rule.name, rule.weight or STANDARD_WEIGHT)
            for rule in problem.rulebook.of_kind("separation")
        ],
        schema={"rule": pl.String, "weight": pl.Int64},
        orient="row",
    )
    found = problem.findings.filter(pl.col("verdict").is_in(OPEN)).join(
        weights, on="rule", how="inner", validate="m:1"
    )
    return found.select("rule", person_id="subject_id", points=points()).unique(
        ["rule", "person_id"], maintain_order=True
    )


def _rows(problem: Problem, couples: pl.DataFrame) -> pl.DataFrame:
    """For each couple: the one stays in the county (or leaves the corps) while the other is not there."""  # noqa: E501
    arcs = problem.arcs.select("arc", "person_id", "from_county_id", "to_county_id")
    name = pl.format("{}|{}", "person_id", "other_id")
    one = couples.join(arcs, on="person_id", validate="m:m")
    at_home = pl.col("to_county_id").is_null() | (
        pl.col("to_county_id") == pl.col("from_county_id")
    )
    stays = one.filter(at_home).select("arc", "price", row=name, coef=1, at_most=0)
    home = one.select("person_id", "other_id", "price", "from_county_id").unique(
        ["person_id", "other_id"], maintain_order=True
    )
    there = home.join(
        arcs.select("arc", other_id="person_id", to="to_county_id"),
        left_on=["other_id", "from_county_id"], right_on=["other_id", "to"], validate="m:m",
    )  # fmt: skip
    comes = there.select("arc", "price", row=name, coef=-1, at_most=0)
    return rows(pl.concat([stays, comes]))
