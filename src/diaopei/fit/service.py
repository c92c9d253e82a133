"""How long people served where: months in each system, county or tier, counted once."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from diaopei.fit.criterion import Judgement
from diaopei.fit.grid import Numbers, codes, graded, labels_of
from diaopei.fit.sparse import keyed, sparse
from diaopei.fit.view import View


def months_by(service: pl.DataFrame, column: str) -> pl.DataFrame:
    """Months each person served in each value of a column; overlapping time counts once.

    Args:
        service: `person`, `start_month`, `end_month` and the column.
        column: such as ``system``; rows where it is unknown are left out, since months in an
            unknown system are months in no system anyone can name.

    Returns:
        `person`, the column, `months`.
    """
    keys = ["person", column]
    spans = service.drop_nulls(column).sort(*keys, "start_month", "end_month")
    before = pl.col("end_month").cum_max().shift(1).over(keys)
    begin = pl.max_horizontal("start_month", before)
    return (
        spans.with_columns((pl.col("end_month") - begin).clip(0).alias("months"))
        .group_by(keys, maintain_order=True)
        .agg(pl.col("months").sum())
    )


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
