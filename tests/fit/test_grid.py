import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.fit.grid import Grid, codes, first_true, graded, labels_of

SCALE = ((0, 0), (24, 400), (60, 800), (120, 1000))


def ints(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(values, np.int32)


@pytest.mark.parametrize(
    ("amount", "mark"),
    [(0, 0), (1, 16), (24, 400), (25, 411), (59, 788), (60, 800), (119, 996), (120, 1000)],
)
def test_the_line_through_the_steps_is_rounded_down(amount: int, mark: int) -> None:
    assert graded(ints(amount), SCALE).tolist() == [mark]


@settings(deadline=None)
@given(st.lists(st.integers(0, 1000), min_size=2, max_size=20).map(sorted))
def test_more_never_marks_less_and_never_over_the_last_step(amounts: list[int]) -> None:
    marks = graded(ints(*amounts), SCALE).tolist()
    assert marks == sorted(marks)
    assert all(0 <= mark <= 1000 for mark in marks)


def test_a_grid_gives_the_same_by_pairs_and_by_blocks() -> None:
    grid = Grid(np.arange(6, dtype=np.int32).reshape(2, 3), ints(1, 0, 1), ints(2, 0, 1, 2))
    block = grid.block(ints(0, 2), ints(3, 1))
    assert block.tolist() == [[5, 3], [5, 3]]
    assert grid.at(ints(0, 2), ints(3, 1)).tolist() == [5, 3]


def test_a_grid_in_which_posts_do_not_matter_has_one_column() -> None:
    grid = Grid(ints(7, 8).reshape(2, 1), ints(1, 0), ints(0, 0, 0))
    assert grid.block(ints(0, 1), ints(0, 1, 2)).tolist() == [[8], [7]]


def test_what_is_null_or_not_among_the_labels_has_the_code_after_the_last() -> None:
    assert codes(pl.Series(["b", None, "x", "a"]), ["a", "b"]).tolist() == [1, 2, 2, 0]


def test_labels_are_sorted_and_lists_taken_apart() -> None:
    assert labels_of(pl.Series([["c", "a"], None, []]), pl.Series(["b", "a"])) == ["a", "b", "c"]


def test_the_first_test_to_hold_decides() -> None:
    first, second = np.array([[True], [False]]), np.array([[True, False]])
    assert first_true(first, second).tolist() == [[0, 0], [1, 2]]
