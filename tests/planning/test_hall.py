from dataclasses import replace

import cores
import numpy as np
import pytest
from cores import Core, Row, everybody_home, with_rows
from families import FAMILIES, Family, model, world
from tests.planning.opposition import can_be_kept, is_minimal

from diaopei.planning.hall import MUST_FILL, ONE_PLACE, SEATS, Shortage, shortage
from diaopei.planning.model import UNBOUNDED

COUNTED = ("too few people", "too few seats", "nobody may leave")


def found(core: Core) -> Shortage:
    told = shortage(core.model, core.home)
    assert told is not None
    return told


@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize("seed", range(6))
def test_posts_with_too_few_people_are_found_to_the_row(seed: int, size: int) -> None:
    core = cores.too_few_people(300, seed, size)
    told = found(core)
    assert sorted(told.rows) == sorted(core.rows)
    assert (told.needed, told.available) == (size, size - 1)
    assert not told.of_people


@pytest.mark.parametrize("size", [2, 3, 5])
@pytest.mark.parametrize("seed", range(6))
def test_people_with_too_few_seats_are_found_to_the_row(seed: int, size: int) -> None:
    core = cores.too_few_seats(300, seed, size)
    told = found(core)
    assert sorted(told.rows) == sorted(core.rows)
    assert (told.needed, told.available) == (size, size - 1)
    assert told.of_people


@pytest.mark.parametrize("kind", COUNTED)
@pytest.mark.parametrize("seed", range(4))
def test_without_any_one_row_the_others_can_be_kept(kind: str, seed: int) -> None:
    core = cores.CORES[kind](150, seed, 2)
    assert is_minimal(core.model, core.home, found(core).rows)


@pytest.mark.parametrize("seed", range(4))
def test_the_people_counted_are_all_who_can_come(seed: int) -> None:
    core = cores.too_few_people(300, seed, 4)
    told, model = found(core), core.model
    shut = set(model.entry_arc[np.isin(model.entry_row, np.setdiff1d(told.rows, told.posts))])
    into = model.entry_arc[np.isin(model.entry_row, told.posts)]
    can = {int(model.person[arc]) for arc in into if arc not in shut}
    assert can == set(told.people.tolist())
    assert len(can) == told.available


@pytest.mark.parametrize("family", [FAMILIES["standard"], FAMILIES["churn-2"]])
def test_where_everybody_may_stay_nothing_is_short(family: Family) -> None:
    made = world(family, 300, 1)
    assert shortage(model(family, 300, 1), everybody_home(made)) is None


def drawn(seed: int) -> Core:
    """Random must-fill posts, some asking for two, and random arcs shut, one row a person."""
    rng = np.random.default_rng(seed)
    made = world(FAMILIES["standard"], 60, seed)
    plain = model(FAMILIES["standard"], 60, seed)
    posts = rng.permutation(made.posts)[:12]
    into = [np.flatnonzero(np.isin(made.post, pair)) for pair in posts.reshape(6, 2)]
    needs = [Row("must_fill", arcs, int(rng.integers(1, 3)), UNBOUNDED) for arcs in into]
    shut = []
    for who in rng.permutation(60)[:40]:
        mine = np.flatnonzero(made.person == who)
        shut.append(Row("by_hand", mine[rng.random(len(mine)) < 0.9], -UNBOUNDED, 0))
    shut = [row for row in shut if len(row.arcs)]
    grown, numbers = with_rows(plain, [*needs, *shut])
    kind = grown.names["constraint"].to_numpy()
    kept = np.isin(kind, [MUST_FILL, SEATS, ONE_PLACE, "by_hand"])
    loose = replace(
        grown,
        lower=np.where(kept, grown.lower, -UNBOUNDED),
        upper=np.where(kept, grown.upper, UNBOUNDED),
    )
    return Core(loose, numbers, everybody_home(made), 0, 0)


@pytest.mark.parametrize("seed", range(30))
def test_something_is_short_just_where_the_solver_finds_no_plan(seed: int) -> None:
    core = drawn(seed)
    told = shortage(core.model, core.home)
    assert (told is None) == can_be_kept(core.model, core.home, np.arange(len(core.model.lower)))
    if told is not None:
        assert is_minimal(core.model, core.home, told.rows)


def test_a_row_that_nothing_can_keep_comes_alone() -> None:
    made = world(FAMILIES["standard"], 60, 0)
    arcs = np.flatnonzero(made.person == 0)
    grown, rows = with_rows(
        model(FAMILIES["standard"], 60, 0), [Row("by_hand", arcs, -UNBOUNDED, 0)]
    )
    told = shortage(grown, everybody_home(made))
    assert told is not None
    assert told.rows.tolist() == rows.tolist()
    assert not len(told.posts)


def test_a_second_look_finds_the_same() -> None:
    core = cores.too_few_people(300, 1, 3)
    assert found(core).rows.tolist() == found(core).rows.tolist()
