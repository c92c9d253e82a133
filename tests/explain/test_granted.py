from dataclasses import replace
from datetime import date

import pytest
from tests.planning.worlds import book, world

from diaopei.explain import why
from diaopei.explain.granted import granted, told
from diaopei.explain.question import Question
from diaopei.planning import Plan, Round, propose

LONG = date(2015, 1, 1)


@pytest.fixture(scope="module")
def barred() -> Plan:
    """A is due, and barred by a rule that a waiver lifts."""
    posts = [{"post_id": "P1"}, {"post_id": "P2", "unit_id": "HOUSING"}]
    since = [{"person_id": "A", "start": LONG}]
    snapshot = world({"A": "P1"}, posts, since=since,
                     people=[{"person_id": "A", "birth": date(1964, 1, 1)}])  # fmt: skip
    return propose(snapshot, book("same-department", "months-left"), Round(batch=1))


def test_with_the_waiver_the_round_is_planned_again(barred: Plan) -> None:
    question = Question(barred, "en")
    found = granted(question, "A", ["months-left"], ["P2"])
    assert found.post_id == "P2"
    changed = found.losses.filter(layer="exchange")
    assert changed["change"][0] > 0
    assert told(question, "A", found)[0].startswith("Planned again with that, A person goes to P2")


def test_why_tells_what_the_waiver_would_give(barred: Plan) -> None:
    answer = why(barred, "A")
    assert "granted" in answer.tables
    assert any(said.startswith("Planned again with that") for said in answer.sentences)


def test_a_waiver_that_opens_nothing_is_told(barred: Plan) -> None:
    question = Question(barred, "en")
    found = granted(question, "A", ["same-department"], ["P2"])
    assert found.post_id is None
    assert told(question, "A", found)[0].endswith("other rows stand in the way.")


def test_what_stands_in_the_way_of_the_whole_round_is_told_too(barred: Plan) -> None:
    still = replace(barred, round=replace(barred.round, batch=0))
    assert granted(Question(still, "en"), "A", ["months-left"], ["P2"]).post_id is None
