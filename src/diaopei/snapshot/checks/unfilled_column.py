"""What rules ask of people in service: without it their verdict is unknown."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, pointed_at
from diaopei.snapshot.snapshot import Snapshot

ASKED = ("sex", "work_since", "education", "level", "level_since", "retirement_base_age", "status")
"""Columns of people that the rules of service, retirement and teams read."""


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Gaps among people not retired or departed; one issue where a column is empty throughout."""
    gone = pl.col("status").is_in(["retired", "departed"]).fill_null(value=False)
    people = snapshot.people.filter(~gone)
    for column in ASKED:
        gaps = people.filter(pl.col(column).is_null())
        if gaps.height == people.height and gaps.height > 0:
            yield _throughout(column, gaps.height)
        else:
            yield pointed_at(gaps, ("people", column), "unknown; rules that ask it say unknown")


def _throughout(column: str, count: int) -> pl.DataFrame:
    """One issue for a column nobody filled, instead of one a person."""
    reason = f"unknown for all {count} people; rules that ask it say unknown"
    return pl.DataFrame({"table": ["people"], "column": [column], "reason": [reason]})


CHECK = Check(
    title={"en": "Value that rules ask for is unknown", "zh-hans": "规则所需信息不详",
           "zh-hant": "規則所需資訊不詳"},
    severity="warning",
    mend="fill in the value where it is known",
    find=find,
)  # fmt: skip
