from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from diaopei.errors import RulebookError
from diaopei.screening import Rule
from diaopei.screening.loader import load_rule

Raw = Callable[..., dict[str, Any]]
DAY = date(2000, 1, 1)
SOURCE = {"document": "a regulation", "verified": True}


def number(**changes: Any) -> dict[str, Any]:
    return {"unit": "year", "values": {DAY: {"value": 7, "reference": SOURCE, **changes}}}


def test_a_rule_is_read_with_its_numbers_and_sources(raw: Raw) -> None:
    rule = load_rule(raw("tenure", measure="same_post", limit=("year", 7)), "x.yaml", "here")
    assert (rule.name, rule.kind, rule.book, rule.strictness) == (
        "tested",
        "tenure",
        "here",
        "must",
    )
    assert rule.number("limit", on=DAY) == 7
    assert rule.months("limit", on=DAY) == 84
    assert rule.reference("limit", on=DAY) == rule.basis(on=DAY) == "a regulation, art. 1"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"kind": "astrology"}, "no kind is called 'astrology'"),
        ({"strictness": "perhaps"}, "'perhaps' is not one of may, should, must"),
        ({"strictness": "should"}, "weight"),
        ({"strictness": "should", "weight": 101}, "weight"),
        ({"weight": True}, "weight"),
        ({"title": {"en": "a"}}, "zh-hans must be given"),
        ({"title": "a"}, "expected a mapping"),
        ({"exchange": "punishment"}, "'punishment' is not one of"),
        ({"reason_required": "yes"}, "must be true or false"),
        ({"notes": 5}, "notes must be given as text"),
        ({"cases": []}, "needs cases"),
        ({"cases": None}, "needs cases"),
        ({"cases": [{"name": "a", "as_of": DAY}]}, "expect"),
        ({"cases": [{"name": "a", "expect": []}]}, "as_of"),
        ({"cases": [{"name": "a", "as_of": DAY, "expect": [], "x": 1}]}, "unknown key 'x'"),
        ({"cases": [{"name": "a", "as_of": DAY, "expect": [], "tables": {"cats": []}}]}, "cats"),
        ({"world": {"cats": []}}, "cats"),
        ({"measure": "same_mood"}, "'same_mood' is not one of"),
        ({"measure": ["same_post"]}, "not a list"),
        ({"measure": 5}, "not text"),
        ({"limit": 7}, "expected a mapping"),
        ({"limit": {"values": number()["values"]}}, "unit must be one of month, year, not None"),
        ({"limit": {**number(), "unit": "day"}}, "not 'day'"),
        ({"limit": {"unit": "year", "values": {}}}, "no dated value"),
        ({"limit": {"unit": "year"}}, "no dated value"),
        ({"limit": {"unit": "year", "values": {"soon": {}}}}, "not a date"),
        ({"limit": {"unit": "year", "values": {DAY: {"value": 7}}}}, "needs a reference"),
        ({"limit": number(value=7.5)}, "must be an integer"),
        ({"limit": number(value=True)}, "must be an integer"),
        ({"limit": number(value="7")}, "must be an integer"),
        ({"limit": number(reference={"verified": True})}, "no document"),
        ({"limit": number(reference={"document": "a"})}, "verified"),
        ({"limit": number(reference={**SOURCE, "article": 5})}, "article must be str"),
        ({"limit": number(reference={**SOURCE, "page": "5"})}, "unknown key 'page'"),
        ({"limit": number(since="2000")}, "unknown key 'since'"),
        ({"binds": {"mood": "good"}}, "unknown key 'mood'"),
        ({"binds": {"tier": "galaxy"}}, "'galaxy' is not one of"),
        ({"binds": {"principal": "yes"}}, "true or false"),
        ({"binds": {"tier": []}}, "empty"),
        ({"binds": {"system": [5]}}, "not text"),
        ({"binds": {"level_from": ["clerk", "section_deputy"]}}, "exactly one"),
        ({"binds": {"sex": "female"}}, "red line"),
        ({"binds": {"ethnicity": "04"}}, "red line"),
        ({"binds": {"health_limit": "none"}}, "red line"),
        ({"rule": "party-loyalty"}, "red line"),
        ({"notes": "measures religious belief"}, "red line"),
        ({"notes": "考察其宗教信仰"}, "red line"),
        ({"title": {"en": "Integrity score", "zh-hans": "a", "zh-hant": "b"}}, "red line"),
    ],
)
def test_what_is_not_known_or_not_allowed_is_refused(
    raw: Raw, change: dict[str, Any], message: str
) -> None:
    given = {**raw("tenure", measure="same_post", limit=("year", 7)), **change}
    with pytest.raises(RulebookError, match=message) as caught:
        load_rule(given, "book/tested.yaml")
    assert str(caught.value).startswith("book/tested.yaml")


@pytest.mark.parametrize(
    "key", ["rule", "kind", "strictness", "title", "measure", "limit", "cases"]
)
def test_what_every_rule_needs_may_not_be_left_out(raw: Raw, key: str) -> None:
    given = raw("tenure", measure="same_post", limit=("year", 7))
    del given[key]
    with pytest.raises(RulebookError, match=key):
        load_rule(given, "x.yaml")


def test_a_rule_without_a_figure_needs_a_basis(raw: Raw) -> None:
    given = raw("separation")
    del given["basis"]
    with pytest.raises(RulebookError, match="basis"):
        load_rule(given, "x.yaml")


def test_a_document_may_be_called_what_it_is_called(raw: Raw) -> None:
    law = {"document": "宗教事务条例", "verified": False}
    rule = load_rule(raw("separation", basis={DAY: {"reference": law}}), "x.yaml")
    assert rule.basis(on=DAY) == "宗教事务条例 (?)"


def test_red_lines_open_only_for_kinds_that_cite_a_document(rule: Callable[..., Rule]) -> None:
    limit = rule(
        "plan_limit", limits="no_higher", limit=("metre", 0), binds={"health_limit": "no_higher"}
    )
    assert limit.binds == ({"health_limit": ("no_higher",)},)


def test_a_world_stands_under_every_case(raw: Raw) -> None:
    cases = [
        {"name": "a", "as_of": DAY, "expect": []},
        {"name": "b", "as_of": DAY, "expect": [], "tables": {"people": [{"person_id": "P2"}]}},
    ]
    world = {"people": [{"person_id": "P1"}], "posts": [{"post_id": "A"}]}
    rule = load_rule(raw("separation", world=world, cases=cases), "x.yaml")
    assert rule.cases[0]["tables"] == world
    assert rule.cases[1]["tables"] == {**world, "people": [{"person_id": "P2"}]}
