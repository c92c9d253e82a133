"""Who is due to leave a reserve list by age, or to be reviewed on it."""

import polars as pl

from diaopei.screening.finding import at_least, judged
from diaopei.screening.ground import Ground
from diaopei.screening.kind import TIME, Figure, Kind, Words
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import month_plus, months_between
from diaopei.snapshot.tables import RESERVE_LISTS

YEAR = 12


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Members of the list on the day: older than `limit` years, or `limit` months on it."""
    day = ground.as_of
    members = (
        ground.facts.snapshot.reserve.with_row_index("row", offset=1)
        .filter(
            pl.col("list").is_in(rule.listed("list")),
            pl.col("entered") <= day,
            pl.col("left").is_null() | (pl.col("left") > day),
        )
        .sort("person_id", "entered", "row")
        .unique("person_id", keep="first", maintain_order=True)
        .select("person_id", "entered", evidence=pl.concat_list(pl.format("reserve|{}", "row")))
    )
    rows = ground.bound(ground.people, rule, "person_id", "birth").join(
        members, on="person_id", how="inner", validate="1:1", maintain_order="left"
    )
    return _older(rows, ground, rule) if rule.word("asks") == "age" else _longer(rows, ground, rule)


def _older(rows: pl.DataFrame, ground: Ground, rule: Rule) -> pl.DataFrame:
    """Due in the month of the birthday that passes the limit."""
    limit = rule.number("limit", on=ground.as_of)
    warn = (
        rule.number("warn_before", on=ground.as_of)
        if rule.has("warn_before", on=ground.as_of)
        else 0
    )
    counted = rows.select(
        "bound",
        "evidence",
        subject_id="person_id",
        measure=months_between("birth", ground.as_of) // YEAR,
        limit=pl.lit(limit),
        unit=pl.lit("year"),
        since="entered",
        due_on=month_plus("birth", (limit + 1) * YEAR),
    )
    return judged(counted, at_least(limit + 1, warn))


def _longer(rows: pl.DataFrame, ground: Ground, rule: Rule) -> pl.DataFrame:
    """Due from so many months after entry on."""
    limit = rule.months("limit", on=ground.as_of)
    counted = rows.select(
        "bound",
        "evidence",
        subject_id="person_id",
        measure=months_between("entered", ground.as_of),
        limit=pl.lit(limit),
        since="entered",
        due_on=month_plus("entered", limit),
    )
    return judged(counted, at_least(limit))


KIND = Kind(
    title={
        "en": "Review of the reserve lists",
        "zh-hans": "优秀年轻干部库动态调整",
        "zh-hant": "優秀年輕幹部庫動態調整",
    },
    words={"list": Words(RESERVE_LISTS, many=True), "asks": Words(("age", "review"))},
    figures={
        "limit": Figure(TIME, stricter="lower"),
        "warn_before": Figure(TIME, needed=False, stricter="higher"),
    },
    judge=judge,
    private=("sex", "ethnicity"),
)
