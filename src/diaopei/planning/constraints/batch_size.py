"""A round moves only so many people: the corps is kept stable."""

import polars as pl

from diaopei.planning.batch import batch
from diaopei.planning.constraint import constraint, rows
from diaopei.planning.problem import Problem


@constraint(
    title={
        "en": "At most a share of the people in force moves in one round",
        "zh-hans": "单批交流人数不超过上限",
        "zh-hant": "單批交流人數不超過上限",
    }
)
def batch_size(problem: Problem) -> pl.DataFrame:
    """One row over the stay arcs: people in force less the batch must stay.

    Written on stay arcs, one a person, which says the same as counting every move.
    """
    stays = problem.stays
    most = batch(problem, stays.height)
    if most is None:
        return rows()
    return rows(stays.select("arc", row=pl.lit("batch"), at_least=stays.height - most))
