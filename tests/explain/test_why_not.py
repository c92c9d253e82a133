import pytest
from tests.explain.conftest import Planned

from diaopei.errors import UnknownNameError
from diaopei.explain import why_not


def test_the_rule_against_a_post_is_named_with_its_source_and_the_waiver(planned: Planned) -> None:
    told = why_not(planned(), "A", "HIGH")
    assert "altitude-not-up" in told.sentences[0]
    assert "[default of this rulebook(2026) (?)]" in told.sentences[0]
    assert "a waiver of altitude-not-up" in told.sentences[1]
    assert told.tables["refusals"]["measure"].to_list() == [200]


def test_the_loss_in_each_goal_is_told_and_who_else_is_touched(planned: Planned) -> None:
    told = why_not(planned(), "C", "P1")
    assert "moves: 2 in the plan, 3 then (+1)" in told.sentences
    assert told.sentences[-1] == "One other person would be placed differently: B person."
    assert told.tables["displaced"].rows() == [("B", "P1", "P3"), ("C", "P3", "P1")]


def test_a_demand_that_loses_nothing_is_said_to_lose_nothing(planned: Planned) -> None:
    told = why_not(planned(batch=1), "B", "FREE")
    assert "No goal would lose anything" in told.sentences[1]


@pytest.mark.parametrize(
    ("person", "post", "words"),
    [
        ("A", "P2", "The plan does propose it."),
        ("A", "P1", "the post held now"),
        ("A", "P4", "held by somebody who may not be moved"),
        ("D", "FREE", "status under_review"),
    ],
)
def test_what_needs_no_solving_is_answered_in_a_sentence(
    planned: Planned, person: str, post: str, words: str
) -> None:
    assert words in why_not(planned(), person, post).sentences[0]


def test_a_demand_of_the_round_that_stands_against_it_is_named(planned: Planned) -> None:
    told = why_not(planned(hold=("B",)), "B", "FREE")
    against = "against it stand together: Demands by hand are met: B person."
    assert told.sentences == (f"It cannot be done whatever the others do; {against}",)


@pytest.mark.parametrize("lang", ["zh-hans", "zh-hant"])
def test_it_is_told_in_chinese(planned: Planned, lang: str) -> None:
    told = why_not(planned(), "C", "P1", lang)
    assert told.title == ("C person为何不任P1 unit·P1" if lang == "zh-hans"
                          else "C person為何不任P1 unit·P1")  # fmt: skip
    assert told.sentences[-1].endswith("B person。")


@pytest.mark.parametrize(("person", "post"), [("Z", "P1"), ("A", "P11")])
def test_an_unknown_name_is_refused_with_those_near_it(
    planned: Planned, person: str, post: str
) -> None:
    with pytest.raises(UnknownNameError) as told:
        why_not(planned(), person, post)
    assert ("there are: P1" in str(told.value)) == (post == "P11")
