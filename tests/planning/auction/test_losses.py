import families
import numpy as np
import pytest
from families import FAMILIES

from diaopei.planning.auction.engine import QUICK, Above, priced
from diaopei.planning.auction.losses import Hand, Priced
from diaopei.planning.auction.pockets import keeps, opened
from diaopei.planning.exact import Effort
from diaopei.planning.model import Ints, Model
from diaopei.planning.prices import SCALE


def case(seed: int, people: int = 600, family: str = "standard") -> tuple[Model, Priced, Ints]:
    """A model, its prices, and the plan in which everybody stays."""
    model = families.model(FAMILIES[family], people, seed)
    home = np.flatnonzero(np.append(True, model.person[1:] != model.person[:-1]))
    idle = np.flatnonzero(families.world(FAMILIES[family], people, seed).home < 0)
    home[idle] = np.append(home[1:], model.arcs)[idle] - 1
    known = priced(model, model.layers[0], Above([], np.ones(model.arcs, dtype=bool)), QUICK)
    return model, known, home


@pytest.mark.parametrize("family", ["standard", "churn-2", "kin-cliques"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_bound_less_the_score_is_the_sum_of_all_losses(family: str, seed: int) -> None:
    model, known, home = case(seed, family=family)
    layer = model.layers[0]
    chosen = home if known.chosen is None else known.chosen
    rows, people = Hand(model, (layer, []), known, chosen).lost()
    assert (rows >= 0).all()
    assert (people >= 0).all()
    assert rows.sum() + people.sum() == known.bound - model.score(layer, chosen) * SCALE


@pytest.mark.parametrize("size", [20, 100, 1_000])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_pocket_by_pocket_a_plan_only_gets_better(seed: int, size: int) -> None:
    model, known, home = case(seed)
    layer = model.layers[0]
    before = home if known.chosen is None else known.chosen
    hand = Hand(model, (layer, []), known, before)
    after = hand.bettered(Effort(), turns=10, size=size)
    assert model.score(layer, after) == model.score(layer, before) + hand.gained
    assert (hand.sums == model.activity(after)).all()
    assert model.score(layer, after) >= model.score(layer, before)
    assert keeps(model, [], after)
    assert len(np.unique(model.person[after])) == len(after) == model.people


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_in_every_pocket_the_layers_above_keep_their_scores(seed: int) -> None:
    model = families.model(FAMILIES["standard"], 400, seed, strict=True)
    home = np.flatnonzero(np.append(True, model.person[1:] != model.person[:-1]))
    above, layer = model.layers[2], model.layers[3]
    least = model.score(above, home)
    cuts = [(above, least)]
    every = np.ones(model.arcs, dtype=bool)
    known = priced(model, layer, Above(cuts, every, home), QUICK)
    hand = Hand(model, (layer, cuts), known, home)
    after = hand.bettered(Effort(), turns=10)
    assert model.score(layer, after) > model.score(layer, home)
    assert model.score(above, after) == hand.above[0] >= least
    assert not model.missed(after)[~model.soft].any()


@pytest.mark.parametrize("seed", [0, 1])
def test_whoever_is_not_in_the_pocket_stays_put(seed: int) -> None:
    model, known, home = case(seed)
    group = np.arange(40)
    wanted = known.slack <= known.grain
    wanted[home] = True
    found, proved = opened(model, model.layers[0], [], (wanted, home, group), Effort())
    assert found is not None
    assert proved
    assert (np.isin(home[40:], found)).all()


def test_a_plan_that_breaks_a_row_is_not_taken_for_one() -> None:
    model, known, _ = case(0)
    outs = np.flatnonzero(np.append(model.person[1:] != model.person[:-1], True))
    nobody = np.zeros(0, dtype=np.int64)
    wanted = np.zeros(model.arcs, dtype=bool)
    assert not keeps(model, [], outs)
    assert opened(model, model.layers[0], [], (wanted, outs, nobody), Effort())[0] is None
    assert known.bound > 0


def test_a_layer_above_must_keep_its_score() -> None:
    model, _, home = case(0)
    layer = model.layers[0]
    score = model.score(layer, home)
    assert keeps(model, [(layer, score)], home)
    assert not keeps(model, [(layer, score + 1)], home)
