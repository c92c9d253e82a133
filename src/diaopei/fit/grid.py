"""Marks of people × posts kept small: a matrix over classes, and the class of everyone.

A criterion hardly ever needs one number for every pair. It sorts people into classes and posts
into classes, and marks class against class; a grid of 5,000 × 2,000 pairs then rests on a
matrix of a few thousand numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from diaopei.fit.view import View

Numbers = NDArray[np.int32]
"""Whole numbers, and positions of people, posts and classes."""

Flags = NDArray[np.bool_]
"""Statements that hold or do not."""


@dataclass(frozen=True)
class Grid:
    """One number for every pair: ``values[person_class[i], post_class[j]]``."""

    values: Numbers
    person_class: Numbers
    post_class: Numbers

    @property
    def span(self) -> tuple[int, int]:
        """The smallest and the largest number in it."""
        return int(self.values.min(initial=0)), int(self.values.max(initial=0))

    def at(self, people: Numbers, posts: Numbers) -> Numbers:
        """The numbers of pairs, given as two equally long rows of positions."""
        return self.values[self.person_class[people], self.post_class[posts]]

    def block(self, people: Numbers, posts: Numbers) -> Numbers:
        """The numbers of all `people` × all `posts`; one column where posts do not matter."""
        rows = np.take(self.values, self.person_class[people], axis=0)
        if self.values.shape[1] == 1:
            return rows
        return np.take(rows, self.post_class[posts], axis=1)


def by_person(values: NDArray[Any], view: View) -> Grid:
    """A grid of one row a person and one number for every post alike."""
    column = np.asarray(values, np.int32).reshape(-1, 1)
    return Grid(column, everyone(view), np.zeros(view.post_count, np.int32))


def everyone(view: View) -> Numbers:
    """The positions of all people: each a class of their own."""
    return np.arange(view.people_count, dtype=np.int32)


def first_true(*tests: Flags) -> Numbers:
    """Which of some tests is the first to hold, by position; their number where none does."""
    shape = np.broadcast_shapes(*(test.shape for test in tests))
    position = np.full(shape, len(tests), np.int32)
    for place in reversed(range(len(tests))):
        position[np.broadcast_to(tests[place], shape)] = place
    return position


def codes(column: pl.Series, labels: Sequence[str]) -> Numbers:
    """The position of each value among `labels`; ``len(labels)`` for null or another value."""
    known = column.cast(pl.String).cast(pl.Enum(labels), strict=False)
    return numbers(known.to_physical(), unknown=len(labels))


def labels_of(*columns: pl.Series) -> list[str]:
    """The distinct values of text columns, sorted; lists are taken apart."""
    flat = [c.list.explode() if isinstance(c.dtype, pl.List) else c for c in columns]
    return pl.concat([c.cast(pl.String) for c in flat]).drop_nulls().unique().sort().to_list()


def numbers(column: pl.Series, unknown: int) -> Numbers:
    """A column as whole numbers, `unknown` where it is null."""
    return column.cast(pl.Int32).fill_null(unknown).to_numpy()


def graded(amount: Numbers, steps: Sequence[tuple[int, int]]) -> Numbers:
    """Marks on a line through `steps` (amount, mark), in whole numbers, level past the last.

    Args:
        amount: what was measured, never below the first step.
        steps: at least two (amount, mark), amounts ascending.
    """
    at, mark = np.array(steps, np.int32).T
    capped = np.minimum(amount, at[-1])
    step = np.clip(np.searchsorted(at, capped, side="right") - 1, 0, len(steps) - 2)
    rise, run = np.diff(mark), np.diff(at)
    line: Numbers = mark[step] + (capped - at[step]) * rise[step] // run[step]
    return line.astype(np.int32)
