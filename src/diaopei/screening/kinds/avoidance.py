"""Kin under one leader or in one line, kin beside sensitive work, principals at home."""

import polars as pl

from diaopei.screening.finding import broken, judged
from diaopei.screening.ground import Ground
from diaopei.screening.homes import areas, homes
from diaopei.screening.kin import conflict, others, seats
from diaopei.screening.kind import Kind, Words
from diaopei.screening.rule import Rule
from diaopei.snapshot.tables import RELATIONS, WORK_KINDS

HOMES = ("home_county", "home_prefecture")


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Present holders in breach: both of two kin, or a principal in the home area."""
    return _at_home(ground, rule) if rule.word("relation") in HOMES else _kin(ground, rule)


def _kin(ground: Ground, rule: Rule) -> pl.DataFrame:
    """One finding a person, with the number of kin concerned."""
    bound = ground.bound(ground.people, rule, "person_id")
    tied = others(ground, rule)
    pairs = (
        tied.join(bound, on="person_id", how="inner", validate="m:1", maintain_order="left")
        .join(
            seats(ground, tied), on="person_id", how="inner", validate="m:m", maintain_order="left"
        )
        .filter(conflict(rule))
    )
    rows = pairs.group_by("person_id", maintain_order=True).agg(
        pl.col("bound").first(),
        measure=pl.col("other_id").n_unique(),
        since=pl.max_horizontal("start", "other_start").min(),
        evidence=pl.concat_list("tie", "assignment_id", "other_assignment_id").explode(),
    )
    counted = rows.select(
        "bound", "measure", "since",
        subject_id="person_id", limit=pl.lit(0), unit=pl.lit("count"),
        evidence=pl.col("evidence").list.unique(maintain_order=True),
    )  # fmt: skip
    return judged(counted, broken(pl.lit(value=True)))


def _at_home(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Holders whose post lies in the county or prefecture they come from."""
    area = rule.word("relation")
    held = ground.bound(ground.holders, rule, "person_id", "place_id", "start", "assignment_id")
    rows = _with_areas(ground, held, area)
    counted = rows.select(
        "bound",
        "at_home",
        subject_id="person_id",
        measure=pl.col("at_home").cast(pl.Int64),
        limit=pl.lit(0),
        unit=pl.lit("count"),
        since="start",
        evidence=pl.concat_list("assignment_id"),
    )
    return judged(counted, broken(pl.col("at_home")))


def _with_areas(ground: Ground, rows: pl.DataFrame, area: str) -> pl.DataFrame:
    """The rows with `at_home`: whether their place and the person's home share the area."""
    here = areas(ground).select("place_id", here=area)
    home = homes(ground).select("person_id", home=area)
    return (
        rows.join(here, on="place_id", how="left", validate="m:1", maintain_order="left")
        .join(home, on="person_id", how="left", validate="m:1", maintain_order="left")
        .with_columns((pl.col("here") == pl.col("home")).alias("at_home"))
    )


def refuse(ground: Ground, rule: Rule, placements: pl.DataFrame) -> pl.DataFrame:
    """Placements into the home area, or beside kin as they stand now."""
    rows = ground.bound(placements, rule).filter("bound")
    if rule.word("relation") in HOMES:
        rows = rows.select("person_id", "post_id", "place_id")
        found = _with_areas(ground, rows, rule.word("relation")).filter("at_home")
        return found.with_columns(measure=pl.lit(1), limit=pl.lit(0))
    found = (
        rows.select("person_id", "post_id")
        .with_row_index("row")
        .join(
            _beside(ground, rule, rows),
            on="row",
            how="inner",
            validate="1:1",
            maintain_order="left",
        )
    )
    return found.with_columns(limit=pl.lit(0))


def resolve(ground: Ground, rule: Rule, placements: pl.DataFrame) -> pl.DataFrame:
    """Placements out of the home area, or to a post in no conflict with kin as they stand now."""
    if rule.word("relation") in HOMES:
        places = placements.select("person_id", "post_id", "place_id")
        rows = _with_areas(ground, places, rule.word("relation"))
        return rows.filter(~pl.col("at_home"))
    beside = _beside(ground, rule, placements)["row"]
    return placements.with_row_index("row").filter(~pl.col("row").is_in(beside.implode()))


def _beside(ground: Ground, rule: Rule, placements: pl.DataFrame) -> pl.DataFrame:
    """`row` of the placements in conflict, and in `measure` with how many kin."""
    seat = ["person_id", "post_id", "unit_id", "reports_to", "work_kinds", "is_leadership"]
    pairs = placements.select(seat).with_row_index("row").join(
        others(ground, rule), on="person_id", how="inner", validate="m:m", maintain_order="left"
    )  # fmt: skip
    return (
        pairs.filter(conflict(rule))
        .group_by("row", maintain_order=True)
        .agg(measure=pl.col("other_id").n_unique())
    )


def _wrong(rule: Rule) -> str:
    relation = rule.word("relation")
    if relation not in HOMES and not rule.listed("ties"):
        return "`ties` must say which relations count"
    if relation == "sensitive_work" and not rule.listed("work_kinds"):
        return "`work_kinds` must say which work is sensitive"
    return "" if "basis" in rule.numbers else "`basis` with a reference must be given"


KIND = Kind(
    title={
        "en": "Avoidance of kin and of home",
        "zh-hans": "任职回避与地域回避",
        "zh-hant": "任職迴避與地域迴避",
    },
    words={
        "relation": Words(("same_chain", "sensitive_work", *HOMES)),
        "ties": Words(RELATIONS, many=True, needed=False),
        "work_kinds": Words(WORK_KINDS, many=True, needed=False),
    },
    judge=judge,
    refuse=refuse,
    resolve=resolve,
    private=("sex", "ethnicity"),
    asks=_wrong,
)
