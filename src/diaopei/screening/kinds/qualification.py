"""What a promotion asks: service, grassroots, posts held, time below, education, rank."""

import polars as pl

from diaopei.screening.binds import columns_of
from diaopei.screening.finding import broken, judged
from diaopei.screening.ground import Ground
from diaopei.screening.history import KEY, before, below, in_tiers, posts_below
from diaopei.screening.kind import Figure, Kind, Words
from diaopei.screening.ranks import rank_promotions, wrong_table
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import months_between
from diaopei.snapshot.tables import EDUCATION, LEVELS, TIERS

ASKS = (
    "service", "grassroots", "lower_posts", "time_as_deputy", "time_as_lower_principal",
    "education", "time_in_rank", "level_step",
)  # fmt: skip
GRASSROOTS = ("county", "township")
UNITS = {"lower_posts": "count", "education": "level", "level_step": "level"}
"""What is not counted in months."""


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Promotions inside the window that did not meet the rule on their day: a breach."""
    if rule.word("asks") == "time_in_rank":
        return _ranks(ground, rule)
    rows = ground.bound(ground.promotions.filter(_concerned(rule)), rule)
    tested = _tested(ground, rule, rows, ground.risen)
    found = judged(tested, broken(pl.col("short"))).select(
        "verdict", "measure", "limit",
        subject_id="person_id", since="day", unit=pl.lit(UNITS.get(rule.word("asks"), "month")),
        evidence=pl.concat_list("assignment_id"),
    )  # fmt: skip
    return found.unique("subject_id", keep="last", maintain_order=True)


def refuse(ground: Ground, rule: Rule, placements: pl.DataFrame) -> pl.DataFrame:
    """Promotions the person does not qualify for on the day of the snapshot."""
    if rule.word("asks") == "time_in_rank":
        return placements.clear().with_columns(measure=pl.lit(0), limit=pl.lit(0))
    looked_at = [name for name in columns_of(rule.binds) if name in placements]
    rising = placements.select(
        *dict.fromkeys(
            ["person_id", "post_id", "is_promotion", "from_level", "to_level", *looked_at]
        )
    ).filter(pl.col("is_promotion"), _concerned(rule))
    rows = ground.bound(rising, rule).filter("bound")
    today = rows.with_columns(day=pl.lit(ground.as_of))
    return _tested(ground, rule, today, ground.facts.stations).filter("short")


def _concerned(rule: Rule) -> pl.Expr:
    """Whether a row leads to a level the rule is about."""
    levels = rule.listed("to_level")
    return pl.col("to_level").is_in(levels) if levels else pl.lit(value=True)


def _tested(ground: Ground, rule: Rule, rows: pl.DataFrame, stations: pl.DataFrame) -> pl.DataFrame:
    """The rows with `measure`, `limit`, and `short`: whether it falls short; null if unknown."""
    asks = rule.word("asks")
    if asks in ("education", "level_step"):
        return _compared(ground, rule, rows)
    if asks == "service":
        limit = rule.months("limit", on=ground.as_of)
        work = ground.people.select("person_id", "work_since")
        measured = rows.join(
            work, on="person_id", how="left", validate="m:1", maintain_order="left"
        ).with_columns(measure=months_between("work_since", "day"))
    else:
        limit = rule.months("limit", on=ground.as_of)
        facts = _history(ground, rule, before(stations, rows))
        measured = rows.join(facts, on=KEY, how="left", validate="m:1", maintain_order="left")
    return measured.with_columns(limit=pl.lit(limit), short=pl.col("measure") < limit)


def _history(ground: Ground, rule: Rule, past: pl.DataFrame) -> pl.DataFrame:
    """`KEY` and `measure` from what the person had done by the day."""
    match rule.word("asks"):
        case "grassroots":
            return in_tiers(past, rule.listed("tiers") or GRASSROOTS)
        case "lower_posts":
            return posts_below(past)
        case _:
            return below(ground, past)


def _compared(ground: Ground, rule: Rule, rows: pl.DataFrame) -> pl.DataFrame:
    """Education and level steps: codes are compared by their place, high to low."""
    value = rule.entry("limit", on=ground.as_of).value
    if rule.word("asks") == "level_step":
        steps = _place("from_level") - _place("to_level")
        return rows.with_columns(measure=steps, limit=pl.lit(value), short=steps > value)
    limit = len(EDUCATION) - EDUCATION.index(value)
    schooling = ground.people.select("person_id", "education")
    known = rows.join(
        schooling, on="person_id", how="left", validate="m:1", maintain_order="left"
    ).with_columns(measure=len(EDUCATION) - _place("education"), limit=pl.lit(limit))
    return known.with_columns(short=pl.col("measure") < limit)


def _place(column: str) -> pl.Expr:
    return pl.col(column).to_physical().cast(pl.Int64)


def _ranks(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Promotions in rank before their time."""
    bound = ground.bound(ground.people, rule, "person_id")
    rows = rank_promotions(ground, rule).join(
        bound, on="person_id", how="inner", validate="m:1", maintain_order="left"
    )
    found = judged(rows, broken(pl.col("measure") < pl.col("limit"))).sort("person_id", "since")
    return found.rename({"person_id": "subject_id"}).unique(
        "subject_id", keep="last", maintain_order=True
    )


def _wrong_limit(value: object) -> str:
    good = value in EDUCATION if isinstance(value, str) else type(value) is int
    return "" if good else f"the value is an integer, or one of {', '.join(EDUCATION)}"


def _wrong(rule: Rule) -> str:
    asks = rule.word("asks")
    needed = "table" if asks == "time_in_rank" else "limit"
    if needed not in rule.numbers:
        return f"`{needed}` must be given"
    if asks == "time_in_rank":
        return ""
    codes = {type(entry.value) for _, entry in rule.numbers["limit"].values}
    right = str if asks == "education" else int
    return "" if codes == {right} else f"the limit of {asks} must be {right.__name__}"


KIND = Kind(
    title={
        "en": "What a promotion asks",
        "zh-hans": "提任资格",
        "zh-hant": "提任資格",
    },
    words={
        "asks": Words(ASKS),
        "to_level": Words(LEVELS, many=True, needed=False),
        "tiers": Words(TIERS, many=True, needed=False),
    },
    figures={
        "limit": Figure(
            ("month", "year", "count", "level"), needed=False, stricter="higher", check=_wrong_limit
        ),
        "table": Figure(("month", "year"), needed=False, check=wrong_table),
    },
    judge=judge,
    refuse=refuse,
    asks=_wrong,
)
