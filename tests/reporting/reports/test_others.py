from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from diaopei.reporting import Report, build_report
from diaopei.reporting.flows import MOST_UNITS, flow
from diaopei.reporting.reports.roster import roster_rows
from diaopei.reporting.reports.successors import READY, key_posts
from diaopei.snapshot.facts import Facts

Build = Callable[[str], Report]
Tables = dict[str, list[dict[str, Any]]]


def test_the_roster_has_everybody_in_force(facts: Facts) -> None:
    rows = roster_rows(facts)
    assert sorted(rows["person_id"]) == list("ABCDEFGHIJKLM")
    assert rows["number"].to_list() == list(range(1, 14))


@pytest.mark.parametrize("status", ["retired", "departed"])
def test_who_left_is_not_on_the_roster(
    tables: Tables, facts_of: Callable[..., Facts], status: str
) -> None:
    tables["people"][0]["status"] = status
    assert "A" not in roster_rows(facts_of(tables))["person_id"].to_list()


def test_the_roster_tells_the_career_line_by_line(facts: Facts) -> None:
    ada = roster_rows(facts).filter(pl.col("person_id") == "A").row(0, named=True)
    assert ada["career"] == "2014.09-2022.09 Pub head\n2022.09- Fin head"
    assert (ada["age"], ada["unit"], ada["post"]) == (45, "Fin", "head")
    assert ada["post_since"] == date(2022, 9, 1)


def test_the_roster_lists_the_last_five_appraisals(
    tables: Tables, facts_of: Callable[..., Facts]
) -> None:
    grades = ["basic", *["competent"] * 4, "excellent"]
    tables["appraisals"] = [
        {"person_id": "A", "year": 2017 + n, "grade": grade} for n, grade in enumerate(grades)
    ]
    ada = roster_rows(facts_of(tables)).filter(pl.col("person_id") == "A")
    assert ada["grade"].to_list() == [grades[1:]]


def test_key_posts_with_nobody_ready_come_first(facts: Facts) -> None:
    rows = key_posts(facts)
    assert rows.height == 7
    assert rows["ready"].to_list() == sorted(rows["ready"])


def test_a_holder_does_not_follow_himself(facts: Facts) -> None:
    head = key_posts(facts).filter(pl.col("post_id") == "FIN-1").row(0, named=True)
    assert head["holder"] == "Ada"
    assert not any(said.startswith("Ada ") for said in head["successors"] or [])


def test_successors_are_named_with_a_fit_that_is_ready(facts: Facts) -> None:
    said = key_posts(facts)["successors"].explode(empty_as_null=True).drop_nulls().to_list()
    assert all(int(name.split()[-1]) >= READY for name in said)


def test_no_key_post_makes_an_empty_list(tables: Tables, facts_of: Callable[..., Facts]) -> None:
    tables["posts"] = [post | {"must_fill": False} for post in tables["posts"]]
    report = build_report("successors", facts_of(tables))
    assert report.figures["successors.key_posts"].value == 0


@pytest.mark.parametrize(
    ("key", "who"),
    [("reserve.on", ["H", "I"]), ("reserve.entered", ["I"]), ("reserve.left", ["J"])],
)
def test_the_reserve_lists_roll(report_of: Build, key: str, who: list[str]) -> None:
    assert sorted(report_of("reserve").figures[key].rows["person_id"]) == who


def test_the_round_counts_moves_by_kind(report_of: Build) -> None:
    figures = report_of("round").figures
    assert {key: figure.value for key, figure in figures.items()} == {
        "round.moves": 4,
        "round.promoted": 1,
        "round.promoted_grassroots_pct": 100.0,
        "round.rotation": 3,
        "round.fit": 0,
        "round.development": 1,
        "round.composition": 0,
        "round.care": 1,
    }


def test_the_round_gives_goals_and_reasons_their_titles(report_of: Build) -> None:
    report = report_of("round")
    assert report.table("layers").shown("en")["goal"][0] == "Must-fill posts left empty"
    reasons = report.table("round.moves").shown("zh-hant")["reasons"].to_list()
    assert set(reasons) == {"在同一部門擔任領導崗位滿七年"}


def test_the_round_says_what_was_accepted_and_waived(report_of: Build) -> None:
    names = [table.name for table in report_of("round").tables]
    assert names == ["layers", "round.moves", "issues", "waived"]


def test_few_units_flow_by_name(facts: Facts) -> None:
    drawn = flow(facts, pl.DataFrame({"from_unit_id": ["FIN"], "to_unit_id": ["PUB"]}))
    assert drawn.table.shown("en").rows() == [("Fin", "Pub", "1")]


def test_many_units_flow_by_county_and_tier(tables: Tables, facts_of: Callable[..., Facts]) -> None:
    first = tables["units"][-4]
    tables["units"] += [first | {"unit_id": f"T{n}"} for n in range(MOST_UNITS + 1)]
    ends = [f"T{n}" for n in range(MOST_UNITS + 1)]
    moves = pl.DataFrame({"from_unit_id": ends, "to_unit_id": ["FIN"] * len(ends)})
    drawn = flow(facts_of(tables), moves)
    assert drawn.table.shown("en").rows() == [("Gar · township", "Ng · prefecture", "41")]
    assert drawn.table.shown("zh-hant").rows() == [("Gar · 鄉鎮", "Ng · 地直", "41")]


def test_who_enters_or_leaves_is_not_in_the_flow(facts: Facts) -> None:
    moves = pl.DataFrame({"from_unit_id": [None, "FIN"], "to_unit_id": ["PUB", None]})
    assert flow(facts, moves).table.rows.is_empty()
