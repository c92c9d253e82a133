from dataclasses import replace

import cores
import numpy as np
import polars as pl
import pytest
from cores import Core

from diaopei.planning.feasibility import feasible, without
from diaopei.planning.fewest import Fewest, batch_row, fewest, proof_table, proved
from diaopei.planning.impossible import asked
from diaopei.planning.prices import SCALE


def counted(core: Core) -> tuple[int, Fewest]:
    row = batch_row(core.model)
    assert row is not None
    free = without(core.model, row)
    start, _ = feasible(free, core.home, asked(free, core.home))
    return row, fewest(core.model, row, start)


@pytest.mark.parametrize("seed", range(4))
def test_so_many_moves_as_posts_must_be_filled_are_proved_and_enough(seed: int) -> None:
    core = cores.batch_too_small(200, seed, 3)
    row, told = counted(core)
    assert told.proved == told.met == core.needed
    assert told.allowed == core.available
    assert told.refutes
    assert told.chosen is not None
    missed = core.model.missed(told.chosen)
    assert np.flatnonzero(missed * ~core.model.soft).tolist() == [row]


@pytest.mark.parametrize("seed", range(2))
def test_prices_from_the_auction_prove_the_same(seed: int) -> None:
    core = cores.batch_too_small(2_500, seed, 1)
    _, told = counted(core)
    assert (told.proved, told.met) == (core.needed, core.needed)
    assert not (told.prices % SCALE).any()


def test_a_batch_large_enough_is_not_refuted() -> None:
    _, told = counted(cores.batch_too_small(200, 0, 0))
    assert told.allowed == told.proved
    assert not told.refutes


def test_the_proof_adds_up_from_its_prices_alone() -> None:
    core = cores.batch_too_small(200, 1, 1)
    row, told = counted(core)
    assert proved(core.model, row, told.prices) == told.proved
    assert proved(core.model, row, told.prices * 0) == 0


@pytest.mark.parametrize("seed", range(10))
def test_no_prices_whatever_prove_more_than_a_plan_needs(seed: int) -> None:
    core = cores.batch_too_small(100, 0, 1)
    row, told = counted(core)
    rng = np.random.default_rng(seed)
    wild = np.rint(told.prices * rng.normal(1, 1, len(told.prices))).astype(np.int64)
    wild = np.where(told.prices > 0, np.maximum(0, wild), np.minimum(0, wild))
    assert told.met is not None
    assert proved(core.model, row, wild) <= told.met


def test_a_price_that_leans_on_no_bound_proves_nothing_and_is_refused() -> None:
    core = cores.batch_too_small(100, 0, 1)
    row, told = counted(core)
    with pytest.raises(ValueError, match="leans on a bound it does not have"):
        proved(core.model, row, -told.prices)


def test_the_proof_can_be_written_down_row_by_row() -> None:
    core = cores.batch_too_small(100, 0, 1)
    _, told = counted(core)
    table = proof_table(core.model, told)
    assert table.columns == ["constraint", "row", "subject", "at_least", "at_most", "price"]
    assert table.height == np.count_nonzero(told.prices)
    leaning = pl.when(pl.col("price") > 0).then("at_most").otherwise("at_least")
    assert table.select(leaning).to_series().null_count() == 0


def test_a_model_without_a_batch_has_no_such_row() -> None:
    core = cores.too_few_people(100, 0, 1)
    names = core.model.names.with_columns(constraint=pl.lit("other"))
    assert batch_row(replace(core.model, names=names)) is None
