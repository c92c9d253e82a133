"""Nothing ends before it begins."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, wrong
from diaopei.snapshot.snapshot import Snapshot

SPANS = (
    ("assignments", "start", "end"),
    ("reserve", "entered", "left"),
    ("requests", "filed", "decided"),
    ("waivers", "granted", "until"),
)
"""Table, the column that opens the span, the column that closes it."""


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Spans whose end lies before their start; an end on the same day is an empty span."""
    for table, start, end in SPANS:
        reason = pl.format(f"{end} lies before {start} {{}}", pl.col(start).cast(pl.String))
        yield wrong(snapshot, (table, end), pl.col(end) < pl.col(start), reason)


CHECK = Check(
    title={"en": "Ends before it starts", "zh-hans": "结束早于开始", "zh-hant": "結束早於開始"},
    severity="error",
    mend="correct the start or the end by the document of appointment or removal",
    find=find,
)
