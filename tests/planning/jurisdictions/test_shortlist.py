import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.jurisdictions.nations import at_home, cut, fair, nation
from tests.planning.random_worlds import QUIET

from diaopei.planning.jurisdictions.part import Part
from diaopei.planning.jurisdictions.shortlist import (
    Answer,
    Question,
    answered,
    described,
    everything,
    narrowed,
    opening,
    packed,
    size,
    standing,
    unpacked,
    worths,
)
from diaopei.planning.model import Ints, Model
from diaopei.planning.prices import best_by_person, reduced


def own(part: Part, question: Question) -> Question:
    """A question with the prices of the part's own rows."""
    return Question(
        question.layer, question.rows[part.rows], question.cuts,
        question.few, question.a_post, question.within,
    )  # fmt: skip


def told(part: Part, model: Model, question: Question) -> tuple[Answer, Ints]:
    """What a part answers when only where people are is listed, and the arcs listed."""
    listed = opening(part, at_home(model))
    on = everything(part)
    on[:] = False
    on[listed] = True
    return answered(part, everything(part), packed(on), own(part, question)), listed


@pytest.mark.parametrize("seed", range(3))
def test_what_parts_add_at_most_is_what_the_whole_does(seed: int) -> None:
    model = nation(seed=seed)
    question = fair(model, seed)
    worth = reduced(model, model.layers[0], [], (question.rows, question.cuts))
    best = best_by_person(model, worth, np.ones(model.arcs, dtype=bool))
    assert sum(told(p, model, question)[0].best for p in cut(model)) == int(best.sum())


@pytest.mark.parametrize("few", [1, 2, 99])
def test_those_named_are_the_best_above_the_list(few: int) -> None:
    model = nation()
    question = fair(model, 1, few)
    for part in cut(model):
        answer, listed = told(part, model, question)
        worth = worths(part, own(part, question))
        for person in range(0, len(part.people), 17):
            mine = np.flatnonzero(part.model.person == person)
            best = max(worth[arc] for arc in mine if arc in listed)
            above = sorted((-worth[arc], arc) for arc in mine if worth[arc] > best)
            named = [arc for arc in answer.arc if part.model.person[arc] == person]
            assert named == sorted(int(arc) for _, arc in above[:few])


def test_an_arc_not_far_below_the_list_is_named_where_that_is_asked() -> None:
    model = nation()
    part = cut(model)[0]
    strict, _ = told(part, model, fair(model, 1, 99))
    wide, _ = told(part, model, fair(model, 1, 99, within=2**40))
    assert set(strict.arc) < set(wide.arc)
    assert len(wide.arc) == part.model.arcs - len(opening(part, at_home(model)))


def test_nobody_is_missing_where_everything_is_listed() -> None:
    model = nation()
    part = cut(model)[0]
    every = everything(part)
    answer = answered(part, every, packed(every), own(part, fair(model, 0, 9, 9)))
    assert not len(answer.arc)
    assert not len(answer.offer)


def test_offers_for_a_post_are_those_who_fall_short_least() -> None:
    model = nation()
    question = fair(model, 2, a_post=2)
    part = cut(model)[1]
    answer, _ = told(part, model, question)
    assert np.bincount(answer.into).max() == 2
    worth = worths(part, own(part, question))
    best = best_by_person(part.model, worth, everything(part))
    assert np.array_equal(answer.short, (best[part.model.person] - worth)[answer.offer])


def test_a_task_asked_again_gives_the_same_bytes() -> None:
    model = nation()
    part, question = cut(model)[0], fair(model, 3, 3, 3)
    again = pickle.loads(pickle.dumps(part))  # noqa: S301 - made in this line
    one, other = told(part, model, question)[0], told(again, model, question)[0]
    assert pickle.dumps(one) == pickle.dumps(other)


def test_lines_tell_gains_and_rows_in_the_words_of_the_whole() -> None:
    model = nation(strict=True)
    part = cut(model)[1]
    none = packed(~everything(part))
    lines = described(part, everything(part), none, (np.arange(5), np.zeros(0, dtype=np.int64)))
    assert np.array_equal(lines.arc, part.arcs[:5])
    assert np.array_equal(lines.person, model.person[lines.arc])
    entries = model.entries(lines.arc)
    assert np.array_equal(lines.row, model.entry_row[entries])
    assert np.array_equal(lines.coef, model.entry_coef[entries])
    assert np.array_equal(lines.gain[3], model.layers[3].gain[lines.arc])


def test_a_whole_post_brings_everybody_who_may_go_there() -> None:
    model = nation()
    part = cut(model)[0]
    post = int(part.rows[part.post[part.post >= 0][0]])
    none = packed(~everything(part))
    lines = described(part, everything(part), none, (np.zeros(0, np.int64), np.array([post])))
    into = np.flatnonzero(part.rows[part.post] == post)
    assert np.array_equal(lines.local, into[part.post[into] >= 0])


def test_arcs_too_far_below_are_dropped_and_the_chosen_kept() -> None:
    model = nation()
    question = fair(model, 5)
    worth = reduced(model, model.layers[0], [], (question.rows, question.cuts))
    best = best_by_person(model, worth, np.ones(model.arcs, dtype=bool))
    most = 2**25
    for part in cut(model):
        held = np.array([0, 3])
        left = narrowed(part, everything(part), own(part, question), (held, most))
        short = (best[model.person] - worth)[part.arcs] <= most
        short[held] = True
        assert np.array_equal(left, short)
        assert np.array_equal(standing(part, left, packed(everything(part))), left)


def test_the_opening_list_has_both_ends_of_everybody_and_the_plan() -> None:
    model = nation()
    part = cut(model)[0]
    listed = opening(part, np.array([int(part.arcs[1])]))
    ends = np.flatnonzero(np.append(True, np.diff(part.model.person) > 0))
    assert set(ends) | {1} <= set(listed)
    assert size(part)[:2] == (len(part.people), part.model.arcs)


@QUIET
@given(st.integers(0, 2**32))
def test_flags_survive_as_bits(seed: int) -> None:
    part = cut(nation(people=60))[0]
    flags = np.random.default_rng(seed).random(part.model.arcs) < 0.5
    assert np.array_equal(unpacked(part, packed(flags)), flags)
