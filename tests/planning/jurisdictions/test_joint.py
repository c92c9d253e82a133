import numpy as np
import pytest
from tests.planning.jurisdictions.nations import at_home, nation

from diaopei.planning.auction.engine import QUICK, Above, priced
from diaopei.planning.auction.losses import Priced
from diaopei.planning.auction.schedules import Schedule
from diaopei.planning.first_arcs import top
from diaopei.planning.jurisdictions.joint import AFRESH, FOLLOW, REST, followed
from diaopei.planning.model import Ints, Model
from diaopei.planning.prices import best_by_person, bound, reduced


def above(model: Model) -> Above:
    return Above([], np.ones(model.arcs, dtype=bool), at_home(model))


def first(model: Model, few: int = 3) -> Priced:
    """Prices of the whole where only a few arcs a person were looked at."""
    alive = np.zeros(model.arcs, dtype=bool)
    alive[top(model, np.arange(model.arcs), model.layers[0].gain, few)] = True
    alive[at_home(model)] = True
    return priced(model, model.layers[0], Above([], alive, at_home(model)), QUICK)


def proved(model: Model, known: Priced) -> int:
    prices = (known.rows, known.cuts)
    worth = reduced(model, model.layers[0], [], prices)
    best = best_by_person(model, worth, np.ones(model.arcs, dtype=bool))
    return bound(model, model.layers[0], [], prices, best)


@pytest.mark.parametrize("schedule", [REST, FOLLOW, AFRESH], ids=["rest", "follow", "afresh"])
@pytest.mark.parametrize("family", ["standard", "churn-2", "couples-10"])
def test_prices_of_grown_lists_prove_what_they_say(family: str, schedule: Schedule) -> None:
    model = nation(family)
    known = followed(model, model.layers[0], above(model), (first(model), schedule))
    assert known.bound == proved(model, known)
    assert known.slack.min() == 0


@pytest.mark.parametrize("seed", range(3))
def test_bidding_alone_brings_the_bound_down_to_the_grown_lists(seed: int) -> None:
    model = nation(seed=seed)
    last = first(model)
    known = followed(model, model.layers[0], above(model), (last, REST))
    assert known.bound < proved(model, last)


def test_the_plan_kept_breaks_no_row_and_is_no_worse_than_the_one_in_hand() -> None:
    model = nation("churn-2")
    layer = model.layers[0]
    known = followed(model, layer, above(model), (first(model), AFRESH))
    assert known.chosen is not None
    assert not model.missed(known.chosen)[~model.soft].any()
    assert model.score(layer, known.chosen) >= model.score(layer, at_home(model))


def held(model: Model) -> Ints:
    """One person in three has no arc but the own one."""
    alone = np.arange(model.people) % 3 == 0
    mine = alone[model.person]
    mine[at_home(model)] = False
    return np.flatnonzero(~mine)


def test_a_post_whose_holder_has_no_choice_is_closed_without_loss() -> None:
    model = nation()
    alive = np.zeros(model.arcs, dtype=bool)
    alive[held(model)] = True
    layer, start = model.layers[0], at_home(model)
    whole = Above([], alive, start)
    known = followed(model, layer, whole, (priced(model, layer, whole, QUICK), REST))
    worth = reduced(model, layer, [], (known.rows, known.cuts))
    best = best_by_person(model, worth, alive)
    assert known.bound == bound(model, layer, [], (known.rows, known.cuts), best)
    stays = start[np.arange(model.people) % 3 == 0]
    assert (best[model.person[stays]] == worth[stays]).all()
