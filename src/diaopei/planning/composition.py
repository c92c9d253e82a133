"""Which arrivals mend a leadership team: by the rules of structure, before and after a plan."""

import polars as pl

from diaopei.planning.problem import Problem
from diaopei.screening import Rule
from diaopei.screening.teams import demands, in_class


def mended(problem: Problem, taken: pl.DataFrame) -> pl.DataFrame:
    """Arrivals who bring a team nearer to a range it missed: person_id, rule.

    Args:
        problem: the round.
        taken: the arcs chosen, one a person, with their columns.
    """
    parts = [pl.DataFrame(schema={"person_id": pl.String, "rule": pl.String})]
    parts += [
        _arrivals(problem, taken, rule)
        for rule in problem.rulebook.of_kind("team")
        if rule.strictness != "may"
    ]
    return pl.concat(parts)


def _arrivals(problem: Problem, taken: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """People of the class asked for who join a team that lacked them and lacks fewer now."""
    wanted = demands(problem.facts, rule).drop_nulls("at_least")
    classed = in_class(problem.facts, rule)
    before = _counts(problem, problem.stays, classed)
    after = _counts(problem, taken, classed)
    key = ["unit_id", "value"]
    lacked = wanted.join(before, on=key, how="left", validate="m:1").join(
        after, on=key, how="left", validate="m:1", suffix="_after"
    )
    grown = pl.col("count_after").fill_null(0) > pl.col("count").fill_null(0)
    short = pl.when(pl.col("unit") == "percent").then(
        pl.col("count").fill_null(0) * 100 < pl.col("at_least") * pl.col("size").fill_null(0)
    ).otherwise(pl.col("count").fill_null(0) < pl.col("at_least"))  # fmt: skip
    joined = _members(problem, taken.filter(pl.col("kind") == "move")).filter(
        pl.col("unit_id").ne_missing(pl.col("from_unit_id"))
    )
    return (
        joined.join(classed, on="person_id", how="inner", validate="m:m")
        .join(lacked.filter(grown & short).select(key), on=key, how="semi")
        .select("person_id", rule=pl.lit(rule.name))
        .unique(maintain_order=True)
    )


def _members(problem: Problem, arcs: pl.DataFrame) -> pl.DataFrame:
    """The arcs that end in a team: person_id, from_unit_id, unit_id."""
    seats = problem.posts.filter(pl.col("is_team_member")).select("post_id", "unit_id")
    return arcs.select("person_id", "from_unit_id", "to_post_id").join(
        seats, left_on="to_post_id", right_on="post_id", how="inner", validate="m:1"
    )


def _counts(problem: Problem, arcs: pl.DataFrame, classed: pl.DataFrame) -> pl.DataFrame:
    """Members of each class in each team, and the team's size: unit_id, value, count, size."""
    members = _members(problem, arcs)
    size = members.group_by("unit_id", maintain_order=True).len("size")
    inside = members.join(classed, on="person_id", how="inner", validate="m:m")
    counts = inside.group_by("unit_id", "value", maintain_order=True).len("count")
    return counts.join(size, on="unit_id", how="left", validate="m:1")
