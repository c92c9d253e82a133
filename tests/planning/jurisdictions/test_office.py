import numpy as np
import pytest
from tests.planning.jurisdictions.nations import at_home, cut, nation

from diaopei.planning.auction.engine import QUICK, STANDARD, THOROUGH, Pace
from diaopei.planning.jurisdictions.office import ROUNDS, Agreed, Office, Turn, Way
from diaopei.planning.jurisdictions.part import frame_of
from diaopei.planning.jurisdictions.workers import Here
from diaopei.planning.model import Model
from diaopei.planning.prices import SCALE, best_by_person, bound, reduced


def office(model: Model, parts: int = 3) -> Office:
    return Office(frame_of(model), cut(model, parts), Here(), at_home(model))


def worked(model: Model, parts: int = 3) -> tuple[list[Agreed], list[Turn]]:
    turns: list[Turn] = []
    return list(office(model, parts).solved({}, Way(STANDARD, turns.append))), turns


@pytest.mark.parametrize("family", ["standard", "correlated", "churn-2", "kin-cliques"])
def test_the_bound_of_the_office_is_that_of_all_arcs_at_its_prices(family: str) -> None:
    model = nation(family, 500)
    (done,), _ = worked(model)
    prices = (done.known.rows, done.known.cuts)
    worth = reduced(model, model.layers[0], [], prices)
    best = best_by_person(model, worth, np.ones(model.arcs, dtype=bool))
    assert bound(model, model.layers[0], [], prices, best) == done.known.bound
    assert done.score * SCALE <= done.known.bound


def test_every_round_proves_a_bound_and_none_is_below_the_lists_alone() -> None:
    model = nation(people=2_500)
    (done,), turns = worked(model)
    assert 2 < len(turns) <= ROUNDS
    assert [turn.turn for turn in turns] == list(range(len(turns)))
    assert all(turn.bound >= turn.joint for turn in turns)
    assert min(turn.bound for turn in turns) == done.known.bound
    assert turns[-1].bound - turns[-1].joint < turns[0].bound - turns[0].joint
    assert [t.listed for t in turns] == sorted(t.listed for t in turns)
    assert max(t.listed for t in turns) < model.arcs


def test_jurisdictions_change_nothing_in_what_is_best() -> None:
    model = nation(people=240)
    assert {worked(model, parts)[0][0].score for parts in (1, 2, 6)} == {
        worked(model, 3)[0][0].score
    }


def test_layers_above_are_kept_and_may_give_up_what_is_allowed() -> None:
    model = nation(people=150, strict=True)
    layers = list(office(model).solved({"fit": 40}, Way(THOROUGH, lambda _: None)))
    last = layers[-1].chosen
    for done, layer in zip(layers, model.layers, strict=True):
        assert done.kept == done.score - (40 if layer.name == "fit" else 0)
        assert model.score(layer, last) >= done.kept


@pytest.mark.parametrize("pace", [QUICK, STANDARD], ids=["quick", "standard"])
def test_plans_for_many_people_keep_every_row(pace: Pace) -> None:
    model = nation("composition-x5", 2_400)
    (done,) = office(model).solved({}, Way(pace, lambda _: None))
    assert not model.missed(done.chosen)[~model.soft].any()
    assert (np.bincount(model.person[done.chosen]) == 1).all()
    assert model.score(model.layers[0], done.chosen) == done.score


def test_where_staying_is_best_nobody_has_to_be_asked_twice() -> None:
    model = nation(people=60, strict=True)
    turns: list[Turn] = []
    seats = next(office(model).solved({}, Way(STANDARD, turns.append)))
    assert seats.proved
    assert len(turns) == 1
