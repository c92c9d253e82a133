"""Weighted months in high or remote places: months times the weight of the band reached."""

import polars as pl

from diaopei.screening.finding import at_least, judged
from diaopei.screening.ground import Ground
from diaopei.screening.kind import TIME, Figure, Kind, Words
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import month_plus, months_between

COLUMNS = {"altitude": "altitude_m", "remoteness": "remoteness_km"}
WHOLE = 100
"""Weights are percent: sums stay whole numbers and are rounded down to months only at the end."""


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Persons in force whose weighted months reach the limit (due) or come near it.

    Concurrent posts are not counted twice. Months in a place whose height or distance is not
    known make the finding `unknown` where they could decide it.
    """
    limit = rule.months("limit", on=ground.as_of)
    warn = rule.warning(on=ground.as_of) or 0
    spans = _spans(ground, rule)
    # Spans are sorted by person: grouping by runs is a pass over integers.
    sums = spans.group_by(pl.col("person_id").rle_id().alias("run"), maintain_order=True).agg(
        pl.col("person_id").first(),
        low=pl.col("weighted").sum() // WHOLE,
        high=pl.col("most").sum() // WHOLE,
    )
    rows = ground.bound(ground.people, rule, "person_id").join(
        sums, on="person_id", how="inner", validate="1:1", maintain_order="left"
    )
    certain = (pl.col("low") == pl.col("high")) | (pl.col("low") >= limit)
    counted = rows.select(
        "person_id",
        "bound",
        subject_id="person_id",
        measure=pl.when(certain | (pl.col("high") < limit - warn)).then("low"),
        limit=pl.lit(limit),
    )
    found = judged(counted, at_least(limit, warn))
    return found.join(
        _story(spans, found["person_id"], limit),
        on="person_id", how="left", validate="1:1", maintain_order="left",
    )  # fmt: skip


def resolve(ground: Ground, rule: Rule, placements: pl.DataFrame) -> pl.DataFrame:
    """Placements to a place of a lower weight than the present one."""
    column = COLUMNS[rule.word("of")]
    if column not in placements:
        km = ground.facts.units.select("unit_id", column)
        placements = placements.join(
            km, on="unit_id", how="left", validate="m:1", maintain_order="left"
        ).join(
            km.rename({"unit_id": "from_unit_id", column: f"from_{column}"}),
            on="from_unit_id", how="left", validate="m:1", maintain_order="left",
        )  # fmt: skip
    bands = _bands(ground, rule)
    return placements.filter(_weight(column, bands) < _weight(f"from_{column}", bands))


def _spans(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Stations with `months`, their `weight`, `weighted` months, and `most`, if unknown counts."""
    column, bands = COLUMNS[rule.word("of")], _bands(ground, rule)
    stations = ground.facts.stations
    if column not in stations:
        km = ground.facts.units.select("unit_id", column)
        stations = stations.select(
            "person_id", "assignment_id", "unit_id", "start", "until", "is_current", "is_concurrent"
        ).join(km, on="unit_id", how="left", validate="m:1", maintain_order="left")
    heaviest = max(weight for _, weight in bands)
    weight = _weight(column, bands)
    months = months_between("start", "until").clip(lower_bound=0)
    spans = (
        stations.lazy()
        .filter(~pl.col("is_concurrent").fill_null(value=False))
        .select(
            "person_id",
            "assignment_id",
            "start",
            "is_current",
            weight.alias("weight"),
            (months * weight.fill_null(0)).alias("weighted"),
            (months * weight.fill_null(heaviest)).alias("most"),
        )
    )
    return spans.filter(pl.col("weight").is_null() | (pl.col("weight") > 0)).collect()


def _story(spans: pl.DataFrame, people: pl.Series, limit: int) -> pl.DataFrame:
    """For each person: since when, when the limit was or will be reached, and by which rows."""
    rows = spans.filter(pl.col("person_id").is_in(people.implode())).with_columns(
        before=(pl.col("weighted").cum_sum() - pl.col("weighted")).over("person_id")
    )
    left = limit * WHOLE - pl.col("before")
    steps = (left + pl.col("weight") - 1) // pl.col("weight")
    reaches = (left > 0) & ((pl.col("weighted") >= left) | pl.col("is_current"))
    crossed = month_plus("start", pl.when(reaches & (pl.col("weight") > 0)).then(steps))
    return (
        rows.with_columns(crossed.alias("crossed"))
        .group_by("person_id", maintain_order=True)
        .agg(
            since=pl.col("start").first(),
            due_on=pl.col("crossed").drop_nulls().first(),
            evidence="assignment_id",
        )
    )


def _bands(ground: Ground, rule: Rule) -> list[tuple[int, int]]:
    """From which height or distance on which weight counts, lowest first."""
    return sorted((start, weight) for start, weight in rule.entry("bands", on=ground.as_of).value)


def _weight(column: str, bands: list[tuple[int, int]]) -> pl.Expr:
    """The weight of the highest band reached, in percent; null where the place is not known."""
    weight = pl.when(pl.col(column).is_not_null()).then(pl.lit(0, dtype=pl.Int32))
    answer: pl.Expr = weight
    for start, percent in bands:
        answer = pl.when(pl.col(column) >= start).then(pl.lit(percent, pl.Int32)).otherwise(answer)
    return answer


def _wrong_bands(value: object) -> str:
    """What is wrong with a list of ``[from, percent]``, or nothing."""
    pairs = value if isinstance(value, list) else []
    whole = all(
        isinstance(pair, list) and [type(part) for part in pair] == [int, int] for pair in pairs
    )
    return "" if pairs and whole else "bands are a list of [from, weight in percent], in integers"


KIND = Kind(
    title={
        "en": "Weighted months in high or remote places",
        "zh-hans": "高海拔、边远地区累计工作时间",
        "zh-hant": "高海拔、邊遠地區累計工作時間",
    },
    words={"of": Words(tuple(COLUMNS))},
    figures={
        "bands": Figure(("metre", "km"), check=_wrong_bands),
        "limit": Figure(TIME, stricter="lower"),
        "warn_before": Figure(TIME, needed=False, stricter="higher"),
    },
    judge=judge,
    resolve=resolve,
    private=("health_limit",),
)
