"""A table of a report: typed rows, and the words a reader sees them under."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from diaopei.errors import UnknownNameError
from diaopei.reporting.codes import YES_NO, Codes
from diaopei.reporting.columns import COLUMNS, Column
from diaopei.reporting.texts import COMMA, Text


@dataclass(frozen=True)
class Table:
    """Rows with a title and titled columns; `is_long` tables start folded on a page."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: pl.DataFrame
    is_long: bool = False

    @classmethod
    def of(
        cls, name: str, title: Text, rows: pl.DataFrame, columns: Iterable[str | Column] = ()
    ) -> "Table":
        """A table of the named columns, or of all columns of the rows.

        Args:
            name: how the table is called in JSON and on the sheet.
            title: what stands above it.
            rows: the rows; only the named columns are kept.
            columns: keys of `COLUMNS`, or columns of the report's own.

        Raises:
            UnknownNameError: a key is not in `COLUMNS`.
        """
        titled = tuple(_column(column) for column in (columns or rows.columns))
        kept = rows.select([column.key for column in titled])
        return cls(name, title, titled, kept, is_long=kept.height > LONG)

    def shown(self, lang: str) -> pl.DataFrame:
        """All cells as the text a reader of that language sees; unknown is empty."""
        return self.rows.select(
            shown_cells(self.rows[column.key], column, lang) for column in self.columns
        )

    def titled(self, lang: str) -> pl.DataFrame:
        """Codes by their names under titles of that language; numbers and days keep their type."""
        return self.rows.select(
            (
                self.rows[column.key]
                if _is_plain(self.rows.schema[column.key])
                else shown_cells(self.rows[column.key], column, lang)
            ).alias(column.title[lang])
            for column in self.columns
        )

    def is_numeric(self, column: Column) -> bool:
        """Whether a column holds numbers, which are set flush right."""
        return self.rows.schema[column.key].is_numeric()


ARROW = "\u202f→\u202f"
"""Between before and after in one cell: narrow spaces that do not break the line."""

LONG = 40
"""From how many rows on a table is folded."""


def shown_cells(cells: pl.Series, column: Column, lang: str) -> pl.Series:
    """One column as text in one language; a code without a name stays as it is."""
    if cells.dtype == pl.Date:
        return cells.dt.to_string("%Y.%m" if column.is_month else "%Y-%m-%d").fill_null("")
    codes = YES_NO if cells.dtype == pl.Boolean and column.codes is None else column.codes
    whole = pl.col(cells.name)
    if isinstance(cells.dtype, pl.List):
        entries = whole.list.eval(_named(pl.element(), codes, lang))
        shown = entries.list.join(COMMA[lang], ignore_nulls=True)
    else:
        shown = _named(whole, codes, lang)
    return cells.to_frame().select(shown.fill_null("")).to_series()


def _named(cells: pl.Expr, codes: Codes | None, lang: str) -> pl.Expr:
    plain = cells.cast(pl.String)
    return plain.replace({code: name[lang] for code, name in codes.items()}) if codes else plain


def _is_plain(kind: pl.DataType) -> bool:
    return kind.is_numeric() or kind == pl.Date


def _column(column: str | Column) -> Column:
    if isinstance(column, Column):
        return column
    if column not in COLUMNS:
        what = "column of a report"
        raise UnknownNameError(what, column)
    return COLUMNS[column]
