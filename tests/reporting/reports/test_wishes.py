from collections.abc import Callable
from typing import Any

from diaopei.reporting import Report, build_report
from diaopei.snapshot.facts import Facts

Build = Callable[[str], Report]


def test_wishes_are_counted_with_the_people_behind_them(report_of: Build) -> None:
    figures = report_of("wishes").figures
    assert {key.removeprefix("wishes."): told.value for key, told in figures.items()} == {
        "people": 2, "first": 0, "met": 1, "envious": 1, "left_free": 1, "regressions": 1,
    }  # fmt: skip
    assert figures["wishes.envious"].rows["name"].to_list() == ["Cai"]


def test_the_mechanisms_stand_beside_the_plan_by_their_titles(report_of: Build) -> None:
    ways = report_of("wishes").table("wishes.ways").shown("zh-hant")
    assert ways["way"].to_list()[0] == "本方案"
    assert "top_trading_cycles" not in ways["way"].to_list()
    assert ways["broken_rows"].to_list() == ["", "1"]


def test_limits_a_mechanism_breaks_are_named(report_of: Build) -> None:
    broken = report_of("wishes").table("wishes.broken").shown("en")
    assert broken["constraint"].to_list() != ["batch_size"]
    assert broken["total"].to_list() == ["2"]


def test_where_nobody_has_wishes_one_line_says_so(
    facts: Facts, plan_of: Callable[..., Any]
) -> None:
    report = build_report("wishes", facts, plan=plan_of())
    assert [told.body["en"] for told in report.paragraphs] == ["No wishes are on record."]
    assert (report.tables, report.figures) == ((), {})
