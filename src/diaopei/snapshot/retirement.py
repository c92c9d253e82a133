"""The statutory retirement month, by base age and the gradual schedule in force since 2025.

Source: 全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定, 2024-09-13;
month precision as the published calculators have it.
"""

from dataclasses import dataclass

import polars as pl

FIRST_YEAR = 2025
"""Whoever reaches the old age before this year retires at it."""


@dataclass(frozen=True)
class Schedule:
    """One month later for every `step` months of the calendar, `cap` months at most."""

    step: int
    cap: int


SCHEDULES = {50: Schedule(step=2, cap=60), 55: Schedule(step=4, cap=36), 60: Schedule(4, 36)}
"""By base age: the age in years at which the person would have retired before 2025."""


def retirement_month(birth: str, base_age: str) -> pl.Expr:
    """First day of the statutory retirement month; null where birth or base age is unknown.

    The old month is birth plus base age. From 2025 on, the n-th month of the schedule
    (January 2025 is the first) is delayed by `min(cap, (n - 1) // step + 1)` months.

    Args:
        birth: name of a date column.
        base_age: name of an integer column in years; any age but 50, 55, 60 gives null.
    """
    year, month = pl.col(birth).dt.year().cast(pl.Int32), pl.col(birth).dt.month().cast(pl.Int32)
    age = pl.col(base_age).cast(pl.Int32)
    old = (year + age) * 12 + month - 1
    index = old + _delay(age, old - FIRST_YEAR * 12 + 1)
    day = pl.date(index // 12, index % 12 + 1, 1)
    return pl.when(age.is_in(list(SCHEDULES))).then(day)


def _delay(age: pl.Expr, nth: pl.Expr) -> pl.Expr:
    """Months of delay in the `nth` month of the schedule; 0 before the first."""
    delay = pl.lit(0, dtype=pl.Int32)
    for base, schedule in SCHEDULES.items():
        steps = ((nth - 1) // schedule.step + 1).clip(0, schedule.cap)
        delay = pl.when(age == base).then(steps).otherwise(delay)
    return delay
