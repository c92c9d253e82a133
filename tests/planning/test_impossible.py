import cores
import numpy as np
import pytest
from cores import CORES, Core
from families import FAMILIES, model, world
from tests.planning.opposition import can_be_kept, is_minimal

from diaopei.planning import impossible
from diaopei.planning.feasibility import feasible
from diaopei.planning.impossible import asked, narrowed, opposed, smallest


def found(core: Core) -> impossible.Core:
    told = opposed(core.model, core.home)
    assert told is not None
    return told


@pytest.mark.parametrize("kind", CORES)
@pytest.mark.parametrize("seed", range(3))
def test_rows_found_stand_against_each_other(kind: str, seed: int) -> None:
    core = CORES[kind](150, seed, 2)
    told = found(core)
    assert not can_be_kept(core.model, core.home, told.rows)
    if told.minimal and len(told.rows) <= 12:
        assert is_minimal(core.model, core.home, told.rows)


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize("seed", range(3))
def test_a_team_that_may_lose_too_few_is_found_to_the_row(seed: int, size: int) -> None:
    core = cores.one_team(300, seed, size)
    told = found(core)
    assert sorted(told.rows) == sorted(core.rows)
    assert told.shortage is None


def test_a_small_batch_is_let_go_row_by_row_and_its_moves_are_counted() -> None:
    core = cores.batch_too_small(150, 0, 1)
    told = found(core)
    assert told.minimal
    assert sorted(told.rows) == sorted(core.rows)
    assert told.fewest is not None
    assert (told.fewest.proved, told.fewest.allowed) == (core.needed, core.available)


@pytest.mark.parametrize("people", [2_200, 5_000])
def test_a_large_batch_below_the_fewest_moves_is_told_by_its_prices(people: int) -> None:
    core = cores.batch_too_small(people, 0, 2)
    told = found(core)
    assert not told.minimal
    assert told.fewest is not None
    assert told.fewest.refutes
    assert set(told.rows) <= set(core.rows)


def test_where_a_plan_exists_nothing_is_opposed() -> None:
    core = cores.batch_too_small(150, 0, 0)
    assert opposed(core.model, core.home) is None
    standard = model(FAMILIES["standard"], 150, 0)
    home = cores.everybody_home(world(FAMILIES["standard"], 150, 0))
    assert not len(asked(standard, home))
    assert opposed(standard, home) is None


def test_many_rows_are_narrowed_to_those_the_relaxation_needs() -> None:
    core = cores.one_team(1_500, 0, 2)
    chosen, rows = feasible(core.model, core.home, asked(core.model, core.home))
    assert chosen is None
    kind = core.model.names["constraint"].to_numpy()
    others = np.setdiff1d(np.flatnonzero(kind == "team_changes"), rows)[:100]
    many = np.concatenate([rows, others])
    few = narrowed(core.model, core.home, many)
    assert len(few) < len(many)
    assert not can_be_kept(core.model, core.home, few)
    assert sorted(smallest(core.model, core.home, few)) == sorted(core.rows)


def test_few_rows_are_not_narrowed() -> None:
    core = cores.one_team(150, 0, 2)
    assert narrowed(core.model, core.home, core.rows) is core.rows
