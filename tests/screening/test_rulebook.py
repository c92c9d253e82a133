from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diaopei.errors import RulebookError, UnknownNameError
from diaopei.screening import Rulebook, load_rulebook, shipped

DAY = date(2023, 5, 31)
BOOK = "rulebook: {name}\ntitle: {{en: a, zh-hans: b, zh-hant: c}}\n"
RULE = """
rule: ten
kind: tenure
strictness: {strictness}
weight: 10
may_relax: {may_relax}
title: {{en: a, zh-hans: b, zh-hant: c}}
binds: {{tier: [county, prefecture], principal: true}}
measure: same_post
limit:
  unit: year
  values:
    2006-01-01: {{value: 10, reference: {{document: law, verified: true}}}}
cases: [{{name: a, as_of: 2020-01-01, expect: []}}]
"""
LIMIT = """limit:
  unit: {unit}
  values:
    2022-01-01: {{value: {value}, reference: {{document: ours, verified: true}}}}
"""
CASES = "cases: [{name: a, as_of: 2023-01-01, expect: []}]\n"

Books = Callable[..., Rulebook]


@pytest.fixture(name="books")
def books_fixture(tmp_path: Path) -> Books:
    def books(local: str, strictness: str = "must", may_relax: str = "false") -> Rulebook:
        for name, rule in (
            ("state", RULE.format(strictness=strictness, may_relax=may_relax)),
            ("town", "rule: ten\ntightens: state\n" + local),
        ):
            folder = tmp_path / name
            folder.mkdir(exist_ok=True)
            extends = "extends: state\n" if name == "town" else ""
            (folder / "rulebook.yaml").write_text(BOOK.format(name=name) + extends)
            (folder / "ten.yaml").write_text(rule)
        return load_rulebook(tmp_path / "town")

    return books


def test_the_shipped_books_load_by_name() -> None:
    assert {"cn", "ngari"} <= set(shipped())
    names = {rule.name for rule in load_rulebook("ngari").rules}
    assert {rule.name for rule in load_rulebook("cn").rules} - set(
        load_rulebook("ngari").off
    ) <= names


def test_a_book_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownNameError, match="no rulebook is called 'mars'; there are: cn"):
        load_rulebook("mars")


def test_a_rule_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownNameError, match="no rule is called 'mars'"):
        load_rulebook("cn")["mars"]


def test_rules_stand_in_the_order_of_their_names_and_are_found_by_kind() -> None:
    book = load_rulebook("ngari")
    names = [rule.name for rule in book.rules]
    assert names == sorted(names)
    assert [rule.name for rule in book.of_kind("separation")] == ["spouse-together"]


@pytest.mark.parametrize(
    "local",
    [
        LIMIT.format(unit="year", value=8) + CASES,
        LIMIT.format(unit="month", value=119) + CASES,
        "binds: {tier: [county, prefecture, township], principal: true}\n" + CASES,
        "binds: {tier: [county, prefecture]}\n" + CASES,
        "binds: []\n" + CASES,
        "notes: a remark\n" + CASES,
    ],
)
def test_a_local_file_may_tighten(books: Books, local: str) -> None:
    rule = books(local)["ten"]
    assert (rule.book, rule.relaxed) == ("town", "")


LOOSER = [
    (LIMIT.format(unit="year", value=12) + CASES, "limit 10 year to 12 year on 2022"),
    (LIMIT.format(unit="month", value=121) + CASES, "121 month"),
    ("strictness: may\n" + CASES, "strictness from"),
    ("binds: {tier: [county], principal: true}\n" + CASES, "binds fewer"),
    ("binds: {tier: [county, prefecture], principal: true, team_member: true}\n" + CASES, "fewer"),
    ("measure: same_post_kind\n" + CASES, "another measure"),
    (
        "kind: separation\nbasis: {2006-01-01: {reference: {document: a, verified: true}}}\n"
        + CASES,
        "key",
    ),
]


@pytest.mark.parametrize(("local", "message"), LOOSER)
def test_a_must_is_never_loosened(books: Books, local: str, message: str) -> None:
    with pytest.raises(RulebookError, match=message):
        books(local)


@pytest.mark.parametrize(("local", "message"), LOOSER[:2])
@pytest.mark.parametrize(("strictness", "may_relax"), [("must", "true"), ("should", "false")])
def test_what_may_be_relaxed_says_so_in_every_reference(
    books: Books, local: str, message: str, strictness: str, may_relax: str
) -> None:
    rule = books(local, strictness, may_relax)["ten"]
    assert "relaxed against state: limit 1" in rule.basis(on=DAY)
    assert rule.months("limit", on=DAY) > rule.months("limit", on=date(2021, 12, 31)) == 120
    assert rule.strictness == strictness


def test_a_rule_is_switched_off_with_a_reason(books: Books) -> None:
    book = books("off: not for us\n", "should")
    assert book.rules == ()
    assert book.off == {"ten": "not for us"}


@pytest.mark.parametrize(
    ("local", "strictness", "message"),
    [
        ("off: not for us\n", "must", "may not be switched off"),
        ("off: ''\n", "should", "needs a reason"),
        ("off: why\nweight: 3\n", "should", "unknown key 'weight'"),
        ("", "must", "colour"),
        ("weight: 20\n", "should", "needs cases"),
    ],
)
def test_switching_off_has_its_limits(
    books: Books, local: str, strictness: str, message: str
) -> None:
    with pytest.raises(RulebookError, match=message):
        books(local or "colour: red\n" + CASES, strictness)


def test_tightening_needs_a_rule_below(tmp_path: Path) -> None:
    (tmp_path / "rulebook.yaml").write_text(BOOK.format(name="x"))
    (tmp_path / "ten.yaml").write_text("rule: ten\ntightens: state\n" + CASES)
    with pytest.raises(RulebookError, match="no rule 'ten' below"):
        load_rulebook(tmp_path)


def test_a_rule_is_called_like_its_file(tmp_path: Path) -> None:
    (tmp_path / "rulebook.yaml").write_text(BOOK.format(name="x"))
    (tmp_path / "eleven.yaml").write_text(RULE.format(strictness="must", may_relax="false"))
    with pytest.raises(RulebookError, match="name of the file, 'eleven'"):
        load_rulebook(tmp_path)


def test_books_do_not_extend_one_another_in_a_circle(tmp_path: Path) -> None:
    for name, base in (("one", "two"), ("two", "one")):
        (tmp_path / name).mkdir()
        text = BOOK.format(name=name) + f"extends: {base}\n"
        (tmp_path / name / "rulebook.yaml").write_text(text)
    with pytest.raises(RulebookError, match="one > two > one"):
        load_rulebook(tmp_path / "one")


@pytest.mark.parametrize(
    ("value", "months"), [("5y", 60), ("66m", 66), (6, 72), ("6", 72), (" 5 y ", 60)]
)
def test_a_round_may_bring_stricter_values(value: Any, months: int) -> None:
    rule = load_rulebook("ngari", {"same-department.limit": value})["same-department"]
    assert rule.months("limit", on=DAY) == months
    assert rule.reference("limit", on=DAY) == "round file"


@pytest.mark.parametrize(
    ("overlay", "error", "message"),
    [
        ({"key-principals-10y.limit": "11y"}, RulebookError, "loosens it"),
        ({"same-department": "5y"}, RulebookError, "names no number"),
        ({"same-department.colour": "5y"}, RulebookError, "has no number 'colour'"),
        ({"same-department.limit": "soon"}, RulebookError, "does not fit"),
        ({"same-department.limit": "30%"}, RulebookError, "month, year"),
        ({"mars.limit": "5y"}, UnknownNameError, "mars"),
    ],
)
def test_a_round_may_not_bring_what_does_not_fit(
    overlay: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        load_rulebook("ngari", overlay)


def test_a_question_may_loosen() -> None:
    changed = load_rulebook("ngari").changed({"same-post-10y.limit": "11y"})
    assert changed["same-post-10y"].months("limit", on=DAY) == 132


def test_the_digest_changes_with_what_the_rules_say() -> None:
    book = load_rulebook("ngari")
    assert book.digest() == load_rulebook("ngari").digest()
    assert book.digest() != load_rulebook("ngari", {"same-department.limit": "5y"}).digest()


def test_a_book_has_a_title_in_three_languages(tmp_path: Path) -> None:
    (tmp_path / "rulebook.yaml").write_text("rulebook: x\ntitle: {en: a}\n")
    with pytest.raises(RulebookError, match="zh-hans must be given"):
        load_rulebook(tmp_path)


@pytest.mark.parametrize("text", ["", "- a\n", "rulebook: [\n"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "rulebook.yaml").write_text(BOOK.format(name="x"))
    (tmp_path / "ten.yaml").write_text(text)
    with pytest.raises(RulebookError, match=r"ten\.yaml"):
        load_rulebook(tmp_path)


def test_a_large_file_is_not_even_read(tmp_path: Path) -> None:
    (tmp_path / "rulebook.yaml").write_text(BOOK.format(name="x"))
    (tmp_path / "ten.yaml").write_text("# " + "x" * 1024 * 1024)
    with pytest.raises(RulebookError, match="1 MiB"):
        load_rulebook(tmp_path)
