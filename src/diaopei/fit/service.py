"""How long people served where: months in each system, county or tier, counted once."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from diaopei.fit.criterion import Judgement
from diaopei.fit.grid import Numbers, codes, graded, labels_of
from diaopei.fit.sparse import keyed, sparse
from diaopei.fit.view import View

Whole = NDArray[np.int64]


def months_by(service: pl.DataFrame, column: str) -> pl.DataFrame:
    """Months each person served in each value of a column; overlapping time counts once.

    Args:
        service: `person`, `start_month`, `end_month` and the column.
        column: such as ``system``; rows where it is unknown are left out, since months in an
            unknown system are months in no system anyone can name.

    Returns:
        `person`, the column, `months`.
    """
    spans = service.select("person", column, "start_month", "end_month").drop_nulls(column)
    labels = labels_of(spans[column])
    start, end = (spans[name].to_numpy().astype(np.int64) for name in ("start_month", "end_month"))
    key = spans["person"].to_numpy().astype(np.int64) * len(labels) + codes(spans[column], labels)
    order = np.lexsort((end, start, key))
    first, months = _united(key[order], start[order], end[order])
    found = spans.select("person", column)[order[first]]
    return found.with_columns(pl.Series("months", months, dtype=pl.Int32))


def _united(key: Whole, start: Whole, end: Whole) -> tuple[Whole, Whole]:
    """Where each key begins in rows sorted by key and start, and the months its spans cover."""
    first = np.flatnonzero(np.diff(key, prepend=-1))
    if not len(key):
        return first, key
    # Every key gets months of its own, later than those of the key before: one running maximum
    # of the ends serves them all.
    apart = key * (int(end.max()) + 1)
    covered = np.maximum.accumulate(apart + end)
    begin = np.maximum(apart + start, np.append(0, covered[:-1]))
    return first, np.add.reduceat(np.maximum(apart + end - begin, 0), first)


def months_judged(view: View, column: str, scale: Sequence[tuple[int, int]]) -> Judgement:
    """Months served in the system (county, tier …) of each post, marked on a scale.

    The case is 0 where there are any, 1 where there are none; the measure is ``months``. A post
    whose system is unknown has none.
    """
    labels = labels_of(view.posts[column])
    rows = months_by(view.service, column)
    keys, source = keyed(rows, column, labels)
    served = rows["months"].to_numpy()[source].astype(np.int32)
    nothing = np.zeros(view.people_count, np.int32)
    post_class = codes(view.posts[column], labels)
    months = sparse(keys, served, (nothing, nothing), len(labels), post_class)
    none = replace(
        months,
        values=(months.values == 0).astype(np.int32),
        default=nothing + 1,
        unknown=nothing + 1,
    )
    marks = replace(months, values=graded(months.values, scale))
    return Judgement(terms=(marks,), case=none, measures={"months": months})


def scatter(months: pl.DataFrame, column: str, labels: list[str], people: int) -> Numbers:
    """The `months` of a long table as people × labels; the column after the last is 0."""
    values = np.zeros((people, len(labels) + 1), np.int32)
    place = codes(months[column], labels)
    kept = place < len(labels)
    values[months["person"].to_numpy()[kept], place[kept]] = months["months"].to_numpy()[kept]
    return values
