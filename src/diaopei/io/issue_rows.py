"""Issues met while reading, written down row by row or for a whole column at once."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

import polars as pl

from diaopei.snapshot.issue import issues


class Place(TypedDict, total=False):
    """Where an issue stands and how bad it is; an error unless said otherwise."""

    row: int | str | None
    column: str | None
    value: str | None
    severity: str
    check: str


IssueRow = dict[str, str | None]


def issue_row(table: str, reason: str, mend: str, **place: Unpack[Place]) -> IssueRow:
    """One issue; `row` is the number a spreadsheet shows."""
    row = place.get("row")
    return {
        "table": table,
        "row": None if row is None else str(row),
        "column": place.get("column"),
        "value": place.get("value"),
        "reason": reason,
        "severity": place.get("severity", "error"),
        "mend": mend,
        "check": place.get("check", "reading"),
    }


def issue_table(rows: Sequence[IssueRow]) -> pl.DataFrame:
    """Rows made by `issue_row` as a table of issues."""
    names = list(issues().columns)
    columns = {name: [row[name] for row in rows] for name in names}
    return issues(pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String)))
