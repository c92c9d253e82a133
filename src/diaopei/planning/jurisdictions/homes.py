"""Whose jurisdiction a person is in: the county of the present post, small ones joined."""

import numpy as np
import polars as pl

from diaopei.planning.model import Ints
from diaopei.planning.problem import Problem

LEAST = 2_000
"""People a jurisdiction has at least: below that, asking costs more than looking."""


def homes(problem: Problem, least: int = LEAST) -> Ints:
    """The jurisdiction of each person, from 0, in the order of the model's people.

    Counties are taken in the order of their ids, which keeps neighbours together where ids are
    the state's codes, and joined until they have enough people. Who holds no post comes first.

    Args:
        problem: the facts and the arcs.
        least: people a jurisdiction has at least.
    """
    county = problem.present["from_county_id"].fill_null("")
    sizes = county.value_counts().sort(county.name)
    number, people, of_county = 0, 0, {}
    for name, count in sizes.iter_rows():
        of_county[name] = number
        people += count
        if people >= least:
            number, people = number + 1, 0
    joined = county.replace_strict(of_county, return_dtype=pl.Int64)
    home: Ints = joined.to_numpy().astype(np.int64)
    return home
