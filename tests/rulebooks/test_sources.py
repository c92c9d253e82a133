"""What a personnel lawyer must find in every file: titles, units, sources, and doubt marked."""

import re

import pytest

from diaopei.screening.rule import UNITS, Entry, Rule
from diaopei.screening.rulebook import Rulebook, load_rulebook, shipped

BOOKS = {name: load_rulebook(name) for name in shipped()}
OWN = [
    pytest.param(rule, id=f"{name}/{rule.name}")
    for name, book in BOOKS.items()
    for rule in book.rules
    if rule.book == name
]
SIMPLIFIED = "领岗职级干乡镇县预录审过离进适应实现时满达级业员绩级长现报"
TRADITIONAL = "領崗職級幹鄉鎮縣預錄審過離進適應實現時滿達級業員績級長現報"
ONE_SCRIPT = [(s, t) for s, t in zip(SIMPLIFIED, TRADITIONAL, strict=True) if s != t]
TEXTS_READ_ONLY_IN_PART = re.compile(r"default of this rulebook|practice")
FROM_MEMORY = {
    "cn/key-principals-10y": "limit",
    "cn/township-deputy": "limit",
    "cn/township-principal-2y": "limit",
    "cn/civil-5y": "limit",
    "cn/reserve-age-band": "limit",
    "cn/reserve-age-band-section": "limit",
    "cn/secondment-end": "limit",
    "cn/shadowing-end": "limit",
    "ngari/altitude-years": "limit",
    "ngari/remote-return": "limit",
    "ngari/months-left": "limit",
    "ngari/not-all-change": "limit",
    "ngari/batch-size": "limit",
}


def entries(rule: Rule) -> list[Entry]:
    return [entry for number in rule.numbers.values() for _, entry in number.values]


@pytest.mark.parametrize("rule", OWN)
def test_the_title_stands_in_three_languages_each_in_its_own_script(rule: Rule) -> None:
    hans, hant = rule.title["zh-hans"], rule.title["zh-hant"]
    assert rule.title["en"].isascii()
    assert [t for _, t in ONE_SCRIPT if t in hans] == []
    assert [s for s, _ in ONE_SCRIPT if s in hant] == []
    assert len(hans) == len(hant)


@pytest.mark.parametrize("book", BOOKS.values(), ids=list(BOOKS))
def test_a_rulebook_has_its_title_in_three_languages_and_an_authority(book: Rulebook) -> None:
    assert set(book.title) == {"en", "zh-hans", "zh-hant"}
    assert book.authority


@pytest.mark.parametrize("rule", OWN)
def test_every_number_has_a_unit_and_a_reference(rule: Rule) -> None:
    assert all(n.unit in UNITS for name, n in rule.numbers.items() if name != "basis")
    assert all(entry.reference.document for entry in entries(rule))


@pytest.mark.parametrize("rule", OWN)
def test_a_default_or_a_practice_is_never_called_verified(rule: Rule) -> None:
    sources = [entry.reference for entry in entries(rule)]
    assert [s for s in sources if s.verified and TEXTS_READ_ONLY_IN_PART.search(s.document)] == []


@pytest.mark.parametrize(("where", "number"), FROM_MEMORY.items())
def test_a_figure_from_memory_or_without_a_text_is_marked(where: str, number: str) -> None:
    book, name = where.split("/")
    found = [entry.reference for _, entry in BOOKS[book][name].numbers[number].values]
    assert [reference.verified for reference in found] == [False] * len(found)
    assert all(str(reference).endswith("(?)") for reference in found)


@pytest.mark.parametrize("rule", OWN)
def test_a_verified_source_names_article_or_says_why_not(rule: Rule) -> None:
    law = [e.reference for e in entries(rule) if e.reference.verified and rule.book == "cn"]
    assert [r for r in law if not r.article and not r.note and "人社部" not in r.document] == []


@pytest.mark.parametrize("rule", OWN)
def test_a_rule_that_is_not_must_says_what_it_is_worth(rule: Rule) -> None:
    assert rule.strictness == "must" or rule.weight > 0


@pytest.mark.parametrize("rule", OWN)
def test_the_cases_look_at_two_months_or_two_sizes(rule: Rule) -> None:
    worlds = {(case["as_of"], case.get("of"), str(case.get("tables"))) for case in rule.cases}
    assert len(worlds) > 1
    months = {(case["as_of"].year * 12 + case["as_of"].month) for case in rule.cases}
    plan = rule.kind.startswith("plan_")
    next_to_each_other = any(month + 1 in months for month in months)
    boundary_by_world = rule.kind in ("qualification", "bar")
    assert plan or boundary_by_world or next_to_each_other
