"""A change of arcs counted: what each layer gains, which rows it breaks; only what it touches."""

import numpy as np

from diaopei.planning.board.edit import Outcome
from diaopei.planning.model import Ints, Model


def whole(model: Model, chosen: Ints) -> Outcome:
    """A choice of arcs counted from the beginning."""
    missed = model.missed(chosen)
    rows = np.flatnonzero((missed > 0) & ~model.soft)
    scores = tuple(model.score(layer, chosen) for layer in model.layers)
    return Outcome(scores, rows, missed[rows])


def changed(model: Model, sums: Ints, was: Outcome, left: Ints, taken: Ints) -> Outcome:
    """What becomes of a choice when some arcs are left and others taken.

    Args:
        model: rows and layers, with the bounds that count.
        sums: of every row, after the change.
        was: the choice before it.
        left: arcs left.
        taken: arcs taken.
    """
    off, on = model.entries(left), model.entries(taken)
    rows, place = np.unique(
        np.concatenate([model.entry_row[off], model.entry_row[on]]), return_inverse=True
    )
    by = np.zeros(len(rows), dtype=np.int64)
    np.subtract.at(by, place[: len(off)], model.entry_coef[off])
    np.add.at(by, place[len(off) :], model.entry_coef[on])
    lower, upper, now = model.lower[rows], model.upper[rows], sums[rows]
    short = np.maximum(0, np.maximum(lower - now, now - upper))
    before = np.maximum(0, np.maximum(lower - now + by, now - by - upper))
    more = short - before
    scores = tuple(
        score + int(layer.gain[taken].sum() - layer.gain[left].sum() - layer.price[rows] @ more)
        for layer, score in zip(model.layers, was.scores, strict=True)
    )
    wrong = (short > 0) & ~model.soft[rows]
    kept = ~np.isin(was.rows, rows)
    broken = np.concatenate([was.rows[kept], rows[wrong]])
    order = np.argsort(broken, kind="stable")
    return Outcome(scores, broken[order], np.concatenate([was.short[kept], short[wrong]])[order])
