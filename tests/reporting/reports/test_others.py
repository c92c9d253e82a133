from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from diaopei.fit.criteria import breadth
from diaopei.reporting import Report, build_report
from diaopei.reporting.drawing import so_many
from diaopei.reporting.flows import MOST_ENDS, flow
from diaopei.reporting.reports import next_step
from diaopei.reporting.reports.next_step import lacking
from diaopei.reporting.reports.roster import roster_rows
from diaopei.reporting.reports.successors import READY, key_posts
from diaopei.reporting.texts import text
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
    assert report.table("layers").shown("en")["goal"][0].startswith("Must-fill posts left empty, ")
    assert report.table("goals").shown("zh-hans")["goal"][0] == "必配岗位空缺数"
    reasons = report.table("round.moves").shown("zh-hant")["reasons"].to_list()
    assert set(reasons) == {"在同一部門擔任領導崗位滿七年"}


def test_the_round_says_what_was_accepted_and_waived(report_of: Build) -> None:
    report = report_of("round")
    names = [table.name for table in report.tables]
    assert names == ["layers", "goals", "round.moves", "accepted", "issues", "waived"]
    assert report.table("accepted").rows.rows() == [("two_holders", "known")]


def test_few_units_flow_by_name(facts: Facts) -> None:
    drawn = flow(facts, pl.DataFrame({"from_unit_id": ["FIN"], "to_unit_id": ["PUB"]}))
    assert drawn.table.shown("en").rows() == [("Fin", "Pub", "1")]


def test_many_units_flow_by_county_and_tier(tables: Tables, facts_of: Callable[..., Facts]) -> None:
    first = tables["units"][-4]
    tables["units"] += [first | {"unit_id": f"T{n}"} for n in range(MOST_ENDS + 1)]
    ends = [f"T{n}" for n in range(MOST_ENDS + 1)]
    moves = pl.DataFrame({"from_unit_id": ends, "to_unit_id": ["FIN"] * len(ends)})
    drawn = flow(facts_of(tables), moves)
    assert drawn.table.shown("en").rows() == [("Gar · township", "Ng · prefecture", "41")]
    assert drawn.table.shown("zh-hant").rows() == [("Gar · 鄉鎮", "Ng · 地直", "41")]


def test_very_many_counties_flow_by_tier(tables: Tables, facts_of: Callable[..., Facts]) -> None:
    ends = [f"T{n}" for n in range(MOST_ENDS + 1)]
    tables["places"] += [tables["places"][1] | {"place_id": end, "name": end} for end in ends]
    first = tables["units"][3]
    tables["units"] += [first | {"unit_id": end, "place_id": end} for end in ends]
    moves = pl.DataFrame({"from_unit_id": ends, "to_unit_id": ["FIN"] * len(ends)})
    drawn = flow(facts_of(tables), moves)
    assert drawn.table.shown("zh-hans").rows() == [("县直", "地直", "41")]
    assert drawn.title["en"] == "Moves between tiers"


def test_who_enters_or_leaves_is_not_in_the_flow(facts: Facts) -> None:
    moves = pl.DataFrame({"from_unit_id": [None, "FIN"], "to_unit_id": ["PUB", None]})
    assert flow(facts, moves).table.rows.is_empty()


def visits(tables: Tables, facts_of: Callable[..., Facts], **about: Any) -> dict[str, float]:
    tables["visits"] = [
        {"visit_id": "V1", "person_id": "F", "assignment_id": "11", "due": date(2023, 4, 1)} | about
    ]
    report = build_report("visits", facts_of(tables))
    return {key.removeprefix("visits."): figure.value for key, figure in report.figures.items()}


@pytest.mark.parametrize(
    ("about", "counts"),
    [
        ({}, {"due": 1, "soon": 0, "unsuited": 0}),
        ({"held": date(2023, 4, 9), "verdict": "suited"}, {"due": 0, "soon": 0, "unsuited": 0}),
        ({"held": date(2023, 4, 9), "verdict": "unsuited"}, {"due": 0, "soon": 0, "unsuited": 1}),
    ],
)
def test_a_visit_is_owed_until_it_is_held(
    tables: Tables,
    facts_of: Callable[..., Facts],
    about: dict[str, Any],
    counts: dict[str, int],
) -> None:
    assert visits(tables, facts_of, **about) == counts


def test_visits_owed_soon_stand_apart(tables: Tables, facts_of: Callable[..., Facts]) -> None:
    tables["assignments"][10]["start"] = date(2023, 1, 1)
    tables["assignments"][9]["end"] = date(2023, 1, 1)
    assert visits(tables, facts_of, due=date(2023, 7, 1)) == {"due": 0, "soon": 1, "unsuited": 0}


@pytest.mark.parametrize(
    ("start", "lacks"),
    [(date(2021, 6, 1), ["grassroots", "organ"]), (date(2021, 5, 1), ["grassroots"])],
)
def test_two_full_years_are_no_longer_lacking(
    tables: Tables, facts_of: Callable[..., Facts], start: date, lacks: list[str]
) -> None:
    tables["assignments"][12]["start"] = start
    rows = lacking(facts_of(tables)).filter(pl.col("person_id") == "H")
    assert rows["lacking"].to_list() == [lacks]


def test_posts_that_supply_what_is_lacking_are_named(facts: Facts) -> None:
    hal = lacking(facts).filter(pl.col("person_id") == "H").row(0, named=True)
    assert len(hal["supplied_by"]) == 3
    below = {"Garc", "Garg", "Burf", "Town", "Fin", "Sch", "Pub"}
    assert all(said.split()[0] in below for said in hal["supplied_by"])


def test_who_left_the_reserve_is_not_asked_about(facts: Facts) -> None:
    assert sorted(lacking(facts)["person_id"]) == ["H", "I"]


@pytest.mark.parametrize(("pictures", "said"), [(60, "Chains"), (61, "Chains (the first 60 of 61")])
def test_a_title_says_when_not_all_is_drawn(pictures: int, said: str) -> None:
    assert so_many(text("Chains", "链", "鏈"), pictures)["en"].startswith(said)


def test_the_reserve_is_measured_as_the_fit_measures_breadth() -> None:
    assert (next_step.ROOTED, next_step.GRASSROOTS) == (breadth.ROOTED, breadth.GRASSROOTS)
