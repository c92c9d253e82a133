"""Terms served in one post, and moves made within a term."""

import polars as pl

from diaopei.screening.finding import at_least, broken, judged
from diaopei.screening.ground import Ground
from diaopei.screening.kind import Figure, Kind, Words
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import month_plus, months_between
from diaopei.snapshot.spells import stretch

MOVES = ("lateral", "transfer")
"""Means of a change of post that is no promotion and no first appointment."""


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Holders who have served the terms there may be, or moved too often within one."""
    return _terms(ground, rule) if rule.word("counts") == "terms_in_post" else _moves(ground, rule)


def _terms(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Full terms in the same post; due in the month in which the last of them is full."""
    term = rule.months("term", on=ground.as_of)
    limit = rule.number("limit", on=ground.as_of)
    rows = ground.bound(ground.holders, rule, "person_id", "same_post", "same_post_since").select(
        "person_id",
        "bound",
        subject_id="person_id",
        measure=pl.col("same_post") // term,
        limit=pl.lit(limit),
        unit=pl.lit("term"),
        since="same_post_since",
    )
    full = month_plus("since", term * limit)
    found = judged(rows, at_least(limit)).with_columns(due_on=full)
    evidence = stretch(ground.facts, "same_post", found["person_id"])
    return found.join(evidence, on="person_id", how="left", validate="1:1", maintain_order="left")


def _moves(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Moves that are no promotions within the months of one term up to the day."""
    term = rule.months("term", on=ground.as_of)
    limit = rule.number("limit", on=ground.as_of)
    recent = (
        ground.facts.stations.lazy()
        .filter(pl.col("means").is_in(MOVES), months_between("start", ground.as_of) < term)
        .select("person_id", "assignment_id", "start")
        .collect()
        .group_by("person_id", maintain_order=True)
        .agg(measure=pl.len(), since=pl.col("start").first(), evidence="assignment_id")
    )
    rows = ground.bound(ground.holders, rule, "person_id").join(
        recent, on="person_id", how="inner", validate="1:1", maintain_order="left"
    )
    counted = rows.select(
        "bound", "measure", "since", "evidence",
        subject_id="person_id", limit=pl.lit(limit), unit=pl.lit("count"),
    )  # fmt: skip
    return judged(counted, broken(pl.col("measure") > limit))


def resolve(_ground: Ground, _rule: Rule, placements: pl.DataFrame) -> pl.DataFrame:
    """Any other post ends the terms in this one."""
    return placements.filter(pl.col("from_post_id") != pl.col("post_id"))


KIND = Kind(
    title={
        "en": "Terms in one post, moves within a term",
        "zh-hans": "任期届数与任期内调整",
        "zh-hant": "任期屆數與任期內調整",
    },
    words={"counts": Words(("terms_in_post", "special_moves"))},
    figures={
        "term": Figure(("year", "month"), stricter="lower"),
        "limit": Figure(("term", "count"), stricter="lower"),
    },
    judge=judge,
    resolve=resolve,
    movable=lambda rule: rule.word("counts") == "terms_in_post",
)
