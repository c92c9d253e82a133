from dataclasses import replace

import families
import numpy as np
import pytest
from families import FAMILIES

from diaopei.planning.auction.engine import STANDARD, Above, priced
from diaopei.planning.auction.together import Together, fits, together, weighed
from diaopei.planning.by_prices import solve_by_prices
from diaopei.planning.layers import Progress
from diaopei.planning.model import Model
from diaopei.planning.prices import SCALE


def silent(_: Progress) -> None:
    """Watches nothing."""


@pytest.fixture(scope="module")
def town() -> Model:
    return families.model(FAMILIES["standard"], 2_500, strict=True)


@pytest.fixture(scope="module")
def draft(town: Model) -> Together:
    found = together(town, Above([], np.ones(town.arcs, dtype=bool)), STANDARD)
    assert found is not None
    return found


def test_a_step_of_a_layer_outweighs_thirty_of_the_next(town: Model) -> None:
    weights = weighed(town, 30)
    assert weights[:-1] == (806_400, 26_880, 112, 1, 1)
    assert weights[-1] < 1


def test_the_plan_of_all_layers_keeps_every_row(town: Model, draft: Together) -> None:
    assert draft.chosen is not None
    assert not town.missed(draft.chosen)[~town.soft].any()
    assert town.score(town.layers[0], draft.chosen) == 0


def test_prices_of_all_layers_are_in_the_points_of_each(town: Model, draft: Together) -> None:
    for number, weight in enumerate(draft.weights[:-1]):
        rows, cuts = draft.prices(number)
        assert np.abs(rows * weight - draft.rows).max() <= weight
        above = [-round(heavy / weight * SCALE) for heavy in draft.weights[:number]]
        assert cuts.tolist() == above


def test_few_rounds_from_the_prices_of_all_prove_what_many_do_without(
    town: Model, draft: Together
) -> None:
    assert draft.chosen is not None
    cuts = [(layer, town.score(layer, draft.chosen)) for layer in town.layers[:3]]
    layer, every = town.layers[3], np.ones(town.arcs, dtype=bool)
    alone = priced(town, layer, Above(cuts, every, draft.chosen), STANDARD)
    begun = priced(town, layer, Above(cuts, every, draft.chosen, None, draft.prices(3)), STANDARD)
    assert town.score(layer, draft.chosen) * SCALE <= begun.bound
    assert begun.bound <= alone.bound + alone.bound // 500


def test_layers_one_after_the_other_keep_the_plan_of_all(town: Model, draft: Together) -> None:
    assert draft.chosen is not None
    done = list(solve_by_prices(town, {}, None, silent, STANDARD))
    reached = [one.score for one in done]
    begun = [town.score(layer, draft.chosen) for layer in town.layers]
    assert reached >= begun
    assert all(one.score <= one.proofs[0].bound // SCALE for one in done)


def test_layers_too_heavy_to_be_added_up_are_left_alone(town: Model) -> None:
    heavy = [replace(layer, gain=layer.gain * 2**33, price=layer.price * 2**33)
             for layer in town.layers[:2]]  # fmt: skip
    model = replace(town, layers=(*heavy, *town.layers[2:]))
    assert not fits(model, weighed(model, 3))
    assert together(model, Above([], np.ones(town.arcs, dtype=bool)), STANDARD) is None
