"""The words of the snapshot itself: its name, its day, the start of its window."""

from collections.abc import Mapping
from typing import Any

from diaopei.errors import UnreadableError
from diaopei.io.dates import Day, parse_day
from diaopei.io.issue_rows import IssueRow, issue_row
from diaopei.io.words import FLAGS, fold

KNOWN = ("name", "as_of", "since", "fictitious")


def about_snapshot(words: Mapping[str, str], name: str) -> tuple[dict[str, Any], list[IssueRow]]:
    """Types the words found beside the tables.

    Args:
        words: as the format found them.
        name: what the snapshot is called if it does not say so itself.

    Raises:
        UnreadableError: `as_of` is missing or no full date; without it nothing can be counted.
    """
    as_of = _day(words, "as_of")
    if as_of.value is None:
        msg = (
            f"{name}: the day the tables are true of is missing or unclear"
            f" (as_of: {words.get('as_of', '')!r}); state it as YYYY-MM-DD"
        )
        raise UnreadableError(msg)
    since = _day(words, "since")
    rows: list[IssueRow] = []
    if since.problem:
        rows.append(_about_issue("since", words["since"], since.problem, "write it as YYYY-MM-DD"))
    for word in sorted(set(words) - set(KNOWN)):
        mend = f"use one of {', '.join(KNOWN)}, or leave it out"
        rows.append(_about_issue(word, words[word], "is no word of a snapshot", mend, "warning"))
    about = {
        "name": words.get("name") or name,
        "as_of": as_of.value,
        "since": since.value,
        "fictitious": FLAGS.get(fold(words.get("fictitious", "")), False),
    }
    return about, rows


def _day(words: Mapping[str, str], word: str) -> Day:
    return parse_day(words.get(word) or "")


def _about_issue(
    word: str, value: str, reason: str, mend: str, severity: str = "error"
) -> IssueRow:
    return issue_row(
        "snapshot", reason, mend, column=word, value=value, severity=severity, check="about"
    )
