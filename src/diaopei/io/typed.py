"""What the reading process left, as a typed snapshot with all issues."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from diaopei.io.about import about_snapshot
from diaopei.io.cast import cast_tables, issue_table
from diaopei.io.child import taken
from diaopei.io.format import RawTables
from diaopei.snapshot.issue import all_issues
from diaopei.snapshot.snapshot import Snapshot


@dataclass(frozen=True)
class Reading:
    """A snapshot as read, and all issues found on the way; errors among them stop a plan."""

    snapshot: Snapshot
    issues: pl.DataFrame


def taken_reading(folder: Path, name: str) -> Reading:
    """Types what the reading process left in `folder`.

    Args:
        folder: the folder it was given.
        name: what the snapshot is called if it does not say so itself.

    Raises:
        UnreadableError: the process refused the source, or the day is missing.
        FileNotFoundError: it left nothing at all.
    """
    return typed_reading(taken(folder), name)


def typed_reading(raw: RawTables, name: str) -> Reading:
    """Types what a format found and gathers all issues.

    Args:
        raw: the tables as found.
        name: what the snapshot is called if it does not say so itself.

    Raises:
        UnreadableError: the day of the snapshot is missing or unclear.
    """
    about, notes = about_snapshot(raw.about, name)
    cast = cast_tables(raw)
    snapshot = Snapshot.of(about, cast.tables)
    return Reading(snapshot, all_issues([issue_table([*raw.notes, *notes]), cast.issues]))
