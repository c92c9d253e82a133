"""Months as whole numbers, for drawing dates by chance and turning them into columns."""

from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
EPOCH = 1970 * 12
UNKNOWN = -(2**31)
"""Stands for "no date" among month numbers."""


def month_of(day: date) -> int:
    """The number of the month a day lies in."""
    return day.year * 12 + day.month - 1


def days(months: Ints, day: Ints | int = 1) -> pl.Series:
    """Month numbers as dates; `UNKNOWN` becomes null.

    Args:
        months: numbers as `month_of` gives them.
        day: day of the month, from 1 to 28.
    """
    known = months != UNKNOWN
    start = (np.where(known, months, EPOCH) - EPOCH).astype("datetime64[M]").astype("datetime64[D]")
    column = pl.Series(start.astype(np.int64) + (day - 1)).cast(pl.Int32).cast(pl.Date)
    return pl.select(pl.when(pl.Series(known)).then(column)).to_series()
