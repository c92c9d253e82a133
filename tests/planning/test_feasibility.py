import cores
import numpy as np
import pytest
from cores import CORES, Core
from hypothesis import given, settings
from hypothesis import strategies as some

from diaopei.planning.feasibility import Small, feasible, reduced_to, strain
from diaopei.planning.impossible import asked
from diaopei.planning.model import Ints


def found(core: Core, many: int) -> Ints | None:
    return feasible(core.model, core.home, asked(core.model, core.home), many)[0]


def keeps_all(core: Core, chosen: Ints) -> bool:
    model = core.model
    alone = np.array_equal(model.person[chosen], np.arange(model.people))
    return alone and not model.missed(chosen)[~model.soft].any()


def small(core: Core) -> Small:
    demands = asked(core.model, core.home)
    return reduced_to(core.model, core.home, demands, strain(core.model, core.home))


@pytest.mark.parametrize("kind", CORES)
def test_the_nearest_arcs_first_finds_no_plan_where_there_is_none(kind: str) -> None:
    core = CORES[kind](150, 0, 2)
    assert found(core, many=0) is None


@settings(deadline=None, max_examples=12)
@given(seed=some.integers(0, 10_000), spare=some.integers(0, 3))
def test_the_nearest_arcs_first_finds_a_plan_where_there_is_one(seed: int, spare: int) -> None:
    core = cores.batch_too_small(120, seed, -spare)
    near, whole = found(core, many=0), found(core, many=10**9)
    assert near is not None
    assert whole is not None
    assert keeps_all(core, near)
    assert keeps_all(core, whole)


def test_where_the_nearest_arcs_do_not_do_all_are_searched() -> None:
    core = next(
        core
        for core in (cores.batch_too_small(150, seed, 0) for seed in range(40))
        if small(core).near_choice(1) is None
    )
    chosen = found(core, many=0)
    assert chosen is not None
    assert keeps_all(core, chosen)


def test_nobody_but_the_nearest_to_a_demand_moves_in_a_near_choice() -> None:
    core = cores.batch_too_small(150, 0, 0)
    part = small(core)
    chosen = part.near_choice(2)
    assert chosen is not None
    moved = np.setdiff1d(chosen, core.home)
    assert 0 < len(moved) <= 2 * part.named


def test_with_no_row_to_keep_everybody_stays_at_home() -> None:
    core = cores.batch_too_small(150, 0, 0)
    part = small(core)
    chosen = part.choice(np.zeros(part.named, dtype=bool))
    assert chosen is not None
    assert np.isin(chosen, core.home).all()
    assert len(chosen) == len(np.unique(part.model.person))
