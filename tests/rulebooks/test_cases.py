"""Every case of every rule of every rulebook that ships."""

import pytest

from diaopei.screening.cases import run
from diaopei.screening.rule import Rule
from diaopei.screening.rulebook import load_rulebook, shipped

RULES = [
    pytest.param(rule, id=f"{book}/{rule.name}")
    for book in shipped()
    for rule in load_rulebook(book).rules
    if rule.book == book
]


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_judges_its_cases_as_written(rule: Rule) -> None:
    assert run(rule) == []
