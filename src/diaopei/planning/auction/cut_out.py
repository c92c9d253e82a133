"""A part of a model as a model of its own, with only the rows that its choices can miss."""

from dataclasses import replace

import numpy as np

from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.auction.market import Flags
from diaopei.planning.model import UNBOUNDED, Ints, Layer, Model


def cut_out(model: Model, arcs: Ints, rest: tuple[Ints, Ints]) -> tuple[Model, Ints]:
    """The model of some people's arcs while everybody else stays as they are.

    Args:
        model: the whole model.
        arcs: the arcs left open, in order.
        rest: the rows those arcs use, in order, and what everybody else uses of each.

    Returns:
        The model, and the rows of the whole model that are its own: those that can be missed.
    """
    rows, used = rest
    entries = model.entries(arcs)
    start = np.concatenate([[0], np.cumsum(model.start[arcs + 1] - model.start[arcs])])
    row, coef = np.searchsorted(rows, model.entry_row[entries]), model.entry_coef[entries]
    person = np.unique(model.person[arcs], return_inverse=True)[1].astype(np.int64)
    lower, upper = _less(model.lower[rows], used), _less(model.upper[rows], used)
    kept = missable(person, (start, row, coef), (lower, upper))
    inside = kept[row]
    before = np.concatenate([[0], np.cumsum(inside)])
    small = Model(
        person=person,
        start=before[start],
        entry_row=(np.cumsum(kept) - 1)[row[inside]],
        entry_coef=coef[inside],
        lower=lower[kept],
        upper=upper[kept],
        soft=model.soft[rows[kept]],
        layers=(),
        names=model.names.head(0),
        measured={},
    )
    return small, rows[kept]


def layer_of(layer: Layer, arcs: Ints, rows: Ints, constant: int = 0) -> Layer:
    """A layer over some arcs and rows."""
    return replace(layer, gain=layer.gain[arcs], price=layer.price[rows], constant=constant)


def _less(bound: Ints, used: Ints) -> Ints:
    return np.where(np.abs(bound) >= UNBOUNDED, bound, bound - used)


@machine_code
def missable(person: Ints, entries: tuple[Ints, Ints, Ints], bounds: tuple[Ints, Ints]) -> Flags:
    """Which rows some choice of one arc a person misses; rows of one person count among them.

    Args:
        person: the person of each arc, in order.
        entries: where the entries of each arc start, and row and coefficient of each entry.
        bounds: lower and upper bound of each row.
    """
    start, row, coef = entries
    lower, upper = bounds
    least, most = np.zeros(len(lower), dtype=np.int64), np.zeros(len(lower), dtype=np.int64)
    low, high = np.zeros(len(lower), dtype=np.int64), np.zeros(len(lower), dtype=np.int64)
    seen, people = np.zeros(len(lower), dtype=np.int64), np.zeros(len(lower), dtype=np.int64)
    first = 0
    while first < len(person):
        last = first
        while last < len(person) and person[last] == person[first]:
            last += 1
        for entry in range(start[first], start[last]):
            here, size = row[entry], coef[entry]
            low[here] = min(low[here], size) if seen[here] else size
            high[here] = max(high[here], size) if seen[here] else size
            seen[here] += 1
        for entry in range(start[first], start[last]):
            here = row[entry]
            if seen[here]:
                without = seen[here] < last - first
                least[here] += min(0, low[here]) if without else low[here]
                most[here] += max(0, high[here]) if without else high[here]
                people[here] += 1
                seen[here] = 0
        first = last
    missed: Flags = (least < lower) | (most > upper) | (people == 1)
    return missed
