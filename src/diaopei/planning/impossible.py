"""Whether the rows of a model can all be kept, and if not, which of them stand against each other.

Quick answers first: too few people for some posts or seats for some people (no search at all), a
batch below the fewest moves (proved by prices). Only then are rows let go one by one.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from diaopei.planning.exact import DUAL_SIMPLEX, Relaxation, SolverError
from diaopei.planning.feasibility import Small, feasible, reduced_to, strain, without
from diaopei.planning.fewest import Fewest, batch_row, fewest
from diaopei.planning.hall import Shortage, shortage
from diaopei.planning.model import Ints, Model

FEW = 40
"""So many rows are let go one by one; of more, those with a price are told."""

TINY = 1e-9
"""A multiplier below this is none."""

LARGE = 5_000
"""From so many people the fewest moves are counted before any search."""


@dataclass(frozen=True)
class Core:
    """Rows that cannot be kept together, and how that is known.

    Attributes:
        rows: by number; where `minimal`, the others can be kept without any one of them.
        minimal: whether each of the rows is needed for the conflict.
        shortage: the posts and people counted, where counting is enough.
        fewest: how many people have to move, where the batch is among the rows.
    """

    rows: Ints
    minimal: bool
    shortage: Shortage | None = None
    fewest: Fewest | None = None


def opposed(model: Model, home: Ints) -> Core | None:
    """Rows of a model that stand against each other; None if a plan exists.

    Args:
        model: rows and arcs.
        home: everybody's arc of changing nothing.

    Raises:
        SolverError: a claim did not hold when it was checked again.
    """
    first = asked(model, home)
    if not len(first):
        return None
    short = shortage(model, home)
    if short is not None:
        known = _moves(model, home) if batch_row(model) in short.rows else None
        return Core(short.rows, minimal=True, shortage=short, fewest=known)
    known = _moves(model, home) if model.people >= LARGE else None
    if known is not None and known.refutes:
        return Core(_priced(model, known), minimal=False, fewest=known)
    chosen, rows = feasible(model, home, first)
    if chosen is not None:
        return None
    if known is None and batch_row(model) in rows:
        known = _moves(model, home)
    rows = narrowed(model, home, rows)
    if len(rows) > FEW and known is not None and known.refutes:
        return Core(_priced(model, known), minimal=False, fewest=known)
    few = smallest(model, home, rows)
    return Core(few, minimal=True, fewest=known if batch_row(model) in few else None)


def asked(model: Model, home: Ints) -> Ints:
    """The hard rows that changing nothing breaks: demands."""
    return np.flatnonzero((model.missed(home) > 0) & ~model.soft)


def smallest(model: Model, home: Ints, rows: Ints) -> Ints:
    """Of rows that cannot be kept together a set of which none can be spared.

    Whole constraints are let go first, then single rows, as long as the others stay impossible
    together (deletion filter, Chinneck and Dravnieks 1991); everybody holding one place is taken
    for granted. In the end each member is left out once more, and a choice must then exist.

    Raises:
        SolverError: the claim did not hold when it was checked again.
    """
    small = reduced_to(model, home, rows, strain(model, home))
    kept = _filtered(small, model.names["constraint"].gather(rows))
    _demand_irreducible(small, kept)
    few: Ints = rows[kept]
    return few


def narrowed(model: Model, home: Ints, rows: Ints) -> Ints:
    """Of rows that cannot be kept together those that the linear relaxation needs to show it.

    The multipliers that show a relaxation empty (Farkas 1902) are 0 for most rows. Where the
    relaxation is not empty, or the rows found do not stand against each other, all are returned.
    """
    if len(rows) <= FEW:
        return rows
    small = reduced_to(model, home, rows, strain(model, home))
    relaxation = Relaxation(small.model, np.arange(len(small.arcs)))
    relaxation.aim(small.model.layers[0])
    if relaxation.solve(DUAL_SIMPLEX) is not None:
        return rows
    ray = relaxation.ray()
    if ray is None:
        return rows
    granted = (model.names["constraint"] == "one_place").to_numpy()[rows]
    used = (np.abs(ray[: small.named]) > TINY) | granted
    return rows[used] if used.any() and small.choice(used) is None else rows


def _moves(model: Model, home: Ints) -> Fewest | None:
    """The fewest moves; None without a batch, or where the other rows are in conflict anyway."""
    row, start = batch_row(model), None
    if row is None:
        return None
    if model.people < LARGE:
        free = without(model, row)
        start, _ = feasible(free, home, asked(free, home))
        if start is None:
            return None
    return fewest(model, row, start)


def _priced(model: Model, known: Fewest) -> Ints:
    """The batch and the rows whose prices prove that it is too small; seats are granted."""
    kind = model.names["constraint"].cast(str).to_numpy()
    told = (known.prices != 0) & (kind != "seats") & (kind != "one_place")
    batch = batch_row(model)
    return np.append([] if batch is None else [batch], np.flatnonzero(told)).astype(np.int64)


def _filtered(small: Small, of: pl.Series) -> np.ndarray:
    """Which named rows are left when none can be spared."""
    kept = np.ones(small.named, dtype=bool)
    wholes = [(of == name).to_numpy() for name in of.unique(maintain_order=True)]
    singles = [np.arange(small.named) == place for place in range(small.named)]
    by_hand = (of == "by_hand").to_numpy()
    late = [one for one in singles if (one & by_hand).any()]
    for part in [*wholes, *(one for one in singles if not (one & by_hand).any()), *late]:
        if (part & kept).any() and small.choice(kept & ~part) is None:
            kept &= ~part
    return kept


def _demand_irreducible(small: Small, kept: np.ndarray) -> None:
    others = (kept & (np.arange(len(kept)) != place) for place in np.flatnonzero(kept))
    if small.choice(kept) is not None or any(small.choice(less) is None for less in others):
        msg = "a conflict found could not be confirmed; run again, or report the round file"
        raise SolverError(msg)
