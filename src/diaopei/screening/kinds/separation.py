"""Spouses who work in different counties, and for how long."""

import polars as pl

from diaopei.screening.couples import apart_since, couples
from diaopei.screening.finding import at_least, judged
from diaopei.screening.ground import Ground
from diaopei.screening.kind import Kind
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import months_between


def judge(ground: Ground, rule: Rule) -> pl.DataFrame:
    """A finding for each registered spouse in force whose spouse works in another county.

    The spouse's county is that of the present post, else the one the tie names; where neither
    is known the finding is `unknown`. Measure: the months apart so far.
    """
    bound = ground.bound(ground.holders, rule, "person_id")
    pairs = couples(ground).join(
        bound, on="person_id", how="inner", validate="m:1", maintain_order="left"
    )
    differ = pairs["county_id"] != pairs["spouse_county_id"]
    apart = apart_since(ground, pairs.filter(differ.fill_null(value=False)))
    missing = pairs.filter(differ.is_null()).with_columns(since=pl.lit(None, dtype=pl.Date))
    rows = pl.concat([apart, missing.select(apart.columns)]).with_columns(
        measure=months_between("since", ground.as_of)
    )
    longest = (
        rows.sort("person_id", "measure", "tie", descending=[False, True, False], nulls_last=True)
        .unique("person_id", keep="first", maintain_order=True)
    )  # fmt: skip
    counted = longest.select(
        "bound", "measure", "since",
        subject_id="person_id", limit=pl.lit(0), evidence=pl.concat_list("tie"),
    )  # fmt: skip
    return judged(counted, at_least(0))


def resolve(ground: Ground, _rule: Rule, placements: pl.DataFrame) -> pl.DataFrame:
    """Placements in the county in which the spouse works now."""
    homes = couples(ground).select("person_id", county_id="spouse_county_id").drop_nulls()
    return placements.join(homes, on=["person_id", "county_id"], how="semi", maintain_order="left")


KIND = Kind(
    title={
        "en": "Spouses working in different counties",
        "zh-hans": "夫妻两地分居",
        "zh-hant": "夫妻兩地分居",
    },
    judge=judge,
    resolve=resolve,
)
