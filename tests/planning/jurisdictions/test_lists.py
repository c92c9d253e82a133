import numpy as np
import pytest
from tests.planning.jurisdictions.nations import at_home, cut, fair, lists, nation

from diaopei.planning.prices import best_by_person, reduced


def test_at_first_everybody_is_listed_where_they_are() -> None:
    model = nation()
    opened = lists(model, cut(model))
    assert opened.people == model.people
    assert set(at_home(model)) <= set(opened.listed.arc)
    assert opened.listed.model.people == model.people


def test_once_the_missing_are_admitted_the_lists_miss_nobody() -> None:
    model = nation()
    opened, question = lists(model, cut(model)), fair(model, 1, few=99)
    opened.admit(opened.ask(question), whole_posts=False)
    assert sum(len(answer.arc) for answer in opened.ask(question)) == 0
    joint = opened.listed.model
    worth = reduced(joint, joint.layers[0], [], (question.rows, question.cuts))
    best = best_by_person(joint, worth, np.ones(joint.arcs, dtype=bool))
    assert int(best.sum()) == sum(answer.best for answer in opened.ask(question))


@pytest.mark.parametrize("a_post", [1, 3])
def test_of_all_offered_for_a_post_only_the_best_few_are_listed(a_post: int) -> None:
    model = nation()
    opened = lists(model, cut(model, 5))
    before = set(opened.listed.arc)
    opened.admit(opened.ask(fair(model, 2, a_post=a_post)), whole_posts=False, a_post=a_post)
    new = np.array(sorted(set(opened.listed.arc) - before))
    seats = (model.names["constraint"] == "seats").to_numpy()
    entries = model.entries(new)
    into = model.entry_row[entries][seats[model.entry_row[entries]]]
    assert np.bincount(into).max() == a_post


def test_a_post_that_missed_somebody_is_listed_whole_where_that_is_asked() -> None:
    model = nation()
    opened, question = lists(model, cut(model)), fair(model, 1, few=1)
    answers = opened.ask(question)
    opened.admit(answers, whole_posts=True)
    post = next(int(answer.post[0]) for answer in answers if len(answer.post))
    into = model.entry_arc[model.entry_row == post]
    assert set(into) <= set(opened.listed.arc)


def test_what_no_plan_can_use_leaves_the_lists_and_is_not_named_again() -> None:
    model = nation()
    opened, question = lists(model, cut(model)), fair(model, 4, few=99)
    opened.admit(opened.ask(question), whole_posts=False)
    before = len(opened.listed.arc)
    opened.narrow(question, at_home(model), 0)
    worth = reduced(model, model.layers[0], [], (question.rows, question.cuts))
    best = best_by_person(model, worth, np.ones(model.arcs, dtype=bool))
    useful = best[model.person] == worth
    useful[at_home(model)] = True
    assert len(opened.listed.arc) < before
    assert set(opened.listed.arc) <= set(np.flatnonzero(useful))
    wide = fair(model, 4, few=99, within=2**50)
    opened.admit(opened.ask(wide), whole_posts=False)
    assert set(opened.listed.arc) == set(np.flatnonzero(useful))
