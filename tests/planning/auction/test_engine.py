from collections.abc import Iterator
from dataclasses import replace

import families
import numpy as np
import planted
import pytest
from families import FAMILIES, Family

from diaopei.planning.auction.engine import QUICK, STANDARD, THOROUGH, Above, Pace, priced, refined
from diaopei.planning.by_prices import TooLargeError, solve_by_prices
from diaopei.planning.first_arcs import first_arcs
from diaopei.planning.layers import Progress, Solved, solve_layers
from diaopei.planning.model import Ints, Model
from diaopei.planning.prices import SCALE, best_by_person, bound, reduced


def nothing(_: Progress) -> None:
    """Watches nothing."""


def home(model: Model) -> Ints | None:
    """Everybody where they are, if that keeps every row."""
    first = np.flatnonzero(np.append(True, model.person[1:] != model.person[:-1]))
    return None if model.missed(first)[~model.soft].any() else first


def by_prices(model: Model, pace: Pace = THOROUGH) -> Iterator[Solved]:
    return solve_by_prices(model, {}, home(model), nothing, pace)


def whole(model: Model) -> Above:
    return Above([], np.ones(model.arcs, dtype=bool))


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
@pytest.mark.parametrize("seed", [0])
def test_both_engines_find_the_same_layers(family: Family, seed: int) -> None:
    model = families.model(family, 60, seed, strict=True)
    exact = list(solve_layers(model, {}, first_arcs(model), nothing))
    prices = list(by_prices(model))
    assert [done.value for done in prices] == [done.value for done in exact]
    assert all(done.proved for done in prices)


@pytest.mark.parametrize("pace", [QUICK, STANDARD, THOROUGH], ids=["quick", "standard", "thorough"])
@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_a_plan_keeps_every_row_and_never_beats_its_bound(family: Family, pace: Pace) -> None:
    model = families.model(family, 400, 3)
    layer, above = model.layers[0], whole(model)
    known = priced(model, layer, above, pace)
    chosen, _ = refined(model, layer, above, known, pace)
    assert chosen is not None
    assert not model.missed(chosen)[~model.soft].any()
    assert model.score(layer, chosen) * SCALE <= known.bound


@pytest.mark.parametrize("seed", range(4))
def test_the_bound_is_what_the_prices_add_up_to(seed: int) -> None:
    model = families.model(FAMILIES["standard"], 300, seed)
    layer, above = model.layers[0], whole(model)
    known = priced(model, layer, above, QUICK)
    worth = reduced(model, layer, [], (known.rows, known.cuts))
    best = best_by_person(model, worth, above.alive)
    assert known.bound == bound(model, layer, [], (known.rows, known.cuts), best)
    assert (known.rows[model.lower > -(2**61)] <= 0).sum() + (known.rows > 0).sum() > 0


@pytest.mark.parametrize(("people", "seed"), [(60, 0), (300, 1), (2_500, 2)])
def test_a_planted_plan_is_found_and_the_bound_is_not_below_it(people: int, seed: int) -> None:
    model, plan = planted.planted(people, seed)
    layer, above = model.layers[0], whole(model)
    known = priced(model, layer, above, STANDARD)
    chosen, _ = refined(model, layer, above, known, STANDARD)
    best = model.score(layer, plan)
    assert not model.missed(plan).any()
    assert known.bound >= best * SCALE
    assert chosen is not None
    assert model.score(layer, chosen) >= best - best // 10_000


@pytest.mark.parametrize("people", [100, 2_500])
def test_where_no_plan_keeps_the_rows_prices_show_it(people: int) -> None:
    model = planted.infeasible(people)
    known = priced(model, model.layers[0], whole(model), STANDARD)
    assert refined(model, model.layers[0], whole(model), known, STANDARD) == (None, True)
    assert not list(by_prices(model))


def test_a_second_run_gives_the_same_bytes() -> None:
    model = families.model(FAMILIES["couples-10"], 300, 5, strict=True)
    once, twice = list(by_prices(model, STANDARD)), list(by_prices(model, STANDARD))
    for one, two in zip(once, twice, strict=True):
        assert one.chosen.tobytes() == two.chosen.tobytes()
        assert one.proofs[0].rows.tobytes() == two.proofs[0].rows.tobytes()


def test_a_tolerance_is_given_up_to_the_layers_below() -> None:
    model = families.model(FAMILIES["standard"], 100, 1, strict=True)
    told = {"fit": 400}
    exact = list(solve_layers(model, told, first_arcs(model), nothing))
    prices = list(solve_by_prices(model, told, home(model), nothing))
    assert [done.value for done in prices] == [done.value for done in exact]
    assert [done.kept for done in prices] == [done.kept for done in exact]


def test_weights_that_would_overflow_are_refused_with_the_numbers() -> None:
    model = families.model(FAMILIES["standard"], 60)
    layer = replace(model.layers[0], gain=model.layers[0].gain * 10**9)
    with pytest.raises(TooLargeError, match=r"1,0\d\d,000,000,000 points for 60 people"):
        list(by_prices(replace(model, layers=(layer,))))


def test_progress_is_told_layer_by_layer() -> None:
    model = families.model(FAMILIES["standard"], 60, strict=True)
    told: list[Progress] = []
    list(solve_by_prices(model, {}, home(model), told.append))
    done = [step.layer for step in told if step.act == "done"]
    assert done == [layer.name for layer in model.layers]
    assert {step.act for step in told} <= {"compiling", "searching", "found", "done"}
