"""What the layers' prices prove of a board, kept up with one person's arcs at a time."""

from dataclasses import dataclass

import numpy as np

from diaopei.planning.board.weights import LayerPrices
from diaopei.planning.model import UNBOUNDED, Ints, Model
from diaopei.planning.prices import SCALE, best_by_person, bound, reduced


@dataclass(frozen=True)
class Proofs:
    """The first layers of a model with their prices.

    A layer is bounded together with those above it at the prices of their cut-offs, whatever those
    above come to: so the bound holds of every plan, also of one that gives up something above.
    """

    model: Model
    prices: tuple[LayerPrices, ...]

    def limit(self, number: int, prices: LayerPrices) -> int:
        """What no plan exceeds in a layer, as these prices prove it, in units of 1/SCALE."""
        model = self.model
        cuts = [(above, 0) for above in model.layers[:number]]
        worth = reduced(model, model.layers[number], cuts, prices)
        best = best_by_person(model, worth, np.ones(model.arcs, dtype=bool))
        return bound(model, model.layers[number], cuts, prices, best)

    def limits(self) -> tuple[int, ...]:
        """What no plan exceeds in each layer with prices, in units of 1/SCALE."""
        return tuple(self.limit(number, prices) for number, prices in enumerate(self.prices))

    def worth(self, scores: tuple[int, ...]) -> tuple[int, ...]:
        """What a choice with these scores comes to in each layer, in the same units."""
        return tuple(
            SCALE * scores[number]
            - sum(
                int(price) * score
                for price, score in zip(prices.cuts, scores[:number], strict=True)
            )
            for number, prices in enumerate(self.prices)
        )

    def of_arcs(self, first: int, last: int) -> list[Ints]:
        """What the arcs from one number to another add to each layer at the prices."""
        model = self.model
        start = model.start[first : last + 1]
        row = model.entry_row[start[0] : start[-1]]
        coef = model.entry_coef[start[0] : start[-1]]
        place = np.repeat(np.arange(last - first), np.diff(start))
        told: list[Ints] = []
        for number, prices in enumerate(self.prices):
            worth = model.layers[number].gain[first:last] * SCALE
            for above, price in zip(model.layers[:number], prices.cuts, strict=True):
                if price:
                    worth = worth - above.gain[first:last] * price
            paid: Ints = np.zeros(last - first, dtype=np.int64)
            np.add.at(paid, place, coef * prices.rows[row])
            told.append(worth - paid)
        return told


def tightest(model: Model, number: int, found: list[LayerPrices]) -> LayerPrices:
    """Of several prices of a layer those that bound its plans best.

    Args:
        model: rows and layers.
        number: of the layer.
        found: prices to choose from; the first of those that bound alike is taken.
    """
    if len(found) == 1:
        return found[0]
    proofs = Proofs(model, ())
    return min(found, key=lambda prices: proofs.limit(number, prices))


def best_open(worth: Ints, is_open: np.ndarray) -> int:
    """The most an open arc adds."""
    return int(worth[is_open].max(initial=-UNBOUNDED))
