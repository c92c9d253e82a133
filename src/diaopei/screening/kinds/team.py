"""A range for a class of people in a leadership team."""

import polars as pl

from diaopei.screening.binds import UNIT
from diaopei.screening.finding import broken, judged
from diaopei.screening.ground import Ground
from diaopei.screening.kind import Figure, Kind, Words
from diaopei.screening.rule import Rule
from diaopei.screening.teams import KINDS_PRESENT, bound_units, counted

LISTED = ("birth_decades", "ethnicity", "specialties", "affiliation", "affiliation_mix")
COUNTS = ("women", "below_age", *LISTED)
BOUNDS = ("at_least", "at_most")


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Teams with members in force outside the range: a breach; `unknown` where it may be one.

    Measure: the members of the class, or how many of the listed classes are present; in percent
    of the members, rounded down, where the rule says percent.
    """
    stated = [name for name in BOUNDS if rule.has(name, on=ground.as_of)]
    bounds = {name: rule.number(name, on=ground.as_of) for name in stated}
    unit = rule.numbers[next(iter(bounds))].unit
    teams = bound_units(ground, rule).select("unit_id", "bound")
    rows = teams.join(
        counted(ground, rule), on="unit_id", how="inner", validate="1:1", maintain_order="left"
    )
    low, high = (_share(name) if unit == "percent" else pl.col(name) for name in ("low", "high"))
    found = rows.select(
        "bound",
        "evidence",
        broken=_outside(low, high, bounds),
        subject_kind=pl.lit("team"),
        subject_id="unit_id",
        measure=pl.when(low == high).then(low),
        limit=pl.lit(next(iter(bounds.values()))),
        unit=pl.lit(unit),
    )
    return judged(found, broken(pl.col("broken")))


def _share(name: str) -> pl.Expr:
    """Percent of the members, rounded down."""
    return pl.col(name) * 100 // pl.col("size")


def _outside(low: pl.Expr, high: pl.Expr, bounds: dict[str, int]) -> pl.Expr:
    """True, false, or null where the members whose value is not known would decide."""
    answer = pl.lit(value=False)
    if "at_least" in bounds:
        least = bounds["at_least"]
        answer = answer | pl.when(high < least).then(True).when(low >= least).then(False)  # noqa: FBT003
    if "at_most" in bounds:
        most = bounds["at_most"]
        answer = answer | pl.when(low > most).then(True).when(high <= most).then(False)  # noqa: FBT003
    return answer


def _wrong(rule: Rule) -> str:
    counts, of = rule.word("counts"), rule.listed("of")
    if not set(BOUNDS) & set(rule.numbers):
        return "`at_least` or `at_most` must be given"
    if counts in LISTED and not of:
        return "`of` must list the classes that count"
    if counts == "below_age" and "age" not in rule.numbers:
        return "`age` must say below which age"
    if counts == "birth_decades" and not all(value.rstrip("s").isdigit() for value in of):
        return 'decades are written "1980s"'
    if counts in KINDS_PRESENT and "at_most" in rule.numbers:
        return "`at_most` does not fit what is counted"
    others = {key for choice in rule.binds for key in choice} - set(UNIT)
    return f"a team is not bound by {', '.join(sorted(others))}" if others else ""


KIND = Kind(
    title={
        "en": "A range for a class of people in a team",
        "zh-hans": "领导班子结构要求",
        "zh-hant": "領導班子結構要求",
    },
    words={"counts": Words(COUNTS), "of": Words(many=True, needed=False)},
    figures={
        "at_least": Figure(("person", "percent", "count"), needed=False, stricter="higher"),
        "at_most": Figure(("person", "percent", "count"), needed=False, stricter="lower"),
        "age": Figure(("year",), needed=False),
    },
    judge=judge,
    asks=_wrong,
)
