from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.fiction.calendar import UNKNOWN, days, month_of


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_month_number_leads_back_to_its_month(day: date) -> None:
    assert days(np.array([month_of(day)])).to_list() == [day.replace(day=1)]


def test_the_day_of_the_month_can_be_given() -> None:
    month = month_of(date(1979, 2, 1))
    assert days(np.array([month]), np.array([28])).to_list() == [date(1979, 2, 28)]


def test_unknown_months_have_no_date() -> None:
    assert days(np.array([UNKNOWN, month_of(date(1970, 1, 1))])).to_list() == [
        None,
        date(1970, 1, 1),
    ]
