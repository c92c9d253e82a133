"""A roster: one sheet (or CSV file) in the trade's own columns, 姓名, 单位, 职务 and the rest."""

import csv
import io
import re
from calendar import monthrange
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from diaopei.errors import UnreadableError
from diaopei.io.dates import read_days
from diaopei.io.delimited import decoded
from diaopei.io.format import Format, RawTables
from diaopei.io.issue_rows import IssueRow, issue_row
from diaopei.io.limits import Limits
from diaopei.io.roster.establishment import establishment_of
from diaopei.io.roster.headers import Header, find_header
from diaopei.io.roster.people import Roster, people_of
from diaopei.io.roster.sidecar import read_sidecar
from diaopei.io.sheets import MARKS, read_sheets, sheet_names, text_columns, text_of
from diaopei.io.words import fold

DESCRIBING = ("places", "units")
"""Sheets that may stand beside the roster, in the columns of the tables."""

TOTALS = frozenset({"合计", "总计", "小计", "共计"})
DATES = ("birth", "work_since", "level_since", "rank_since", "start")
NOT_KEPT = frozenset({"年龄"})
"""Extra columns left out: an age is counted from the birth, never stored."""

_AS_OF = re.compile(r"截(?:至|止|止到|至到)?:?(\d{4})[年.\-/](\d{1,2})(?:[月.\-/](\d{1,2}))?")

TextGrid = list[list[str]]


def recognises(path: Path) -> bool:
    """A workbook without sheets named like the main tables, or a single CSV file."""
    if not path.is_file():
        return False
    if path.suffix.lower() == ".csv":
        return True
    return path.suffix.lower() == ".xlsx" and MARKS.isdisjoint(sheet_names(path))


def read(path: Path, limits: Limits) -> RawTables:
    """People, units, posts and present assignments, as far as the roster tells."""
    grids, notes = _grids(path, limits)
    words, described = read_sidecar(path)
    described |= {name: _described(grids.pop(name)) for name in DESCRIBING if name in grids}
    header, grid, sheet = _roster_sheet(path, grids)
    notes += _other_sheets(grids, sheet)
    roster = _records(header, grid)
    people = people_of(roster)
    tables = {
        **described,
        "people": people,
        **establishment_of(roster, people, described.get("units")),
    }
    about = {**_as_of(header, roster, people), **words}
    if "as_of" in words:
        roster.notes = [note for note in roster.notes if note["check"] != "as_of"]
    first = roster.first_row
    return RawTables(
        about, tables, [*notes, *roster.notes], {"people": first, "assignments": first}
    )


def _grids(path: Path, limits: Limits) -> tuple[dict[str, TextGrid], list[IssueRow]]:
    if path.suffix.lower() == ".csv":
        data, notes = decoded(path, limits)
        rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
        width = max(map(len, rows), default=0)
        return {path.stem: [row + [""] * (width - len(row)) for row in rows]}, notes
    sheets = read_sheets(path, limits)
    grids = {
        name: [[text_of(cell) or "" for cell in row] for row in grid]
        for name, grid in sheets.grids.items()
    }
    return grids, sheets.notes


def _described(grid: TextGrid) -> pl.DataFrame:
    return text_columns([name.strip() for name in grid[0]], grid[1:]) if grid else pl.DataFrame()


def _roster_sheet(path: Path, grids: dict[str, TextGrid]) -> tuple[Header, TextGrid, str]:
    """The first sheet with a header that names people."""
    for name, grid in grids.items():
        header = find_header(grid)
        if header:
            return header, grid, name
    msg = f"{path.name}: no sheet has a header with 姓名 in its first rows; is it a roster?"
    raise UnreadableError(msg)


def _other_sheets(grids: dict[str, TextGrid], sheet: str) -> list[IssueRow]:
    return [
        issue_row(name, "the sheet was not read: the roster is another one", "take the sheet out",
                  severity="warning", check="unknown_table")
        for name, grid in grids.items()
        if name != sheet and any(map(any, grid))
    ]  # fmt: skip


def _records(header: Header, grid: TextGrid) -> Roster:
    """The rows under the header by field; totals end the roster, other columns are kept."""
    rows = grid[header.first :]
    names = header.fields.index("name")
    end = next((place for place, row in enumerate(rows) if _is_total(row)), len(rows))
    columns: dict[str, list[str | None]] = {}
    extras: dict[str, list[str | None]] = {}
    for place, (field, label) in enumerate(zip(header.fields, header.labels, strict=True)):
        cells = [row[place].strip() or None for row in rows[:end]]
        if field:
            columns[field] = cells
        elif label and any(cells) and fold(label) not in NOT_KEPT:
            extras[fold(label)] = cells
    roster = Roster(columns, extras, header.first + 1)
    if extras:
        reason = f"columns kept as they are: {', '.join(extras)}"
        roster.notes.append(
            issue_row("people", reason, "none needed", severity="warning", check="extra_column")
        )
    for place, row in enumerate(rows[:end]):
        if any(map(str.strip, row)) and not row[names].strip():
            roster.note(place, "has no name and was left out", "fill 姓名 in", "name", None)
    return roster


def _is_total(row: Sequence[str]) -> bool:
    return any(fold(cell).rstrip(":") in TOTALS for cell in row[:3])


def _as_of(header: Header, roster: Roster, people: pl.DataFrame) -> dict[str, str]:
    """The day in the title (截至2023年5月: its last day), else the latest date and an error."""
    if match := _AS_OF.search(fold(header.titles)):
        year, month = int(match[1]), int(match[2])
        if 1 <= month <= 12:
            day = int(match[3] or monthrange(year, month)[1])
            return {"as_of": f"{year}-{month:02}-{day:02}"}
    texts = [roster.column("start"), *(people[name].to_list() for name in DATES if name in people)]
    days = read_days(pl.Series([text for column in texts for text in column], dtype=pl.String))
    latest = days["value"].max()
    roster.notes.append(
        issue_row("snapshot", "the day of the roster is unknown; counted to its latest date",
                  "write 截至YYYY年M月 above the header, or as_of into roster.yaml",
                  column="as_of", value=str(latest), check="as_of")
    )  # fmt: skip
    return {"as_of": str(latest)} if latest else {}


ROSTER = Format(
    suffixes=(".xlsx", ".csv"),
    title={
        "en": "a roster (.xlsx or .csv) in the trade's own columns, with 姓名",
        "zh-hans": "干部花名册（.xlsx 或 .csv），含姓名栏",
        "zh-hant": "幹部花名冊（.xlsx 或 .csv），含姓名欄",
    },
    recognises=recognises,
    read=read,
)
