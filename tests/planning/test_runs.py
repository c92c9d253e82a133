import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.random_worlds import QUIET

from diaopei.planning.runs import Ints, laid, places


def whole(numbers: list[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)


@QUIET
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4))))
def test_runs_are_laid_one_after_the_other(runs: list[tuple[int, int]]) -> None:
    first, count = (whole([run[side] for run in runs]) for side in (0, 1))
    wanted = [number for start, many in runs for number in range(start, start + many)]
    assert laid(first, count).tolist() == wanted


@QUIET
@given(st.lists(st.integers(-1, 3)))
def test_places_count_from_nothing_in_every_group(groups: list[int]) -> None:
    counted = [groups[:place].count(group) for place, group in enumerate(groups)]
    assert places(whole(groups)).tolist() == counted
