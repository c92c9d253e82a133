from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.snapshot.months import add_months, months
from diaopei.snapshot.retirement import retirement_month

GOLDEN = [
    (60, (1965, 1), (2025, 2)),
    (60, (1966, 1), (2026, 5)),
    (60, (1975, 6), (2038, 2)),
    (60, (1988, 9), (2051, 9)),
    (60, (1964, 12), (2024, 12)),
    (55, (1970, 1), (2025, 2)),
    (55, (1970, 6), (2025, 8)),
    (55, (1970, 9), (2025, 12)),
    (55, (1971, 6), (2026, 11)),
    (55, (1988, 9), (2046, 9)),
    (50, (1975, 6), (2025, 9)),
    (50, (1976, 6), (2027, 3)),
    (50, (1977, 1), (2028, 2)),
    (50, (1984, 11), (2039, 11)),
    (50, (1988, 9), (2043, 9)),
]


def month_of(birth: date | None, base: int | None) -> date | None:
    frame = pl.DataFrame(
        {"birth": [birth], "base": [base]}, schema={"birth": pl.Date, "base": pl.Int32}
    )
    month: date | None = frame.select(retirement_month("birth", "base")).item()
    return month


@pytest.mark.parametrize(("base", "birth", "expected"), GOLDEN)
def test_golden_months_are_met(
    base: int, birth: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert month_of(date(*birth, 17), base) == date(*expected, 1)


@pytest.mark.parametrize(
    ("birth", "base"), [(None, 60), (date(1970, 1, 1), None), (date(1970, 1, 1), 63)]
)
def test_what_is_unknown_stays_unknown(birth: date | None, base: int | None) -> None:
    assert month_of(birth, base) is None


@settings(deadline=None)
@given(st.dates(date(1940, 1, 1), date(2010, 12, 31)), st.sampled_from([50, 55, 60]))
def test_the_delay_is_never_negative_nor_beyond_the_cap(birth: date, base: int) -> None:
    month = month_of(birth, base)
    assert month is not None
    delay = months(birth, month) - 12 * base
    assert 0 <= delay <= (60 if base == 50 else 36)


@settings(deadline=None)
@given(st.dates(date(1940, 1, 1), date(2010, 12, 31)), st.sampled_from([50, 55, 60]))
def test_who_is_born_later_never_retires_earlier(birth: date, base: int) -> None:
    later = month_of(add_months(birth, 1), base)
    now = month_of(birth, base)
    assert later is not None
    assert now is not None
    assert later > now
