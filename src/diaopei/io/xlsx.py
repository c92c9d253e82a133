"""The one place that writes a workbook: text is text, never a formula; same rows, same bytes."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from diaopei.errors import DataError

CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The creation time every workbook states, so that its bytes do not depend on the clock."""

MAX_ROWS = 1_048_575
MAX_TEXT = 32_767
SAMPLE = 200
"""Rows looked at for the width of a column."""

NARROW, WIDE = 6, 60
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
    "remove_timezone": True,
}


def write_workbook(tables: Mapping[str, pl.DataFrame], path: Path) -> None:
    """Writes a sheet a table with a frozen, filtered header and columns as wide as their text.

    Raises:
        DataError: a table has more rows, or a text more characters, than a workbook can hold.
    """
    for name, frame in tables.items():
        _check_size(name, frame)
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        book.set_properties({"created": CREATED.replace(tzinfo=None)})
        styles = {
            "header": book.add_format({"bold": True, "bottom": 1, "text_wrap": False}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for name, frame in tables.items():
            _sheet(book.add_worksheet(name), frame, styles)


def _check_size(name: str, frame: pl.DataFrame) -> None:
    if frame.height > MAX_ROWS:
        msg = f"table {name} has {frame.height:,} rows, a sheet holds {MAX_ROWS:,}; write Parquet"
        raise DataError(msg)
    for column in frame.select(pl.col(pl.String)).iter_columns():
        longest = column.str.len_chars().max()
        if isinstance(longest, int) and longest > MAX_TEXT:
            msg = f"table {name}, column {column.name}: a text has {longest:,} characters, a cell"
            msg += f" holds {MAX_TEXT:,}; write CSV or Parquet"
            raise DataError(msg)


def _sheet(sheet: Any, frame: pl.DataFrame, styles: Mapping[str, Any]) -> None:
    flat = plain(frame)
    for place, column in enumerate(flat.iter_columns()):
        sheet.set_column(place, place, _width(column))
        sheet.write_string(0, place, column.name, styles["header"])
        _cells(sheet, place, column, styles["date"])
    sheet.freeze_panes(1, 0)
    if flat.width:
        sheet.autofilter(0, 0, flat.height, flat.width - 1)


def _cells(sheet: Any, place: int, column: pl.Series, date_style: Any) -> None:
    """One column's cells, each by the writer of its type."""
    for row, value in enumerate(column.to_list(), start=1):
        if value is None:
            continue
        if isinstance(value, str):
            sheet.write_string(row, place, value)
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, date_style)
        else:
            sheet.write_number(row, place, value)


def plain(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with lists joined by `;`, codes as text, and any other nesting as JSON text."""
    nested = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Struct)]
    return frame.with_columns(
        pl.selectors.by_dtype(pl.List(pl.String)).list.join(";"),
        pl.selectors.by_dtype(pl.Enum, pl.Categorical).cast(pl.String),
        *(pl.col(name).struct.json_encode() for name in nested),
    )


def _width(column: pl.Series) -> int:
    """Characters a column needs, a CJK character counting two."""
    sample = [column.name, *column.head(SAMPLE).cast(pl.String).drop_nulls().to_list()]
    return min(max(max(map(_cells_wide, sample)) + 2, NARROW), WIDE)


def _cells_wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text[:WIDE])
