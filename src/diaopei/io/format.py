"""What a file format is: a name, how it is recognised, how it is read and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from diaopei.discover import plugins
from diaopei.io.issue_rows import IssueRow
from diaopei.io.limits import Limits

if TYPE_CHECKING:  # the reading process starts faster without the schemas
    from diaopei.snapshot.snapshot import Snapshot

FIRST_ROW = 2
"""The row of a spreadsheet or CSV file in which the first record stands, under the header."""


@dataclass(frozen=True)
class RawTables:
    """What a file says, not yet typed.

    `about` holds the words of the snapshot itself (`name`, `as_of`, `since`, `fictitious`),
    `tables` the columns as found (text, or typed where the format has types), `notes` what was
    odd about the files (rows made by `issue_row`), `first_rows` the row number of the first
    record where it is not `FIRST_ROW`. `is_typed` says that the format keeps types, so that its
    text is taken as it stands.
    """

    about: Mapping[str, str]
    tables: Mapping[str, pl.DataFrame]
    notes: Sequence[IssueRow] = ()
    first_rows: Mapping[str, int] = field(default_factory=dict)
    is_typed: bool = False


@dataclass(frozen=True)
class Format:
    """One way to hold a snapshot in files.

    `read` runs in a process of its own and may raise `UnreadableError`; `write` is missing where
    the format can only be read.
    """

    suffixes: tuple[str, ...]
    title: Mapping[str, str]
    recognises: Callable[[Path], bool]
    read: Callable[[Path, Limits], RawTables]
    write: Callable[[Snapshot, Path], None] | None = None


@cache
def formats() -> dict[str, Format]:
    """All formats by name."""
    return plugins("diaopei.io.formats", Format)
