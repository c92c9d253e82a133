"""Issues met while reading, as plain rows that can leave the reading process."""

from typing import TypedDict, Unpack


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
