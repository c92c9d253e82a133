"""A person has one spouse."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import ROW_NUMBER, Check, pointed_at
from diaopei.snapshot.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Marriages of a person after the first; a couple written from both sides is one."""
    ties = snapshot.ties.with_row_index(ROW_NUMBER, offset=1).filter(
        pl.col("relation") == "spouse", pl.col("person_id") != pl.col("other_id").fill_null("")
    )
    sides = pl.concat(
        [
            ties.select(ROW_NUMBER, "person_id", spouse=pl.coalesce("other_id", "other_name")),
            ties.filter(pl.col("other_id").is_not_null()).select(
                ROW_NUMBER, person_id="other_id", spouse="person_id"
            ),
        ]
    ).unique(["person_id", "spouse"], keep="first", maintain_order=True)
    more = sides.sort(ROW_NUMBER).filter(~pl.col("person_id").is_first_distinct())
    reason = pl.format("{} has another spouse already", "person_id")
    yield pointed_at(more, ("ties", "other_id"), reason, value="spouse")


CHECK = Check(
    title={"en": "Two spouses", "zh-hans": "配偶登记重复", "zh-hant": "配偶登記重複"},
    severity="warning",
    mend="remove the marriage that has ended, or write the couple with both ids",
    find=find,
)
