"""Findings about one person that this person's own move could end, and what each is worth."""

import polars as pl

from diaopei.planning.problem import Problem
from diaopei.screening import resolvable

OPEN = ("due", "breach")
"""Verdicts that ask for a move."""

STANDARD_WEIGHT = 100
"""What a binding finding weighs in the exchange layer where its rule states no weight."""

LONGEST = 120
"""Months of burden beyond the limit after which a finding is worth no more."""

DOUBLING = 60
"""Months of burden beyond the limit that double the worth of a finding."""


def personal(problem: Problem, strictness: tuple[str, ...]) -> pl.DataFrame:
    """Open findings of rules of that strictness: rule, person_id, points, sorted.

    Only people who may hold a post, and only rules whose findings one person's move can end;
    kin and couples, where either may move, are goals of their own.
    """
    rules = [
        rule for rule in problem.rulebook.rules
        if rule.strictness in strictness and rule.name in resolvable(problem.rulebook)
        and not _shared(rule.kind, rule.parameters.get("relation"))
    ]  # fmt: skip
    worth = pl.DataFrame(
        {"rule": [r.name for r in rules], "weight": [r.weight or STANDARD_WEIGHT for r in rules]},
        schema={"rule": pl.String, "weight": pl.Int64},
    )
    open_ones = problem.findings.filter(
        pl.col("subject_kind") == "person", pl.col("verdict").is_in(OPEN)
    )
    here = problem.arcs.select("person_id").unique()
    found = open_ones.join(worth, on="rule", how="inner", validate="m:1").join(
        here, left_on="subject_id", right_on="person_id", how="semi"
    )
    return (
        found.select("rule", person_id="subject_id", points=points())
        .group_by("rule", "person_id", maintain_order=True)
        .agg(pl.col("points").max())
        .sort("rule", "person_id")
    )


def points() -> pl.Expr:
    """Weight of the rule, twice after five years beyond the limit, three times after ten."""
    beyond = pl.col("measure") - pl.col("limit").fill_null(0)
    burden = beyond.fill_null(0).clip(0, LONGEST)
    return pl.col("weight") * (DOUBLING + burden) // DOUBLING


def _shared(kind: str, relation: object) -> bool:
    return kind == "separation" or relation in ("same_chain", "sensitive_work")
