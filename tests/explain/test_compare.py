import pytest
from tests.explain.conftest import Planned

from diaopei.explain import compare


def test_a_plan_compared_with_itself_makes_the_same_moves(planned: Planned) -> None:
    told = compare(planned(), planned())
    assert told.sentences[-1] == "The two plans make the same moves."
    assert told.tables["people"].is_empty()
    assert told.tables["settings"].is_empty()
    assert told.tables["layers"]["better"].to_list() == [0, 0, 0, 0, 0]


def test_layers_stand_side_by_side_with_the_better_one_named(planned: Planned) -> None:
    told = compare(planned(), planned(batch=1))
    layers = told.tables["layers"].select("layer", "a", "b", "better").rows()
    assert ("exchange", 100, 50, -1) in layers
    assert ("calm", 2, 1, 1) in layers
    assert any("100 in the first, 50 in the second (the first is better)" in one
               for one in told.sentences)  # fmt: skip


def test_people_who_gain_and_lose_are_named(planned: Planned) -> None:
    told = compare(planned(), planned(batch=1))
    assert "What is due is settled by the first alone for B person (people: 1)." in told.sentences
    people = told.tables["people"].select("person_id", "a_post_id", "b_post_id").rows()
    assert people == [("A", "P2", "FREE"), ("B", "P1", None)]
    assert told.tables["people"]["only_a"].to_list() == [[], ["same-department"]]


def test_settings_that_differ_are_named(planned: Planned) -> None:
    told = compare(planned(), planned(hold=("A",)))
    assert told.sentences[0] == "What was asked differs: people held."
    assert told.tables["settings"].rows() == [("hold", "()", "('A',)")]


def test_every_goal_of_a_layer_is_told_apart(planned: Planned) -> None:
    goals = compare(planned(), planned(batch=1)).tables["goals"]
    row = goals.filter(goal="findings_ended").row(0, named=True)
    assert (row["layer"], row["a"], row["b"]) == ("exchange", 100, 50)


@pytest.mark.parametrize(("lang", "words"), [("zh-hans", "方案一较优"), ("zh-hant", "方案一較優")])
def test_it_is_told_in_chinese(planned: Planned, lang: str, words: str) -> None:
    assert words in compare(planned(), planned(batch=1), lang).text()
