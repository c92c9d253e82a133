import itertools
from dataclasses import replace

import cores
import numpy as np
import pytest
from cores import CORES, Core
from tests.planning.opposition import can_be_kept

from diaopei.planning.feasibility import feasible, loosened
from diaopei.planning.impossible import asked
from diaopei.planning.waivers import MOST, WEIGHTS, Way, ways_out


def found(core: Core) -> list[Way]:
    return ways_out(core.model, core.home, core.rows)


@pytest.mark.parametrize("kind", CORES)
def test_with_each_way_out_a_plan_exists_and_with_a_part_of_it_none(kind: str) -> None:
    core = CORES[kind](100, 1, 2)
    for way in found(core):
        wide = loosened(core.model, dict(way.rooms))
        assert feasible(wide, core.home, asked(wide, core.home))[0] is not None
        for row, _ in way.rooms:
            less = loosened(core.model, {one: by for one, by in way.rooms if one != row})
            assert feasible(less, core.home, asked(less, core.home))[0] is None


@pytest.mark.parametrize("kind", CORES)
def test_ways_are_few_different_and_the_cheapest_comes_first(kind: str) -> None:
    ways = found(CORES[kind](100, 1, 2))
    assert 1 <= len(ways) <= MOST
    assert [way.cost for way in ways] == sorted(way.cost for way in ways)
    assert len({way.rooms for way in ways}) == len(ways)


@pytest.mark.parametrize("seed", range(4))
def test_no_set_of_rows_is_cheaper_than_the_first_way(seed: int) -> None:
    core = cores.one_team(100, seed, 3)
    first = found(core)[0]
    kind = core.model.names["constraint"].to_list()
    weights = {int(row): WEIGHTS.get(kind[row], 0) for row in core.rows}
    for size in (1, 2):
        for some in itertools.combinations([row for row in weights if weights[row]], size):
            if sum(weights[row] for row in some) < first.cost:
                rest = np.setdiff1d(np.arange(len(core.model.lower)), np.array(some))
                assert not can_be_kept(core.model, core.home, rest)


def test_a_way_of_another_kind_is_told_before_one_more_of_the_same() -> None:
    core = cores.one_team(100, 0, 2)
    kind = core.model.names["constraint"].to_list()
    told = [{kind[row] for row, _ in way.rooms} for way in found(core)]
    assert {"team_changes"} in told
    assert {"by_hand"} in told


def test_where_nothing_may_give_way_there_is_no_way_out() -> None:
    core = cores.one_team(100, 0, 2)
    names = core.model.names["constraint"].replace(list(WEIGHTS), ["firm"] * len(WEIGHTS))
    firm = type(core)(
        replace(core.model, names=core.model.names.with_columns(constraint=names)),
        *core[1:],
    )
    assert found(firm) == []
