"""Prices in whole numbers: what an arc is worth at given row prices, and the bound they prove.

For any prices of the right sign no plan scores more than the bound below (weak duality), so the
bound holds whatever solver the prices came from.
"""

from dataclasses import replace

import numpy as np

from diaopei.planning.model import UNBOUNDED, Floats, Ints, Layer, Model

SCALE = 2**20
"""One point of score in price units: prices are whole multiples of 1/1,048,576 point."""

AT_ONCE = 2**20
"""Arcs looked at in one go: of millions the entries need not stand in memory twice."""

Cuts = list[tuple[Layer, int]]


def nothing(layer: Layer) -> Layer:
    """A layer in which nothing counts: a bound below 0 on it shows that there is no plan."""
    return replace(
        layer, gain=np.zeros_like(layer.gain), price=np.zeros_like(layer.price), constant=0
    )


def whole_prices(model: Model, layer: Layer, cuts: Cuts, duals: Floats) -> tuple[Ints, Ints]:
    """A solver's duals as whole prices of rows and of cut-offs, of the sign each row allows.

    A positive price goes with an upper bound, a negative one with a lower bound. The price of a
    soft row never exceeds what missing it costs.
    """
    count = len(model.lower)
    prices = np.rint(duals[:count] * SCALE).astype(np.int64)
    prices[(model.upper >= UNBOUNDED) & (prices > 0)] = 0
    prices[(model.lower <= -UNBOUNDED) & (prices < 0)] = 0
    cut_prices = np.minimum(0, np.rint(duals[count:] * SCALE)).astype(np.int64)
    cost = layer.price * SCALE
    for (cut, _), price in zip(cuts, cut_prices, strict=True):
        cost = cost - cut.price * price
    prices = np.where(model.soft, np.clip(prices, -cost, cost), prices)
    return prices, cut_prices


def reduced(model: Model, layer: Layer, cuts: Cuts, prices: tuple[Ints, Ints]) -> Ints:
    """What each arc adds at the prices, in units of 1/SCALE: its gain less what it uses."""
    rows, cut_prices = prices
    worth = layer.gain * SCALE
    for first in range(0, model.arcs, AT_ONCE):
        start = model.start[first : first + AT_ONCE + 1]
        here = slice(int(start[0]), int(start[-1]))
        used = model.entry_coef[here] * rows[model.entry_row[here]]
        paid = np.concatenate([[0], np.cumsum(used)])
        worth[first : first + AT_ONCE] -= np.diff(paid[start - start[0]])
    for (cut, _), price in zip(cuts, cut_prices, strict=True):
        worth -= cut.gain * price
    return worth


def best_by_person(model: Model, worth: Ints, alive: np.ndarray) -> Ints:
    """The most each person's arcs add at the prices."""
    best = np.full(model.people, -UNBOUNDED, dtype=np.int64)
    np.maximum.at(best, model.person[alive], worth[alive])
    return best


def bound(model: Model, layer: Layer, cuts: Cuts, prices: tuple[Ints, Ints], best: Ints) -> int:
    """No plan scores more than this many units of 1/SCALE.

    The constant, plus each person's best arc, plus each row's price times the bound it leans on.
    """
    rows, cut_prices = prices
    if (best <= -UNBOUNDED).any():
        return -UNBOUNDED
    total = layer.constant * SCALE + int(best.sum())
    up, down = rows > 0, rows < 0
    total += int(rows[up] @ model.upper[up]) + int(rows[down] @ model.lower[down])
    for (cut, at_least), price in zip(cuts, cut_prices, strict=True):
        total += int(price) * (at_least - cut.constant)
    return total
