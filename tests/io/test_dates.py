from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.io.dates import FIRST_YEAR, LAST_YEAR, parse_day, read_days

TO_THE_DAY = [
    "1985-03-12", "19850312", "1985.03.12", "1985.3.12", "1985/3/12", "1985/03/12",
    "1985年03月12日", "1985年3月12日", "1985年3月12號", "１９８５．０３．１２",
    "1985-03-12 00:00:00",
    "1985-03-12T00:00:00", " 1985-03-12 ", "31118", "31118.0", "1985.03.12（38岁）",
]  # fmt: skip
TO_THE_MONTH = [
    "1985.03", "1985.3", "198503", "1985-03", "1985-3", "1985/3", "1985/03", "1985年3月",
    "1985年03月", "1985年3月份", "1985．03", "85.03", "85-03", "1985.03（38岁）", "1985.03\n(38岁)",
    "1985.03(38岁)", "１９８５．０３", "1985 .03", "198503.0", "1985.03.",
]  # fmt: skip
NO_DATE = ["", " ", "无", "無", "/", "-", "—", "——", "至今", "無 ", "（无）"]
NOT_UNDERSTOOD = [
    "1985.13", "1985-02-30", "19850230", "1985.00", "198500.5", "0001-01-01", "1885.03", "2300-01",
    "不详", "1985.03民盟", "12/03/1985", "3月", "1985年13月", "199", "1985--03",
    "2023-06-31", "#N/A",
]  # fmt: skip


@pytest.mark.parametrize("text", TO_THE_DAY)
def test_a_full_date_is_read_to_the_day(text: str) -> None:
    day = parse_day(text)
    assert (day.value, day.precision, day.problem) == (date(1985, 3, 12), None, None)


@pytest.mark.parametrize("text", TO_THE_MONTH)
def test_a_month_is_held_as_its_first_day(text: str) -> None:
    day = parse_day(text)
    assert (day.value, day.precision, day.problem) == (date(1985, 3, 1), "month", None)


@pytest.mark.parametrize("text", ["1985", "1985年", "1985.0", "１９８５"])
def test_a_year_is_held_as_its_first_day(text: str) -> None:
    assert (parse_day(text).value, parse_day(text).precision) == (date(1985, 1, 1), "year")


@pytest.mark.parametrize("text", NO_DATE)
def test_a_sign_for_nothing_is_no_date_and_no_problem(text: str) -> None:
    assert (parse_day(text).value, parse_day(text).problem) == (None, None)


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_what_is_no_date_is_unknown_and_has_a_reason(text: str) -> None:
    assert parse_day(text).value is None
    assert parse_day(text).problem


@pytest.mark.parametrize("text", ["1985.1", "２０２０．1", "1985.1（38岁）"])
def test_a_month_whose_zero_a_spreadsheet_may_have_cut_is_not_guessed(text: str) -> None:
    assert parse_day(text).value is None
    assert "October" in (parse_day(text).problem or "")


@pytest.mark.parametrize("text", ["1985-1", "1985/1", "1985年1月", "1985.01", "198501"])
def test_january_is_read_where_no_zero_can_be_missing(text: str) -> None:
    assert parse_day(text).value == date(1985, 1, 1)


@pytest.mark.parametrize(("text", "year"), [("30.01", 1930), ("99.12", 1999), ("05.03", 2005)])
def test_a_year_of_two_figures_belongs_to_the_century_around_us(text: str, year: int) -> None:
    value = parse_day(text).value
    assert value is not None
    assert value.year == year


@settings(deadline=None)
@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_every_date_is_read_back_from_each_form(day: date) -> None:
    forms = ("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日")
    assert {parse_day(day.strftime(form)).value for form in forms} == {day}


@settings(deadline=None)
@given(st.lists(st.sampled_from([*TO_THE_DAY, *TO_THE_MONTH, *NO_DATE, *NOT_UNDERSTOOD])))
def test_a_column_is_read_as_its_cells_are(texts: list[str]) -> None:
    column = read_days(pl.Series(texts, dtype=pl.String))
    alone = [parse_day(text) for text in texts]
    assert column.rows() == [(day.value, day.precision, day.problem) for day in alone]
