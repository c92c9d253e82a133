"""All layers but the last added up, each far heavier than the next: one plan good in all of them.

Its prices, in the points of a layer, are also good prices to begin that layer with: they know what
the layers above may cost. Found one after the other, layers end with plans good in one of them.
"""

from dataclasses import dataclass, replace

import numpy as np

from diaopei.planning.auction.descent import HEAVIEST
from diaopei.planning.auction.engine import Above, Pace, priced, refined
from diaopei.planning.auction.schedules import Schedule
from diaopei.planning.model import Ints, Layer, Model
from diaopei.planning.prices import SCALE

HEAVIER = (30, 10, 3)
"""A unit of one layer counts as much as so many of the next, if sums allow."""

MOST = 2**61
"""Sums of prices stay below this."""

AGAIN = Schedule(step=0.2)
"""Steep layers take a second descent from the best duals of the first."""


@dataclass(frozen=True)
class Together:
    """What all layers together tell: a plan or None, prices of rows, and the layers' weights."""

    chosen: Ints | None
    rows: Ints
    weights: tuple[float, ...]

    def prices(self, number: int) -> tuple[Ints, Ints]:
        """Prices to begin a layer with: of rows, and of the layers above it, in its points."""
        weight = self.weights[number]
        most = float(HEAVIEST)
        above = np.array(self.weights[:number]) / weight * SCALE
        rows = np.clip(self.rows / weight, -most, most)
        return np.rint(rows).astype(np.int64), -np.rint(np.minimum(above, most)).astype(np.int64)


def together(model: Model, above: Above, pace: Pace) -> Together | None:
    """A plan good in all layers but the last at once; None where weights would be too large.

    Args:
        model: rows and layers.
        above: no layers, all arcs, and a plan to begin with if one is known.
        pace: how hard to try.
    """
    for heavier in HEAVIER:
        weights = weighed(model, heavier)
        if fits(model, weights):
            steep = replace(pace, schedules=(pace.schedules[0], AGAIN))
            added = _added_up(model, weights)
            known = priced(model, added, above, steep)
            chosen, _ = refined(model, added, above, known, steep)
            return Together(chosen, known.rows, weights)
    return None


def fits(model: Model, weights: tuple[float, ...]) -> bool:
    """Whether sums of prices stay small enough for whole numbers of 64 bits."""
    stake = sum(int(w) * layer.largest for w, layer in zip(weights, model.layers, strict=True))
    return stake * SCALE <= HEAVIEST and stake * SCALE * max(1, model.people) < MOST


def weighed(model: Model, heavier: int) -> tuple[float, ...]:
    """What a point of each layer counts when its unit outweighs some units of the next.

    All are whole numbers but the last layer's, which may be less than one.
    """
    layers = model.layers[-2::-1] if len(model.layers) > 1 else model.layers
    weights, grain = [1.0], unit(model, layers[0])
    for layer in layers[1:]:
        mine = unit(model, layer)
        weights.append(float(max(1, int(weights[-1]) * heavier * grain // mine)))
        grain = mine
    last = unit(model, layers[0]) / (heavier * unit(model, model.layers[-1]))
    return (*weights[::-1], *((last,) if len(model.layers) > 1 else ()))


def _added_up(model: Model, weights: tuple[float, ...]) -> Layer:
    """All layers but the last in one, by their weights."""
    layers = model.layers[:-1] or model.layers
    whole = [int(weight) for weight in weights[: len(layers)]]
    gain = sum(weight * layer.gain for weight, layer in zip(whole, layers, strict=True))
    price = sum(weight * layer.price for weight, layer in zip(whole, layers, strict=True))
    return Layer("all", "max", np.asarray(gain), np.asarray(price), 0, ())


def unit(model: Model, layer: Layer) -> int:
    """How far a person's arcs lie apart in a layer, or what missing a row costs: the middle one."""
    apart = np.abs(np.diff(layer.gain)[np.diff(model.person) == 0])
    apart = apart[apart > 0]
    apart = apart if len(apart) else layer.price[layer.price > 0]
    return int(np.median(apart)) if len(apart) else 1
