"""What is owed after an appointment: a visit, and a change of post where it went wrong."""

import polars as pl

from diaopei.screening.finding import at_least, judged
from diaopei.screening.ground import Ground
from diaopei.screening.kind import TIME, Figure, Kind, Words
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import month_plus, months_between

UNKNOWN_DAY = pl.lit(None, dtype=pl.Date)


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Persons in force to whom a visit is owed, or whom a visit found unsuited."""
    rows = _unvisited(ground, rule) if rule.word("asks") == "visit" else _unsuited(ground)
    limit = rule.months("limit", on=ground.as_of) if rule.has("limit", on=ground.as_of) else 0
    people = ground.bound(ground.people, rule, "person_id")
    counted = rows.join(
        people, on="person_id", how="inner", validate="m:1", maintain_order="left"
    ).select(
        "person_id",
        "bound",
        "since",
        "row",
        subject_id="person_id",
        measure=months_between("since", ground.as_of),
        limit=pl.lit(limit),
        due_on=month_plus("since", limit),
    )
    found = judged(counted, at_least(limit)).sort("person_id", "since", "row")
    evidence = found.group_by("person_id", maintain_order=True).agg(evidence="row")
    oldest = found.unique("person_id", keep="first", maintain_order=True)
    return oldest.join(evidence, on="person_id", how="left", validate="1:1", maintain_order="left")


def _unvisited(ground: Ground, _rule: Rule) -> pl.DataFrame:
    """Promotions into leadership posts without a visit held by the day."""
    held = ground.facts.snapshot.visits.filter(pl.col("held") <= ground.as_of)
    return (
        ground.facts.stations.lazy()
        .filter(pl.col("means") == "promotion", pl.col("is_leadership"))
        .select("person_id", since="start", row="assignment_id")
        .collect()
        .join(held, left_on="row", right_on="assignment_id", how="anti", maintain_order="left")
    )


def _unsuited(ground: Ground) -> pl.DataFrame:
    """Present posts whose last visit found the person unsuited; since the day of that visit."""
    held = ground.facts.snapshot.visits.filter(pl.col("held") <= ground.as_of).sort(
        "assignment_id", "held", "visit_id"
    )
    last = held.unique("assignment_id", keep="last", maintain_order=True)
    return last.join(
        ground.facts.holders.select("assignment_id", "person_id"),
        on=["assignment_id", "person_id"], how="semi", maintain_order="left",
    ).filter(pl.col("verdict") == "unsuited").select(
        "person_id", since="held", row="visit_id"
    )  # fmt: skip


def resolve(_ground: Ground, _rule: Rule, placements: pl.DataFrame) -> pl.DataFrame:
    """Any other post."""
    return placements.filter(pl.col("from_post_id") != pl.col("post_id"))


def _wrong(rule: Rule) -> str:
    owed = rule.word("asks") == "visit" and "limit" not in rule.numbers
    return "a visit needs a `limit` in months" if owed else ""


KIND = Kind(
    title={
        "en": "What is owed after an appointment",
        "zh-hans": "任职后的跟踪考察",
        "zh-hant": "任職後的跟蹤考察",
    },
    words={"asks": Words(("visit", "adjustment"))},
    figures={"limit": Figure(TIME, needed=False, stricter="lower")},
    judge=judge,
    resolve=resolve,
    movable=lambda rule: rule.word("asks") == "adjustment",
    asks=_wrong,
)
