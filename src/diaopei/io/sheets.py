"""Spreadsheet cells to text columns: at once where a column is of one kind, else cell by cell."""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import polars as pl
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from diaopei.errors import UnreadableError
from diaopei.io.archive import look_over
from diaopei.io.issue_rows import IssueRow, issue_row
from diaopei.io.limits import MIB, Limits

Cell = str | float | bool | date | datetime | time | timedelta
Grid = list[list[Cell]]

BOOK = "xl/workbook.xml"
ABOUT = "snapshot"
"""The sheet that says of which day the others are true."""

MARKS = frozenset({ABOUT, "people", "posts", "assignments"})
"""A workbook with a sheet of one of these names holds tables; any other may be a roster."""

EXACT_BELOW = 10.0**15
"""Numbers from here on have lost their last digits in the spreadsheet already."""

_COLUMN_LETTERS = 26


@dataclass(frozen=True)
class Sheets:
    """The cells of a workbook by sheet, and what is odd about it."""

    grids: dict[str, Grid]
    notes: list[IssueRow]


def sheet_names(path: Path) -> list[str]:
    """The names of a workbook's sheets; none if it is no readable workbook."""
    if path.suffix.lower() != ".xlsx" or not zipfile.is_zipfile(path):
        return []
    try:
        with zipfile.ZipFile(path) as archive, archive.open(BOOK) as part:
            tree = ElementTree.fromstring(part.read(MIB), forbid_dtd=True)
    except (KeyError, zipfile.BadZipFile, DefusedXmlException, ElementTree.ParseError):
        return []
    return [element.get("name", "") for element in tree.iter() if element.tag.endswith("}sheet")]


def read_sheets(path: Path, limits: Limits) -> Sheets:
    """Looks the workbook over, then takes the cells of all its sheets.

    Raises:
        UnreadableError: see `archive.look_over`.
    """
    look = look_over(path, limits)
    notes = [
        issue_row(path.stem, f"{len(cells)} formulas have no stored value, the first in {cells[0]}"
                  f" of {part}", "open it in a spreadsheet program, save it and retry",
                  check="formula")
        for part, cells in look.valueless.items()
    ]  # fmt: skip
    grids: dict[str, Grid] = {}
    try:
        book = CalamineWorkbook.from_path(str(path))
        for about in book.sheets_metadata:
            if about.visible != SheetVisibleEnum.Visible:
                notes.append(
                    issue_row(about.name, "the sheet is hidden; it was read all the same",
                              "show it and look through it", severity="warning", check="hidden")
                )  # fmt: skip
            grids[about.name] = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
    except CalamineError as damage:
        msg = f"{path.name}: the workbook is damaged ({damage}); save it again and retry"
        raise UnreadableError(msg) from damage
    return Sheets(grids, notes)


def text_of(cell: Cell) -> str | None:
    """A cell as the text a person would type; nothing for an empty cell."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return cell.isoformat()


def text_columns(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> pl.DataFrame:
    """Rows of cells as text columns under the given names."""
    if not rows:
        return pl.DataFrame(schema=dict.fromkeys(header, pl.String))
    columns = list(zip(*rows, strict=True))
    return pl.DataFrame([_text(name, columns[place]) for place, name in enumerate(header)])


def _text(name: str, cells: Sequence[Cell]) -> pl.Series:
    """One column: text at once, columns of one other kind at once, mixed ones cell by cell."""
    if isinstance(cells[0], str):
        try:
            return pl.Series(name, cells, dtype=pl.String, strict=True)
        except TypeError:
            return _mixed(name, cells)
    kinds = set(map(type, cells))
    fast = _FAST.get(next(iter(kinds))) if len(kinds) == 1 else None
    return fast(name, cells) if fast else _mixed(name, cells)


def _mixed(name: str, cells: Sequence[Cell]) -> pl.Series:
    return pl.Series(name, [text_of(cell) for cell in cells], dtype=pl.String)


def _dates(name: str, cells: Sequence[Cell]) -> pl.Series:
    return pl.Series(name, cells, dtype=pl.Date).cast(pl.String)


def _numbers(name: str, cells: Sequence[Cell]) -> pl.Series:
    numbers = pl.Series(name, cells, dtype=pl.Float64)
    if (numbers == numbers.round()).all() and (numbers.abs() < EXACT_BELOW).all():
        return numbers.cast(pl.Int64).cast(pl.String)
    return _mixed(name, cells)


_FAST: dict[type, Callable[[str, Sequence[Cell]], pl.Series]] = {
    date: _dates,
    float: _numbers,
}


def column_letters(number: int) -> str:
    """The letters of a spreadsheet column from its number, 1 for A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _COLUMN_LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
