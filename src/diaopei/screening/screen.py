"""A snapshot judged by a rulebook: findings, refusals, and what a placement would end."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from diaopei.screening.finding import SCHEMA, findings
from diaopei.screening.ground import Ground
from diaopei.screening.kind import kinds
from diaopei.screening.placements import placed
from diaopei.screening.rule import Rule
from diaopei.screening.rulebook import Rulebook
from diaopei.screening.waivers import exempted, unwaived
from diaopei.snapshot.facts import Facts

REFUSED = {
    "person_id": pl.String,
    "post_id": pl.String,
    "rule": pl.String,
    "strictness": pl.String,
    "measure": pl.Int64,
    "limit": pl.Int64,
    "reference": pl.String,
}
RESOLVED = ("rule", "person_id", "post_id")
OPEN = ("due", "breach")
"""Verdicts that ask for a move."""


def screen(facts: Facts, rulebook: Rulebook) -> pl.DataFrame:
    """Every finding of every rule in force on the day of the snapshot.

    Args:
        facts: the snapshot's facts.
        rulebook: the rules to judge by.

    Returns:
        The columns of `Findings`, in the order of rule, subject kind and subject.
    """
    ground = Ground(facts)
    parts = [judged_by(ground, rule) for rule in rulebook.rules]
    return pl.concat([pl.DataFrame(schema=SCHEMA), *parts])


def judged_by(ground: Ground, rule: Rule) -> pl.DataFrame:
    """The findings of one rule, sorted by subject; none while it is not in force."""
    judge = kinds()[rule.kind].judge
    if judge is None or not rule.in_force(ground.as_of):
        return pl.DataFrame(schema=SCHEMA)
    rows = findings(judge(ground, rule), rule, ground.as_of)
    return exempted(rows, ground.facts.snapshot).sort("subject_kind", "subject_id")


def refused(facts: Facts, rulebook: Rulebook, placements: pl.DataFrame) -> pl.DataFrame:
    """The placements a rule forbids: qualification not met, a bar, kin or home.

    Kin are judged where they are now. What is unknown refuses nothing, and neither does a rule
    for which the person or the post has a waiver in force.

    Args:
        facts: the snapshot's facts.
        rulebook: the rules to judge by.
        placements: `person_id`, `post_id`; `from_level`, `to_level`, `is_promotion` are worked
            out where they are not given.

    Returns:
        `person_id`, `post_id`, `rule`, `strictness`, `measure`, `limit`, `reference`; one row
        for every rule that refuses, in the order of the rules.
    """
    ground = Ground(facts)
    moves = placed(ground, placements)
    parts = [_refused_by(ground, rule, moves) for rule in rulebook.rules]
    return unwaived(pl.concat([pl.DataFrame(schema=REFUSED), *parts]), facts.snapshot)


def _refused_by(ground: Ground, rule: Rule, moves: pl.DataFrame) -> pl.DataFrame:
    refuse = kinds()[rule.kind].refuse
    if refuse is None or not rule.in_force(ground.as_of):
        return pl.DataFrame(schema=REFUSED)
    return refuse(ground, rule, moves).select(
        "person_id",
        "post_id",
        rule=pl.lit(rule.name),
        strictness=pl.lit(rule.strictness),
        measure=pl.col("measure").cast(pl.Int64),
        limit=pl.col("limit").cast(pl.Int64),
        reference=pl.lit(rule.basis(on=ground.as_of)),
    )


def resolved(
    facts: Facts, rulebook: Rulebook, findings: pl.DataFrame, placements: pl.DataFrame
) -> pl.DataFrame:
    """The placements that would end a finding (due or breach) of the person who is placed.

    Args:
        facts: the snapshot's facts.
        rulebook: the rules the findings were made by.
        findings: the rows of `screen`.
        placements: as for `refused`.

    Returns:
        `rule`, `person_id`, `post_id`, in the order of the rules, then of the placements.
    """
    ground = Ground(facts)
    nothing = pl.DataFrame(schema=dict.fromkeys(RESOLVED, pl.String))
    asking = findings.filter(pl.col("subject_kind") == "person", pl.col("verdict").is_in(OPEN))
    concerned = placements.filter(pl.col("person_id").is_in(asking["subject_id"].implode()))
    moves = placed(ground, concerned)
    parts = []
    for name in resolvable(rulebook):
        subjects = asking.filter(pl.col("rule") == name)["subject_id"]
        resolve = kinds()[rulebook[name].kind].resolve
        if resolve is not None and subjects.len():
            own = moves.filter(pl.col("person_id").is_in(subjects.implode()))
            ended = resolve(ground, rulebook[name], own)
            parts.append(ended.with_columns(rule=pl.lit(name)).select(RESOLVED))
    return pl.concat([nothing, *parts])


def resolvable(rulebook: Rulebook) -> list[str]:
    """The names of the rules whose findings a move can end."""
    return [rule.name for rule in rulebook.rules if kinds()[rule.kind].ends(rule)]


def touched(facts: Facts, rulebook: Rulebook, changed: Mapping[str, Any]) -> pl.DataFrame:
    """Whom other values would touch: the difference between the findings before and after.

    Args:
        facts: the snapshot's facts.
        rulebook: the rules as they are.
        changed: other values, such as ``{"same-department.limit": "5y"}``.

    Returns:
        `rule`, `subject_kind`, `subject_id`, `before`, `after` (verdicts; null where there is
        nothing to say), `measure`, `limit_before`, `limit_after`; only subjects whose verdict
        differs.
    """
    ground, other = Ground(facts), rulebook.changed(changed)
    names = [rule.name for rule in other.rules if rule != rulebook[rule.name]]
    key = ["rule", "subject_kind", "subject_id"]
    columns = [*key, "verdict", "measure", "limit"]
    old, new = (
        pl.concat([judged_by(ground, book[name]).select(columns) for name in names])
        for book in (rulebook, other)
    )
    both = old.join(new, on=key, how="full", coalesce=True, validate="1:1", suffix="_after")
    return both.select(
        *key,
        before="verdict",
        after="verdict_after",
        measure=pl.coalesce("measure_after", "measure"),
        limit_before="limit",
        limit_after="limit_after",
    ).filter(pl.col("before").ne_missing(pl.col("after"))).sort(key)  # fmt: skip
