"""Dates as people write them: read to a day, with the precision that was really given.

Forms: the trade's own (facts of the domain, section 3.5): 1985-03-12, 19850312, 198503, 1985.03,
1985/3, 1985年3月, 1985年03月12日, full-width figures, 85.03, a spreadsheet's day number, an age in
brackets after the date. ``1985.1`` is refused: a spreadsheet cuts the zero of October.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

NOTHING = frozenset(
    {"", "无", "無", "/", "\\", "-", "--", "—", "——", "至今", "现在", "現在", "无此项"}
)
"""What stands in a date cell where there is no date."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside are slips of the pen, not dates."""

PIVOT = 30
"""Two-digit years from here on are of the 1900s, those below of the 2000s."""

SERIAL_EPOCH = date(1899, 12, 30)
"""Day 0 of the spreadsheet calendar, good for day numbers from 61 on."""

_BRACKETS = re.compile(r"\(.*?\)")
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_FULL = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})")
_SHORT = re.compile(r"(\d{2})[-./](\d{2})")
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:份|(\d{1,2})[日号號])?)?")
_FIGURES = re.compile(r"\d{4}(?:\d{2}){0,2}|\d{5}")
_AMBIGUOUS = re.compile(r"\d{4}\.1")
_NUMBER = re.compile(r"(\d+)\.0")


@dataclass(frozen=True)
class Day:
    """A date as read: `value` with its `precision` (None: to the day), or the `problem`."""

    value: date | None = None
    precision: str | None = None
    problem: str | None = None


def parse_day(text: str) -> Day:
    """Reads one date; neither value nor problem means that there is no date."""
    plain = unicodedata.normalize("NFKC", text)
    plain = _BRACKETS.sub("", plain.replace("\n", "").replace("\r", "")).strip()
    plain = _CLOCK.sub("", plain).replace(" ", "").rstrip(".")
    if plain in NOTHING:
        return Day()
    if _AMBIGUOUS.fullmatch(plain):
        return Day(problem="may be January or October: a spreadsheet cuts the zero of .10")
    parts = _parts(_NUMBER.sub(r"\1", plain) if _NUMBER.fullmatch(plain) else plain)
    if parts is None:
        return Day(problem="is no date that is known here")
    return _day(*parts)


def _parts(plain: str) -> tuple[int, int, int] | None:
    """Year, month and day; 0 for a month or day not given."""
    if _FIGURES.fullmatch(plain):
        return _from_figures(plain)
    for form in (_FULL, _CHINESE, _MONTH):
        if match := form.fullmatch(plain):
            figures = [int(part or 0) for part in match.groups()] + [0]
            if form is _MONTH and not figures[1]:
                return None
            return figures[0], figures[1], figures[2]
    if match := _SHORT.fullmatch(plain):
        year = int(match[1])
        return year + (1900 if year >= PIVOT else 2000), int(match[2]), 0
    return None


def _from_figures(figures: str) -> tuple[int, int, int] | None:
    if len(figures) == len("31168"):
        day = SERIAL_EPOCH + timedelta(days=int(figures))
        return day.year, day.month, day.day
    return int(figures[:4]), int(figures[4:6] or 0), int(figures[6:] or 0)


def _day(year: int, month: int, day: int) -> Day:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Day(problem=f"has a year outside {FIRST_YEAR} to {LAST_YEAR}")
    precision = None if day else ("month" if month else "year")
    try:
        return Day(date(year, month or 1, day or 1), precision)
    except ValueError:
        return Day(problem="is a day that does not exist")


def read_days(text: pl.Series) -> pl.DataFrame:
    """Reads a column of dates.

    Returns:
        `value` (date), `precision` (`month`, `year` or null), `problem` (text or null), row by
        row. Dates written YYYY-MM-DD are read at once, of the rest each spelling once.
    """
    iso = text.str.to_date("%Y-%m-%d", strict=False)
    iso = iso.set(~iso.dt.year().is_between(FIRST_YEAR, LAST_YEAR), None)
    rest = text.filter(iso.is_null() & text.is_not_null()).unique(maintain_order=True)
    read = [parse_day(each) for each in rest.to_list()]
    known = pl.DataFrame(
        {
            "text": rest,
            "other": pl.Series([day.value for day in read], dtype=pl.Date),
            "precision": pl.Series([day.precision for day in read], dtype=pl.String),
            "problem": pl.Series([day.problem for day in read], dtype=pl.String),
        }
    )
    rows = pl.DataFrame({"text": text, "iso": iso})
    return rows.join(known, on="text", how="left", validate="m:1", maintain_order="left").select(
        pl.coalesce("iso", "other").alias("value"), "precision", "problem"
    )
