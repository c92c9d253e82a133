"""A workbook with one sheet a table, and a sheet `snapshot` of words and their values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from diaopei.errors import UnreadableError
from diaopei.io.format import Format, RawTables
from diaopei.io.issue_rows import IssueRow, issue_row
from diaopei.io.limits import Limits
from diaopei.io.manifest import about_words
from diaopei.io.sheets import (
    ABOUT,
    MARKS,
    Grid,
    column_letters,
    read_sheets,
    sheet_names,
    text_columns,
    text_of,
)

if TYPE_CHECKING:
    from diaopei.snapshot.snapshot import Snapshot

HEADER = ("word", "value")


def recognises(path: Path) -> bool:
    """An xlsx file with a sheet named like a table."""
    return not MARKS.isdisjoint(sheet_names(path))


def read(path: Path, limits: Limits) -> RawTables:
    """Every sheet as text columns under the names in its first row."""
    sheets = read_sheets(path, limits)
    notes = list(sheets.notes)
    about = _about(path, sheets.grids.pop(ABOUT, []))
    tables = {
        name: frame
        for name, grid in sheets.grids.items()
        if (frame := _table(path, name, grid, notes)) is not None
    }
    return RawTables(about, tables, notes)


def _about(path: Path, grid: Grid) -> dict[str, str]:
    """The sheet `snapshot`: a word and its value in each row."""
    if not grid:
        msg = f"{path.name}: the sheet {ABOUT!r} is missing; add it with a row: as_of, 2023-05-31"
        raise UnreadableError(msg)
    pairs = [[text_of(cell) for cell in row[:2]] for row in grid]
    words = {
        pair[0].strip(): pair[1].strip()
        for pair in pairs
        if len(pair) == len(HEADER) and pair[0] and pair[1]
    }
    if words.get(HEADER[0]) == HEADER[1]:
        del words[HEADER[0]]
    return words


def _table(path: Path, name: str, grid: Grid, notes: list[IssueRow]) -> pl.DataFrame | None:
    """One sheet; cells under no column name are reported."""
    if not grid:
        return None
    names = [(text_of(cell) or "").strip() for cell in grid[0]]
    doubled = sorted({each for each in names if each and names.count(each) > 1})
    if doubled:
        msg = f"{path.name}, sheet {name}: two columns are called {doubled[0]!r}; rename one"
        raise UnreadableError(msg)
    labels = [each or f"column {column_letters(n)}" for n, each in enumerate(names, start=1)]
    frame = text_columns(labels, grid[1:])
    for label, given in zip(labels, names, strict=True):
        if given:
            continue
        if (frame[label] != "").any():
            notes.append(
                issue_row(name, "the column has no name; it was kept", "name it in the first row",
                          column=label, severity="warning", check="unnamed_column")
            )  # fmt: skip
        else:
            frame = frame.drop(label)
    return frame


def write(snapshot: Snapshot, path: Path) -> None:
    """The snapshot as a workbook, empty tables as sheets with a header only."""
    # The reading process starts faster without the library that writes.
    from diaopei.io.xlsx import write_workbook

    words = {word: str(value) for word, value in about_words(snapshot).items()}
    about = pl.DataFrame({HEADER[0]: list(words), HEADER[1]: list(words.values())})
    write_workbook({ABOUT: about, **snapshot.tables()}, path)


WORKBOOK = Format(
    suffixes=(".xlsx",),
    title={
        "en": "a workbook (.xlsx), one sheet a table, with a sheet snapshot",
        "zh-hans": "Excel 工作簿（.xlsx），每表一页，附 snapshot 页",
        "zh-hant": "Excel 活頁簿（.xlsx），每表一頁，附 snapshot 頁",
    },
    recognises=recognises,
    read=read,
    write=write,
)
