from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.enumeration import Choices
from tests.planning.random_worlds import QUIET, worlds
from tests.planning.worlds import NGARI, book, chosen, problem_of, world, worth

from diaopei.planning import Draft, Plan, Round
from diaopei.planning.constraint import Constraint, broken, rows
from diaopei.planning.goal import SENSES, Goal, gains
from diaopei.planning.model import compile_model, constraints, goals
from diaopei.planning.personal import personal
from diaopei.planning.round import LAYERS
from diaopei.planning.ties import SPREAD, tie_costs
from diaopei.snapshot import Snapshot

LONG = date(2021, 1, 1)
LANGUAGES = {"en", "zh-hans", "zh-hant"}
ALL: dict[str, Constraint | Goal] = {**constraints(), **goals()}


@pytest.mark.parametrize("name", list(ALL))
def test_every_plug_in_is_named_after_its_file_in_three_languages(name: str) -> None:
    assert ALL[name].name == name
    assert set(ALL[name].title) == LANGUAGES
    assert all(ALL[name].title.values())


def test_every_layer_has_goals_of_one_sense() -> None:
    for layer in LAYERS:
        senses = {told.sense for told in goals().values() if told.layer == layer}
        assert len(senses) == 1
        assert senses <= set(SENSES)


def test_rows_fill_in_what_is_not_said() -> None:
    found = rows(pl.DataFrame({"arc": [3], "row": ["x"], "at_most": [1]})).row(0, named=True)
    assert found == {
        "row": "x", "subject": "x", "arc": 3, "coef": 1,
        "at_least": None, "at_most": 1, "price": None,
    }  # fmt: skip
    assert rows().is_empty()


def test_gains_of_nothing_are_left_out() -> None:
    told = gains(pl.DataFrame({"arc": [1, 2, 3], "gain": [5, 0, -5]}))
    assert told.rows() == [(1, 5), (3, -5)]


@QUIET
@given(small=worlds(), data=st.data())
def test_the_arrays_say_what_the_tables_say(small: Snapshot, data: st.DataObject) -> None:
    ready = Draft.of(small, NGARI, Round(batch=2)).problem
    model = compile_model(ready)
    ways = ready.arcs.group_by("person_id", maintain_order=True).agg("arc")["arc"].to_list()
    picked = pl.Series([data.draw(st.sampled_from(list(mine))) for mine in ways], dtype=pl.UInt32)
    choice = np.sort(picked.to_numpy()).astype(np.int64)
    bad = {(name, row) for name, told in constraints().items()
           for row in broken(told.build(ready), picked)["row"]}  # fmt: skip
    short = np.flatnonzero((model.missed(choice) > 0) & ~model.soft)
    assert set(model.names[short].select("constraint", "row").rows()) == bad
    moves = {
        who: post
        for who, kind, post in ready.arcs[choice].select("person_id", "kind", "to_post_id").rows()
        if kind != "stay"
    }
    for layer in model.layers[:-1]:
        each = [worth(goals()[name], ready, moves) for name in layer.goals]
        assert each == [model.goal_value(name, choice) for name in layer.goals]
        assert layer.sign * model.score(layer, choice) == sum(each)


def test_layers_left_out_of_the_round_are_not_in_the_model() -> None:
    small = world({"A": "P1"}, [{"post_id": "P1"}, {"post_id": "P2"}])
    model = compile_model(problem_of(small, book(), Round(layers=("calm", "fit"))))
    assert [layer.name for layer in model.layers] == ["calm", "fit", "ties"]


def test_a_tie_costs_nothing_to_stay_and_something_to_move(plan: Plan, draft: Draft) -> None:
    costs = tie_costs(draft.problem.arcs)
    stays = (draft.problem.arcs["kind"] == "stay").to_numpy()
    assert set(costs[stays]) == {0}
    assert costs[~stays].min() >= 1
    assert costs[~stays].max() <= SPREAD
    assert len(set(costs[~stays])) > 0.5 * min(len(costs[~stays]), SPREAD)
    some = draft.problem.arcs.sample(fraction=0.1, seed=1).sort("arc")
    assert tie_costs(some).tolist() == costs[some["arc"].to_numpy()].tolist()


def test_a_finding_nobody_can_end_by_moving_counts_in_no_goal() -> None:
    small = world({"A": "P1"}, [{"post_id": "P1"}], reserve=[{"person_id": "A", "entered": LONG}])
    ready = problem_of(small, book("reserve-review", "same-department"))
    assert ready.findings.select("rule", "verdict").rows() == [("reserve-review", "due")]
    assert personal(ready, ("must", "should", "may")).is_empty()


def test_the_best_of_one_way_is_that_way() -> None:
    ready = problem_of(world({"A": "P1"}, [{"post_id": "P1"}]), NGARI)
    assert len(Choices.of(ready).table) == 1
    assert chosen(ready, {}).to_list() == [0]
