import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.planning.matching import Sides, matched, reached, sides


@st.composite
def games(draw: st.DrawFn) -> Sides:
    lefts, rights = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    every = [(i, j) for i in range(lefts) for j in range(rights)]
    links = draw(st.lists(st.sampled_from(every), unique=True, max_size=25))
    need = draw(st.lists(st.integers(0, 3), min_size=lefts, max_size=lefts))
    room = draw(st.lists(st.integers(0, 3), min_size=rights, max_size=rights))
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    return sides(ends[:, 0], ends[:, 1], np.array(need), np.array(room))


def most(told: Sides) -> int:
    """The most that can be matched, by the least cut over all sets of lefts and rights."""
    best = int(told.need.sum())
    for mask in range(2 ** len(told.need)):
        inside = (mask >> np.arange(len(told.need))) & 1 == 1
        links = np.bincount(told.right[inside[told.left]], minlength=len(told.room))
        cut = told.need[~inside].sum() + np.minimum(links, told.room).sum()
        best = min(best, int(cut))
    return best


@settings(deadline=None)
@given(games())
def test_as_many_are_matched_as_the_least_cut_allows(told: Sides) -> None:
    now = matched(told)
    assert now.taken.sum() == most(told)


@settings(deadline=None)
@given(games())
def test_what_is_matched_fits(told: Sides) -> None:
    now = matched(told)
    got = np.bincount(told.left[now.taken], minlength=len(told.need))
    load = np.bincount(told.right[now.taken], minlength=len(told.room))
    assert (got == now.got).all()
    assert (load == now.load).all()
    assert (got <= told.need).all()
    assert (load <= told.room).all()


@settings(deadline=None)
@given(games())
def test_beginning_from_something_changes_nothing_of_the_count(told: Sides) -> None:
    first = np.zeros(len(told.right), dtype=np.bool_)
    if len(first) and told.need[told.left[0]] and told.room[told.right[0]]:
        first[0] = True
    assert matched(told, first).taken.sum() == matched(told).taken.sum()


@settings(deadline=None)
@given(games())
def test_what_is_reached_from_one_that_stays_short_needs_more_than_its_neighbours_have(
    told: Sides,
) -> None:
    one_each = Sides(*told[:5], np.minimum(told.need, 1), told.room)
    now = matched(one_each)
    for left in np.flatnonzero(now.got < one_each.need):
        lefts, rights = reached(one_each, now, int(left))
        assert left in lefts
        near = np.unique(told.right[np.isin(told.left, lefts)])
        assert near.tolist() == rights.tolist()
        assert one_each.need[lefts].sum() == told.room[rights].sum() + 1


@pytest.mark.parametrize("size", [1, 2, 500])
def test_a_way_through_everybody_is_found(size: int) -> None:
    first = np.arange(size)
    ends = np.concatenate([first, first]), np.concatenate([first, first + 1])
    told = sides(*ends, np.ones(size, dtype=np.int64), np.ones(size + 1, dtype=np.int64))
    told = Sides(*told[:6], np.append(np.zeros(1, dtype=np.int64), told.room[1:]))
    assert matched(told).got.tolist() == [1] * size


def test_nobody_to_match_is_no_trouble() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert not len(matched(sides(none, none, none, none)).taken)
