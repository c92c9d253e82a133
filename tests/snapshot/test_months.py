from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.snapshot.months import add_months, month_plus, months, months_between

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2016, 5, 31), date(2023, 5, 1), 84),
        (date(2016, 6, 1), date(2023, 5, 31), 83),
        (date(2023, 5, 1), date(2023, 5, 31), 0),
        (date(2023, 5, 31), date(2023, 6, 1), 1),
        (date(2022, 12, 31), date(2023, 1, 1), 1),
        (date(2020, 2, 29), date(2021, 2, 28), 12),
        (date(2023, 6, 1), date(2023, 5, 31), -1),
    ],
)
def test_months_are_counted_and_days_ignored(start: date, end: date, count: int) -> None:
    assert months(start, end) == count


@pytest.mark.parametrize(
    ("day", "count", "first"),
    [
        (date(2023, 5, 31), 0, date(2023, 5, 1)),
        (date(2023, 5, 31), 8, date(2024, 1, 1)),
        (date(2023, 1, 15), -1, date(2022, 12, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 1)),
    ],
)
def test_adding_months_gives_the_first_of_the_month(day: date, count: int, first: date) -> None:
    assert add_months(day, count) == first


@settings(deadline=None)
@given(DAYS, st.integers(-600, 600))
def test_what_is_added_is_what_is_counted(day: date, count: int) -> None:
    assert months(day, add_months(day, count)) == count


@settings(deadline=None)
@given(DAYS, DAYS, DAYS)
def test_spans_add_up(first: date, second: date, third: date) -> None:
    assert months(first, second) + months(second, third) == months(first, third)


@settings(deadline=None)
@given(DAYS, DAYS)
def test_the_expression_counts_as_the_function_does(start: date, end: date) -> None:
    frame = pl.DataFrame({"start": [start], "end": [end]})
    assert frame.select(months_between("start", "end")).item() == months(start, end)


@settings(deadline=None)
@given(DAYS, st.integers(-600, 600))
def test_the_expression_adds_as_the_function_does(day: date, count: int) -> None:
    frame = pl.DataFrame({"day": [day], "count": [count]})
    assert frame.select(month_plus("day", count)).item() == add_months(day, count)
    assert frame.select(month_plus("day", "count")).item() == add_months(day, count)


def test_a_day_may_stand_for_a_column() -> None:
    frame = pl.DataFrame({"start": [date(2016, 5, 31)]})
    assert frame.select(months_between("start", date(2023, 5, 1))).item() == 84
    assert frame.select(months_between(pl.col("start"), date(2023, 5, 1))).item() == 84


def test_between_unknown_days_there_is_no_count() -> None:
    frame = pl.DataFrame({"start": [None, date(2020, 1, 1)], "end": [date(2020, 1, 1), None]})
    assert frame.select(months_between("start", "end")).to_series().to_list() == [None, None]
