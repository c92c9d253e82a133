"""An unbroken stretch has reached a limit: in one post, unit, system, county or level."""

import polars as pl

from diaopei.screening.finding import at_least, judged
from diaopei.screening.ground import Ground
from diaopei.screening.kind import TIME, Figure, Kind, Words
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import month_plus
from diaopei.snapshot.spells import KEYS, MEASURES, stretch


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Holders whose stretch has reached the limit (due), or is within `warn_before` of it."""
    on, measure = ground.as_of, rule.word("measure")
    limit = rule.months("limit", on=on)
    since = f"{measure}_since"
    rows = ground.bound(ground.holders, rule, "person_id", measure, since).select(
        "person_id",
        "bound",
        subject_id="person_id",
        measure=measure,
        limit=pl.lit(limit),
        since=since,
    )
    found = judged(rows, at_least(limit, rule.warning(on=on))).with_columns(
        due_on=month_plus("since", limit)
    )
    evidence = stretch(ground.facts, measure, found["person_id"])
    return found.join(evidence, on="person_id", how="left", validate="1:1", maintain_order="left")


def resolve(_ground: Ground, rule: Rule, placements: pl.DataFrame) -> pl.DataFrame:
    """Placements in which what the stretch is counted in changes.

    Another post without leadership in the same unit does not end a leadership stretch: the rule
    asks for another department.
    """
    keys = [key for key in KEYS[rule.word("measure")] if key != "is_leadership"]
    return placements.filter(
        pl.any_horizontal(pl.col(f"from_{key}") != pl.col(key) for key in keys)
    )


KIND = Kind(
    title={
        "en": "A stretch of time has reached its limit",
        "zh-hans": "连续任职已满规定年限",
        "zh-hant": "連續任職已滿規定年限",
    },
    words={"measure": Words(MEASURES)},
    figures={
        "limit": Figure(TIME, stricter="lower"),
        "warn_before": Figure(TIME, needed=False, stricter="higher"),
    },
    judge=judge,
    resolve=resolve,
)
