"""Runs of numbers and places in groups, as arrays: lists within lists without loops."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def laid(first: Ints, count: Ints) -> Ints:
    """Runs one after the other: of each its first number, the next, and so on, `count` of them."""
    before = np.cumsum(count) - count
    numbers: Ints = np.arange(count.sum()) + np.repeat(first - before, count)
    return numbers


def places(groups: Ints) -> Ints:
    """The place of each element among those of its group, in their order, from 0."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    found: Ints = np.empty(len(groups), dtype=np.int64)
    found[order] = np.arange(len(groups)) - np.searchsorted(ordered, ordered)
    return found
