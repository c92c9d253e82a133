"""A person's own open request, its ground, and how long it has waited."""

import polars as pl

from diaopei.screening.couples import couples
from diaopei.screening.finding import at_least, judged
from diaopei.screening.ground import Ground
from diaopei.screening.kind import Figure, Kind, Words
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import month_plus, months_between
from diaopei.snapshot.tables import GROUNDS

LOWER = ("altitude", "health")
"""Grounds that a lower place meets."""


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Persons in force with an open request: due after `limit` months, until then soon."""
    limit = rule.months("limit", on=ground.as_of)
    oldest = _open(ground, rule).unique("person_id", keep="first", maintain_order=True)
    rows = ground.bound(ground.people, rule, "person_id").join(
        oldest, on="person_id", how="inner", validate="1:1", maintain_order="left"
    )
    counted = rows.select(
        "bound",
        subject_id="person_id",
        measure=months_between("filed", ground.as_of),
        limit=pl.lit(limit),
        since="filed",
        due_on=month_plus("filed", limit),
        evidence=pl.concat_list("request_id"),
    )
    return judged(counted, at_least(limit, limit))


def resolve(ground: Ground, rule: Rule, placements: pl.DataFrame) -> pl.DataFrame:
    """Placements that meet an open request: a wanted place, a lower one, the spouse's county."""
    asked = _open(ground, rule)
    wanted = (
        asked.select("person_id", place="wanted_place_ids")
        .explode("place", empty_as_null=True)
        .drop_nulls()
        .unique(maintain_order=True)
    )
    spouse = couples(ground).select("person_id", place="spouse_county_id").drop_nulls()
    apart = asked.filter(pl.col("ground") == "separation").select("person_id")
    beside = spouse.join(apart, on="person_id", how="semi").unique(maintain_order=True)
    lower = asked.filter(pl.col("ground").is_in(LOWER))["person_id"]
    rows = placements.with_row_index("row")
    descends = pl.col("altitude_m") < pl.col("from_altitude_m")
    met = [
        _at(rows, wanted, "place_id"),
        _at(rows, wanted, "county_id"),
        _at(rows, beside, "county_id"),
        rows.filter(pl.col("person_id").is_in(lower.implode()), descends)["row"],
    ]
    return rows.filter(pl.col("row").is_in(pl.concat(met).implode())).drop("row")


def _at(rows: pl.DataFrame, places: pl.DataFrame, column: str) -> pl.Series:
    """The rows whose person wants the place they lead to."""
    keys = places.rename({"place": column})
    return rows.join(keys, on=["person_id", column], how="semi", maintain_order="left")["row"]


def _open(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Open requests of the rule's grounds filed by the day, the oldest first."""
    return ground.facts.snapshot.requests.filter(
        pl.col("status") == "open",
        pl.col("ground").is_in(rule.listed("grounds")),
        pl.col("filed") <= ground.as_of,
    ).sort("person_id", "filed", "request_id")


KIND = Kind(
    title={
        "en": "An open request of the person",
        "zh-hans": "本人提出的交流申请",
        "zh-hant": "本人提出的交流申請",
    },
    words={"grounds": Words(GROUNDS, many=True)},
    figures={"limit": Figure(("month", "year"), stricter="lower")},
    judge=judge,
    resolve=resolve,
    private=("health_limit",),
)
