from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from diaopei.reporting import Report, build_report
from diaopei.snapshot.facts import Facts


def test_every_finding_stands_in_one_list(
    report_of: Callable[[str], Report], findings: pl.DataFrame
) -> None:
    report = report_of("due_list")
    listed = sum(figure.rows.height for figure in report.figures.values())
    assert listed == findings.height


def test_the_lists_are_named_by_their_verdict(
    report_of: Callable[[str], Report], findings: pl.DataFrame
) -> None:
    report = report_of("due_list")
    for verdict in ("due", "breach", "soon", "unknown", "exempt"):
        found = findings.filter(pl.col("verdict") == verdict)
        rows = report.figures[f"due_list.{verdict}"].rows
        assert rows.height <= found.height
        assert set(rows["subject_id"]) <= set(found["subject_id"])


def test_what_may_not_be_moved_stands_apart(
    tables: dict[str, list[dict[str, Any]]],
    facts_of: Callable[..., Facts],
    findings: pl.DataFrame,
    rulebook: Any,
) -> None:
    bar = findings.head(1).with_columns(
        rule=pl.lit("probation"),
        subject_kind=pl.lit("person").cast(findings.schema["subject_kind"]),
        subject_id=pl.lit("B"),
        verdict=pl.lit("due").cast(findings.schema["verdict"]),
    )
    report = build_report("due-list", facts_of(tables), findings=bar, rulebook=rulebook)
    assert report.figures["due_list.barred"].rows["subject"].to_list() == ["Ben"]
    assert report.figures["due_list.due"].value == 0
    assert report.table("by_rule").rows.is_empty()


def test_the_tally_by_rule_adds_up(
    report_of: Callable[[str], Report], findings: pl.DataFrame
) -> None:
    report = report_of("due_list")
    barred = report.figures["due_list.barred"].rows.height
    verdicts = ["due", "breach", "soon", "exempt", "unknown"]
    total = report.table("by_rule").rows.select(verdicts).sum_horizontal().sum()
    assert total == findings.height - barred


def test_the_tally_by_unit_starts_with_the_most_due(report_of: Callable[[str], Report]) -> None:
    rows = report_of("due_list").table("by_unit").rows
    load = (rows["due"] + rows["breach"]).to_list()
    assert load == sorted(load, reverse=True)


def test_a_person_stands_under_the_unit_of_their_post(report_of: Callable[[str], Report]) -> None:
    rows = report_of("due_list").figures["due_list.due"].rows
    fay = rows.filter(pl.col("subject_id") == "G").head(1).to_dicts()
    assert [(row["subject"], row["unit"], row["post"]) for row in fay] == [
        ("Gus", "Fin", "office head")
    ]


@pytest.mark.parametrize("key", ["measure", "limit", "due_on", "reference"])
def test_a_row_says_measure_limit_day_and_article(
    report_of: Callable[[str], Report], key: str
) -> None:
    evidence = report_of("due_list").figures["due_list.due"].evidence
    assert key in [column.key for column in evidence.columns]


def test_rules_go_by_their_titles_in_each_language(report_of: Callable[[str], Report]) -> None:
    evidence = report_of("due_list").figures["due_list.due"].evidence
    assert "Eight weighted years at high altitude" in evidence.shown("en")["rule"].to_list()
    assert "altitude-years" not in evidence.shown("zh-hant")["rule"].to_list()


def test_without_a_rulebook_rules_go_by_their_names(facts: Facts, findings: pl.DataFrame) -> None:
    report = build_report("due-list", facts, findings=findings)
    assert "altitude-years" in report.table("by_rule").shown("en")["rule"].to_list()


def test_no_finding_makes_an_empty_list(facts: Facts, findings: pl.DataFrame) -> None:
    report = build_report("due-list", facts, findings=findings.clear())
    assert {figure.value for figure in report.figures.values()} == {0}
