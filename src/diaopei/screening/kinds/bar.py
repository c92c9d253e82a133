"""Who may not be moved now: a bar gives no finding, it refuses every placement it reaches."""

import polars as pl

from diaopei.screening.ground import Ground
from diaopei.screening.kind import TIME, Figure, Kind, Words
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import months_between
from diaopei.snapshot.retirement import retirement_month

STATUSES = ("on_probation", "under_review")
TOWNSHIP = "township"


def refuse(ground: Ground, rule: Rule, placements: pl.DataFrame) -> pl.DataFrame:
    """Every placement of a barred person; for `township_service` those that leave townships."""
    because = rule.word("because")
    barred = ground.bound(ground.people, rule).filter("bound")
    found = _by_status(barred, because) if because in STATUSES else _by_time(ground, rule, barred)
    rows = placements.select("person_id", "post_id", "tier").join(
        found, on="person_id", how="inner", validate="m:1", maintain_order="left"
    )
    return rows.filter(pl.col("tier") != TOWNSHIP) if because == "township_service" else rows


def _by_status(people: pl.DataFrame, status: str) -> pl.DataFrame:
    """Persons of a status; there is nothing to measure."""
    nothing = pl.lit(None, dtype=pl.Int64)
    return people.filter(pl.col("status") == status).select(
        "person_id", measure=nothing, limit=nothing
    )


def _by_time(ground: Ground, rule: Rule, people: pl.DataFrame) -> pl.DataFrame:
    """Persons whose months are too few; `months_left` bars up to and with the limit itself."""
    limit, because = rule.months("limit", on=ground.as_of), rule.word("because")
    rows = _measured(ground, because, people).with_columns(limit=pl.lit(limit))
    few = pl.col("measure") <= limit if because == "months_left" else pl.col("measure") < limit
    return rows.filter(few).select("person_id", "measure", "limit")


def _measured(ground: Ground, because: str, people: pl.DataFrame) -> pl.DataFrame:
    """`person_id`, `measure` in months; null where unknown or where the bar cannot apply."""
    if because == "months_left":
        month = retirement_month("birth", "retirement_base_age")
        return people.select("person_id", measure=months_between(pl.lit(ground.as_of), month))
    if because == "minimum_service":
        return people.select("person_id", measure=months_between("work_since", ground.as_of))
    if because == "cooldown":
        spells = ground.facts.spells.select("person_id", measure="months_since_move")
    else:
        spells = _township_months(ground)
    return people.select("person_id").join(
        spells, on="person_id", how="left", validate="1:1", maintain_order="left"
    )


def _township_months(ground: Ground) -> pl.DataFrame:
    """Months in township units of those who began in one and are in one now."""
    months = months_between("start", "until").clip(lower_bound=0)
    in_town = pl.col("tier") == TOWNSHIP
    sums = ground.facts.stations.group_by("person_id", maintain_order=True).agg(
        measure=months.filter(in_town).sum(), began=in_town.first(), ends=in_town.last()
    )
    return sums.filter("began", "ends").select("person_id", "measure")


def _wrong(rule: Rule) -> str:
    if rule.word("because") in STATUSES or "limit" in rule.numbers:
        return ""
    return "this bar needs a `limit` in months or years"


KIND = Kind(
    title={
        "en": "Who may not be moved now",
        "zh-hans": "暂不得交流的情形",
        "zh-hant": "暫不得交流的情形",
    },
    words={
        "because": Words(
            (*STATUSES, "cooldown", "months_left", "minimum_service", "township_service")
        )
    },
    figures={"limit": Figure(TIME, needed=False, stricter="higher")},
    refuse=refuse,
    private=("health_limit",),
    asks=_wrong,
)
