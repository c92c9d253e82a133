"""A grid in which a person has a number of their own for a few labels only, and else one default.

Nobody has served in more than a few of a country's counties: what is kept grows with the
careers there are, not with people × counties.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from diaopei.fit.grid import Numbers, codes

DENSE = 4
"""Up to so many cells a pair, writing all of them out is quicker than searching."""

LAST = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Sparse:
    """One number for every pair, by the label of the post.

    Attributes:
        keys: ``person * labels + label``, ascending, where a number of its own stands; `LAST` ends.
        values: those numbers; one more for `LAST`.
        default: by person, for the labels without a number of their own.
        unknown: by person, for posts whose label is unknown.
        labels: how many labels there are; a post of class `labels` has an unknown one.
        post_class: the label of each post.
    """

    keys: NDArray[np.int64]
    values: Numbers
    default: Numbers
    unknown: Numbers
    labels: int
    post_class: Numbers

    @property
    def span(self) -> tuple[int, int]:
        """The smallest and the largest number in it."""
        every = np.concatenate([self.values[:-1], self.default, self.unknown])
        return int(every.min(initial=0)), int(every.max(initial=0))

    def at(self, people: Numbers, posts: Numbers) -> Numbers:
        """The numbers of pairs, given as two equally long rows of positions."""
        label = self.post_class[posts]
        if len(self.default) * (self.labels + 1) <= len(people) * DENSE:
            return self._rows(np.arange(len(self.default), dtype=np.int32))[people, label]
        key = people.astype(np.int64) * self.labels + label
        place = np.searchsorted(self.keys, key)
        known = np.where(self.keys[place] == key, self.values[place], self.default[people])
        return np.where(label == self.labels, self.unknown[people], known)

    def block(self, people: Numbers, posts: Numbers) -> Numbers:
        """The numbers of all `people` × all `posts`."""
        return np.take(self._rows(people), self.post_class[posts], axis=1)

    def _rows(self, people: Numbers) -> Numbers:
        """The numbers of some people for every label, and in the last column for none."""
        rows = np.repeat(self.default[people][:, np.newaxis], self.labels + 1, axis=1)
        rows[:, -1] = self.unknown[people]
        first = people.astype(np.int64) * self.labels
        begin, end = np.searchsorted(self.keys, [first, first + self.labels])
        count = end - begin
        row = np.repeat(np.arange(len(people)), count)
        skipped = begin - (np.cumsum(count) - count)
        place = np.arange(len(row)) + skipped[row]
        rows[row, self.keys[place] - first[row]] = self.values[place]
        return rows


def keyed(
    rows: pl.DataFrame, column: str, labels: list[str]
) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """The keys of a table of `person` and a column, ascending, and which row each comes from.

    Rows whose value is no label are left out: no post asks for them. `LAST` is not among the keys.
    """
    label = codes(rows[column], labels)
    kept = np.flatnonzero(label < len(labels))
    keys = rows["person"].to_numpy()[kept].astype(np.int64) * len(labels) + label[kept]
    order = np.argsort(keys)
    return keys[order], kept[order]


def sparse(
    keys: NDArray[np.int64],
    values: Numbers,
    others: tuple[Numbers, Numbers],
    labels: int,
    post_class: Numbers,
) -> Sparse:
    """A sparse grid from keys as `keyed` gives them.

    Args:
        keys: ascending, each once.
        values: the number of each.
        others: by person, the default, and the number for posts whose label is unknown.
        labels: how many labels there are.
        post_class: the label of each post.
    """
    ended = np.append(keys, LAST)
    return Sparse(ended, np.append(values, 0).astype(np.int32), *others, labels, post_class)
