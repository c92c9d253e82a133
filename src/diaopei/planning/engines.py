"""Which engine solves a round: linear relaxations, or prices where people are too many."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from diaopei.planning.first_arcs import first_arcs
from diaopei.planning.layers import Solved, Watch, solve_layers
from diaopei.planning.model import Ints, Model
from diaopei.planning.round import Round

if TYPE_CHECKING:
    from diaopei.planning.by_jurisdictions import Apart

EXACT_UP_TO = 10_000
"""People up to whom `auto` takes the exact engine: until the price engine proves strict layers as
well, it is for rounds that the exact one cannot hold."""


def engine_of(told: Round, people: int) -> str:
    """The engine of a round, `exact` or `prices`: the one named, or by the number of people."""
    if told.engine != "auto":
        return told.engine
    return "exact" if people <= EXACT_UP_TO else "prices"


def solved_by(
    told: Round, model: Model, kept: Ints, watch: Watch, apart: "Apart | None" = None
) -> Iterator[Solved]:
    """The layers of a model, one after the other, by the engine of the round.

    Args:
        told: the round.
        model: rows and layers over all eligible arcs.
        kept: a choice of arcs that keeps every row.
        watch: told of progress.
        apart: jurisdictions and who works for them, where they are to be priced apart.
    """
    tolerance = dict(told.tolerance)
    if apart is not None:
        from diaopei.planning.by_jurisdictions import solve_by_jurisdictions

        return solve_by_jurisdictions(model, tolerance, kept, watch, apart)
    if engine_of(told, model.people) == "exact":
        return solve_layers(model, tolerance, np.union1d(first_arcs(model), kept), watch)
    # Loaded only here: machine code takes a second to load, and small rounds need none.
    from diaopei.planning.by_prices import solve_by_prices

    return solve_by_prices(model, tolerance, kept, watch)
