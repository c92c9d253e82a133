"""A batch that is just as large as it must be: no plan that keeps the rows makes fewer moves."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from families import FAMILIES, UNIT, Flags, World, compiled, world, written

from diaopei.planning.auction.engine import THOROUGH, Above, priced, refined
from diaopei.planning.model import UNBOUNDED, Ints, Layer, Model
from diaopei.planning.prices import SCALE


class Tight(NamedTuple):
    """A model whose batch is `moves`, a plan of so many, and the fewest that are proved possible.

    Where `fewest` equals `moves` no smaller batch can hold.
    """

    model: Model
    plan: Ints
    moves: int
    fewest: int


def tight(people: int, seed: int = 0) -> Tight:
    """The standard family where all who must move do, under the smallest batch that allows it.

    Everybody is placed; of a unit's overdue no more must move than its limit on changes lets go.

    Raises:
        ValueError: no plan that keeps the rows was found.
    """
    family = FAMILIES["standard"]
    made = world(family, people, seed)
    rows = written(made, family, seed)
    shut = np.flatnonzero(made.outs | _must_leave(made, family.churn))
    one, zero = np.ones_like(shut), np.zeros(1, dtype=np.int64)
    rows.add("by_hand", (0 * shut, shut, one), (zero - UNBOUNDED, zero), 0)
    model = compiled(made, rows, strict=False)
    plan, most = _fewest_moves(_with_batch(model, -UNBOUNDED), made.still)
    still = int(made.still[plan].sum())
    return Tight(_with_batch(model, still), plan, people - still, people - most)


def _must_leave(made: World, limit: int) -> Flags:
    """Stay arcs of the overdue, of each unit the first few."""
    overdue = np.flatnonzero(made.overstays)
    unit = made.post[overdue] // UNIT
    order = np.argsort(unit, kind="stable")
    _, first, count = np.unique(unit[order], return_index=True, return_counts=True)
    place = np.arange(len(order)) - np.repeat(first, count)
    leaves = np.zeros(len(made.person), dtype=bool)
    leaves[overdue[order[place < limit]]] = True
    return leaves


def _with_batch(model: Model, still: int) -> Model:
    """The model with at least so many who do not move."""
    lower = model.lower.copy()
    lower[(model.names["constraint"] == "batch_size").to_numpy()] = still
    return replace(model, lower=lower)


def _fewest_moves(model: Model, still: Flags) -> tuple[Ints, int]:
    """A plan that moves few, and how many at most keep their place in any plan."""
    layer = Layer("calm", "max", still.astype(np.int64), 0 * model.lower, 0, ())
    above = Above([], np.ones(model.arcs, dtype=bool))
    known = priced(model, layer, above, THOROUGH)
    plan, proved = refined(model, layer, above, known, THOROUGH)
    if plan is None:
        msg = f"no plan keeps the rows of {model.people} people in the family tight-batch"
        raise ValueError(msg)
    return plan, model.score(layer, plan) if proved else known.bound // SCALE
