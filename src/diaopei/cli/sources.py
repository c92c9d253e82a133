"""What the commands open: snapshots with their issues, days, changed values."""

import dataclasses
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from diaopei.cli.console import note, working
from diaopei.cli.language import say
from diaopei.errors import DataError, PlanRejectedError, RoundError

if TYPE_CHECKING:
    import polars as pl

    from diaopei.io import Reading
    from diaopei.planning import Plan
    from diaopei.snapshot import Snapshot


def day(text: str | None, option: str = "--as-of") -> date | None:
    """A day from the text of an option.

    Raises:
        RoundError: the text is no day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"{option} {text}: not a day; write it as 2023-05-31"
        raise RoundError(msg) from error


def today() -> date:
    """The day of the call; only a shell may ask for it, and only as a default."""
    return date.today()  # noqa: DTZ011, TID251


def kept_issues(snapshot: Path) -> Path:
    """Where `diaopei read` keeps what it found wrong: beside the snapshot it wrote."""
    return snapshot.with_name(f"{snapshot.name}.issues.csv")


def read_source(source: Path) -> "Reading":
    """Reads any format, with its issues; of a snapshot written by `read`, with those it kept.

    A value that could not be read is unknown in the snapshot, so only its issue still tells.
    """
    from diaopei.io import read

    with working(say(f"Reading {source}", f"正在读取 {source}", f"正在讀取 {source}")):
        reading = read(source)
    beside = kept_issues(source)
    return _with_kept(reading, beside) if beside.is_file() else reading


def _with_kept(reading: "Reading", beside: Path) -> "Reading":
    import polars as pl

    from diaopei.snapshot.issue import all_issues

    kept = pl.read_csv(beside, infer_schema=False)
    return dataclasses.replace(reading, issues=all_issues([reading.issues, kept]))


def open_snapshot(source: Path, as_of: str | None = None) -> "Snapshot":
    """The snapshot of a source on its own day or another; says what was wrong in reading.

    Raises:
        DataError: reading found errors, so that what follows could be wrong.
    """
    reading = read_source(source)
    tell_issues(reading.issues)
    if (reading.issues["severity"] == "error").any():
        msg = f"{source}: mend the errors above first; `diaopei doctor {source}` lists all"
        raise DataError(msg)
    asked = day(as_of)
    return reading.snapshot if asked is None else reading.snapshot.replace(as_of=asked)


def tell_issues(issues: "pl.DataFrame", shown: int = 10) -> None:
    """Issues as one line each on the standard error, errors first, then only their number."""
    for row in issues.head(shown).iter_rows(named=True):
        place = ":".join(str(row[part]) for part in ("table", "row", "column") if row[part])
        value = f" {row['value']!r}" if row["value"] is not None else ""
        note(f"{row['severity']} {place}{value} {row['reason']} → {row['mend']}")
    if issues.height > shown:
        more = issues.height - shown
        note(say(f"… and {more} more issues", f"……另有 {more} 个问题", f"……另有 {more} 個問題"))


def changed_values(texts: list[str]) -> dict[str, str]:
    """`rule.number=value` texts as a mapping.

    Raises:
        RoundError: a text is not of that form.
    """
    values: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not (sign and value and "." in name):
            msg = f"--changed {text}: write it as same-department.limit=5y"
            raise RoundError(msg)
        values[name] = value
    return values


def is_plan(source: Path) -> bool:
    """Whether a folder is a plan rather than a snapshot."""
    return (source / "plan.json").is_file()


def open_plan(folder: Path) -> "Plan":
    """A plan from its folder, as it was sealed: no answer rests on files changed since.

    Raises:
        UnreadableError: the folder holds no plan, or not all of it.
        PlanRejectedError: a file is not the one that was sealed.
    """
    from diaopei.checker import broken_seals, told_of
    from diaopei.planning import read_plan

    with working(say(f"Opening {folder}", f"正在打开 {folder}", f"正在開啟 {folder}")):
        broken = list(broken_seals(folder, told_of(folder)["files"]))
        if broken:
            msg = f"{folder}: {'; '.join(broken)}; put the file back, or make the plan again"
            raise PlanRejectedError(msg)
        return read_plan(folder)


def accepted_checks(texts: list[str]) -> dict[str, str]:
    """`CHECK[:ROW]=reason` texts as a mapping.

    Raises:
        RoundError: a text has no reason.
    """
    reasons: dict[str, str] = {}
    for text in texts:
        check, _, reason = text.partition("=")
        if not (check and reason):
            msg = f"--accept {text}: write it as CHECK=reason or CHECK:ROW=reason"
            raise RoundError(msg)
        reasons[check] = reason
    return reasons
