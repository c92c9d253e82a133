"""Leadership teams are mixed as the rules of structure ask."""

import polars as pl

from diaopei.planning.constraint import rows
from diaopei.planning.goal import Gains, goal
from diaopei.planning.personal import STANDARD_WEIGHT
from diaopei.planning.problem import Problem
from diaopei.screening import Rule
from diaopei.screening.teams import demands, in_class

ARC_GAIN = {"arc": pl.UInt32, "gain": pl.Int64}


@goal(
    layer="exchange",
    sense="max",
    title={
        "en": "Team ranges missed (points lost)",
        "zh-hans": "班子结构未达标（扣分）",
        "zh-hant": "班子結構未達標（扣分）",
    },
)
def team_ranges(problem: Problem) -> Gains:
    """Minus the rule's weight for each step by which a team misses its range.

    The second missing member costs as much again on top: the price of a missed range is convex.
    """
    parts = [
        _rows(problem, rule)
        for rule in problem.rulebook.of_kind("team")
        if rule.strictness != "may"
    ]
    return Gains(pl.DataFrame(schema=ARC_GAIN), pl.concat([rows(), *parts]))


def _rows(problem: Problem, rule: Rule) -> pl.DataFrame:
    """For every team and class a row for each step of its range; percentages in one row."""
    wanted = demands(problem.facts, rule)
    seat = problem.posts.filter(pl.col("is_team_member")).select("post_id", "unit_id")
    into = problem.arcs.select("arc", "person_id", "to_post_id").join(
        seat, left_on="to_post_id", right_on="post_id", how="inner", validate="m:1"
    )
    team = wanted.join(into, on="unit_id", how="inner", validate="m:m")
    member = in_class(problem.facts, rule).with_columns(inside=pl.lit(value=True))
    classed = team.join(member, on=["value", "person_id"], how="left", validate="m:1")
    price = rule.weight or STANDARD_WEIGHT
    return pl.concat(
        [
            _steps(classed.filter(pl.col("unit") == "person"), rule.name, price, "at_least"),
            _steps(classed.filter(pl.col("unit") == "person"), rule.name, price, "at_most"),
            _shares(classed.filter(pl.col("unit") == "percent"), rule.name, price),
        ]
    )


def _steps(classed: pl.DataFrame, rule: str, price: int, side: str) -> pl.DataFrame:
    """A soft row for each count up to the lower bound (or the upper one and one more)."""
    counted = classed.filter("inside").drop_nulls(side)
    if counted.is_empty():
        return rows()
    bound = pl.col(side)
    steps = (
        counted.with_columns(step=pl.int_ranges(1, bound + 1)).explode("step")
        if side == "at_least"
        else counted.with_columns(step=bound)
    )
    name = pl.format("{}|{}|{}|{}|{}", pl.lit(rule), "unit_id", "value", pl.lit(side), "step")
    return rows(
        steps.filter(pl.col("step").is_not_null()).select(
            "arc", row=name, subject="unit_id", price=pl.lit(price), **{side: pl.col("step")}
        )
    )


def _shares(classed: pl.DataFrame, rule: str, price: int) -> pl.DataFrame:
    """A soft row for each share: members inside count 100 less it, others minus it."""
    parts = [rows()]
    for side in ("at_least", "at_most"):
        share = classed.drop_nulls(side)
        inside = pl.when(pl.col("inside")).then(100).otherwise(0)
        name = pl.format("{}|{}|{}|{}", pl.lit(rule), "unit_id", "value", pl.lit(side))
        coef = inside - pl.col(side)
        bound = {side: pl.lit(0)}
        parts.append(
            rows(
                share.select(
                    "arc", row=name, subject="unit_id", coef=coef,
                    price=pl.lit(max(1, price // 100)), **bound,
                )
            )
        )  # fmt: skip
    return pl.concat(parts)
