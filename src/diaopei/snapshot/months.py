"""Time as the trade counts it: in calendar months, days ignored (facts: domain, section 4)."""

from datetime import date

import polars as pl

IntoExpr = pl.Expr | str | date


def months(start: date, end: date) -> int:
    """Months from `start` to `end`: `(year - year) * 12 + month - month`; days are ignored."""
    return (end.year - start.year) * 12 + end.month - start.month


def months_between(start: IntoExpr, end: IntoExpr) -> pl.Expr:
    """The same count as an expression over date columns; null where either date is unknown."""
    return _index(end) - _index(start)


def add_months(day: date, count: int) -> date:
    """The first day of the month `count` months after the month of `day`."""
    index = day.year * 12 + day.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def month_plus(day: IntoExpr, count: IntoExpr | int) -> pl.Expr:
    """First day of the month `count` months after `day`, as an expression over columns."""
    base = _column(day).dt.truncate("1mo")
    steps = pl.lit(count) if isinstance(count, int) else _column(count)
    return base.dt.offset_by(pl.format("{}mo", steps))


def _index(day: IntoExpr) -> pl.Expr:
    column = _column(day)
    return column.dt.year().cast(pl.Int32) * 12 + column.dt.month().cast(pl.Int32)


def _column(day: IntoExpr) -> pl.Expr:
    if isinstance(day, str):
        return pl.col(day)
    return pl.lit(day) if isinstance(day, date) else day
