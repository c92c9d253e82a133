"""What one point of each layer weighs on the board, so that one number orders near-by choices.

Each layer's proof says: the layer, and those above it at the prices of their cut-offs, never add up
to more than its bound. Any sum of such statements is one too. The last layer counts once; a layer
above it counts more where its cut-off alone would let it be sold for what one person's arcs can
differ in the layers below.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from diaopei.planning.model import TIES, Ints, Model
from diaopei.planning.prices import SCALE

TIMES = 4
"""One point of a layer outweighs so many times the widest choice of one person below it."""

MOST = 2**57
"""No arc, cost or price grows beyond this."""


class LayerPrices(NamedTuple):
    """Prices of rows and of the cut-offs of the layers above, in units of 1/SCALE."""

    rows: Ints
    cuts: Ints


@dataclass(frozen=True)
class Weighed:
    """Layers added up: gains of arcs, costs of missed rows, prices of rows.

    `points` is what one point of each layer counts, `SCALE` for the last.
    """

    gain: Ints
    cost: Ints
    rows: Ints
    points: tuple[int, ...]


def weighed(model: Model, prices: tuple[LayerPrices, ...]) -> Weighed:
    """The layers with prices as one, ties by id left out.

    Args:
        model: rows and layers.
        prices: of the first layers, in their order.
    """
    layers = [one for one in model.layers[: len(prices)] if one.name != TIES]
    points = [0] * len(layers)
    none = np.zeros(len(model.lower), dtype=np.int64)
    parts = Weighed(np.zeros(model.arcs, dtype=np.int64), none, none, ())
    for number in reversed(range(len(layers))):
        parts, points = _with(model, parts, (number, prices[number]), points)
    return Weighed(parts.gain, parts.cost, parts.rows, tuple(points))


def _with(
    model: Model, below: Weighed, told: tuple[int, LayerPrices], points: list[int]
) -> tuple[Weighed, list[int]]:
    """One layer more, counted so often that it outweighs those below it."""
    number, prices = told
    layer = model.layers[number]
    gain = below.gain + layer.gain * points[number]
    cost = below.cost + layer.price * points[number]
    times = min(_times(model, below, points[number]), _room(model, number, prices))
    rows = below.rows + prices.rows * times
    points = points.copy()
    added = [times * -int(price) for price in prices.cuts] + [times * SCALE]
    points = [
        had + more
        for had, more in zip(points, added + [0] * (len(points) - len(added)), strict=True)
    ]
    own = times * SCALE
    return Weighed(gain + layer.gain * own, cost + layer.price * own, rows, ()), points


def _times(model: Model, below: Weighed, had: int) -> int:
    """How often a layer counts on top of what the cut-offs below already make of it."""
    if not below.gain.any() and not below.cost.any():
        return 1
    first = np.flatnonzero(np.append(True, model.person[1:] != model.person[:-1]))
    spread = np.maximum.reduceat(below.gain, first) - np.minimum.reduceat(below.gain, first)
    stake = int(max(spread.max(initial=0), below.cost.max(initial=0)))
    return max(0, -(-(TIMES * stake - had) // SCALE))


def _room(model: Model, number: int, prices: LayerPrices) -> int:
    """How often a layer may count before a number outgrows 64 bits."""
    layer = model.layers[number]
    size = max(
        int(np.abs(layer.gain).max(initial=1)) * SCALE,
        int(layer.price.max(initial=1)) * SCALE,
        int(np.abs(prices.rows).max(initial=1)),
        *(
            int(np.abs(above.gain).max(initial=1)) * abs(int(price))
            for above, price in zip(model.layers[:number], prices.cuts, strict=True)
        ),
        1,
    )
    return max(1, MOST // (size * 8))
