from dataclasses import replace
from datetime import date

import pytest

from diaopei.errors import RulebookError
from diaopei.screening import Rule
from diaopei.screening.rule import Entry, Number, Reference

OLD, NEW = date(2006, 6, 10), date(2019, 3, 3)
LAW = Reference("a law", "5", "2006", verified=True)
LATER = Reference("a law", "6", "2019")


def made() -> Rule:
    number = Number("year", ((OLD, Entry(10, LAW)), (NEW, Entry(8, LATER))))
    title = {"en": "", "zh-hans": "", "zh-hant": ""}
    return Rule("ten", "tenure", "must", title, numbers={"limit": number})


@pytest.mark.parametrize(
    ("day", "value", "source"),
    [
        (date(2006, 6, 10), 10, "a law(2006), art. 5"),
        (date(2019, 3, 2), 10, "a law(2006), art. 5"),
        (date(2019, 3, 3), 8, "a law(2019), art. 6 (?)"),
    ],
)
def test_the_value_in_force_on_the_day_counts(day: date, value: int, source: str) -> None:
    assert made().number("limit", on=day) == value
    assert made().months("limit", on=day) == value * 12
    assert made().reference("limit", on=day) == source


def test_before_its_first_date_a_rule_is_not_in_force() -> None:
    assert not made().in_force(date(2006, 6, 9))
    assert made().in_force(OLD)
    with pytest.raises(RulebookError, match="no limit is in force on 2006-06-09"):
        made().number("limit", on=date(2006, 6, 9))


def test_a_number_it_does_not_have_is_named() -> None:
    with pytest.raises(RulebookError, match="rule ten: no warn_before"):
        made().entry("warn_before", on=NEW)


def test_a_warning_may_come_into_force_after_the_rule() -> None:
    late = Number("month", ((NEW, Entry(12, LAW)),))
    rule = replace(made(), numbers={**made().numbers, "warn_before": late})
    assert rule.in_force(OLD)
    assert rule.warning(on=OLD) is None
    assert rule.warning(on=NEW) == 12


def test_a_rule_without_a_figure_is_in_force_with_its_basis() -> None:
    rule = replace(made(), numbers={"basis": Number("", ((NEW, Entry(None, LAW)),))})
    assert not rule.in_force(OLD)
    assert rule.in_force(NEW)
