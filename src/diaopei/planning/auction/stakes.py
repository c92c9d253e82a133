"""What is at stake in a layer: gains of arcs, costs of missing rows, and the layers kept above."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from diaopei.planning.auction.bidding import Market, Small
from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.auction.market import Flags, Rows, Trade
from diaopei.planning.model import UNBOUNDED, Ints, Layer
from diaopei.planning.prices import SCALE, Cuts

STEEP = 64
"""A row that must be kept costs, where it is not, this many times the layer's largest stake."""


@dataclass(frozen=True)
class Tally:
    """What a choice of arcs comes to: sums of rows, missed steps, scores, and if all is kept.

    `scores` are those of the layer and then of the layers above, constants included.
    """

    sums: Ints
    missed: Ints
    missed_needs: Ints
    scores: tuple[int, ...]
    feasible: bool


@dataclass(frozen=True)
class Stakes:
    """A layer over a market, to be made large while the layers above keep their scores."""

    trade: Trade
    layer: Layer
    cuts: Cuts

    @property
    def layers(self) -> list[Layer]:
        """The layer itself, then the layers above."""
        return [self.layer, *(layer for layer, _ in self.cuts)]

    @cached_property
    def gains(self) -> list[Ints]:
        """By layer the gain of each arc of the market."""
        return [layer.gain[self.trade.arcs] for layer in self.layers]

    @cached_property
    def prices(self) -> list[tuple[Ints, Ints]]:
        """By layer what missing each row, and each need, by one costs."""
        rows, needs = self.trade.rows.rows, self.trade.needs.index
        return [(layer.price[rows], layer.price[needs]) for layer in self.layers]

    @cached_property
    def scaled(self) -> Ints:
        """The layer's own gains in price units."""
        gains: Ints = self.gains[0] * SCALE
        return gains

    @cached_property
    def fixed(self) -> list[int]:
        """By layer its constant and what people without a choice add."""
        alone = self.trade.fixed
        return [layer.constant + int(layer.gain[alone].sum()) for layer in self.layers]

    @cached_property
    def hard(self) -> Flags:
        """Which rows must be kept."""
        kept: Flags = ~self.trade.model.soft[self.trade.rows.rows]
        return kept

    @cached_property
    def hard_needs(self) -> Flags:
        """Which needs must be met."""
        kept: Flags = ~self.trade.model.soft[self.trade.needs.index]
        return kept

    @cached_property
    def bounds(self) -> tuple[Ints, Ints]:
        """Lower and upper bounds of rows, less what people without a choice use."""
        rows = self.trade.rows
        lower = np.where(rows.lower <= -UNBOUNDED, rows.lower, rows.lower - rows.taken)
        upper = np.where(rows.upper >= UNBOUNDED, rows.upper, rows.upper - rows.taken)
        return lower, upper

    @cached_property
    def grain(self) -> int:
        """How far a person's arcs lie apart, in price units: the middle one of the distances."""
        return grain_of(self.gains[0], self.layer, self.trade.market)

    def costs(self, index: Ints, cut_prices: Ints) -> Ints:
        """What missing each of some rows by one costs at the prices of the layers above."""
        total = self.layer.price[index] * SCALE
        for (cut, _), price in zip(self.cuts, cut_prices, strict=True):
            total = total - cut.price[index] * int(price)
        most = STEEP * max(self.grain, int(total.max(initial=0)))
        costs: Ints = np.where(self.trade.model.soft[index], total, most)
        return costs

    def tally(self, chosen: Small) -> Tally:
        """Counts a choice of one arc of the market for each person."""
        trade, needs = self.trade, self.trade.needs
        sums = np.zeros(len(trade.rows.rows), dtype=np.int64)
        held = trade.taken.copy()
        gained = [add_up(trade.rows, trade.market.post, chosen, self.gains[0], (sums, held))]
        gained += [int(gain[chosen].sum()) for gain in self.gains[1:]]
        lower, upper = self.bounds
        missed = np.maximum(0, np.maximum(lower - sums, sums - upper))
        empty = np.maximum(0, needs.least - held[needs.post])
        scores = tuple(
            fixed + gain
            - int(dear @ missed) - int(owed @ empty)
            for gain, fixed, (dear, owed) in zip(gained, self.fixed, self.prices, strict=True)
        )  # fmt: skip
        kept = all(score >= least for score, (_, least) in zip(scores[1:], self.cuts, strict=True))
        hard = (missed * self.hard).any() or (empty * self.hard_needs).any()
        return Tally(sums, missed, empty, scores, kept and not hard)


def grain_of(gain: Ints, layer: Layer, market: Market) -> int:
    """How far a person's arcs lie apart in a layer, in price units: the middle distance.

    Where arcs gain nothing, the middle cost of missing a row.
    """
    apart = np.abs(np.diff(gain))
    apart[market.first[1:-1] - 1] = 0
    apart = apart[apart > 0]
    if not len(apart):
        apart = layer.price[layer.price > 0]
    return int(np.median(apart) * SCALE) if len(apart) else SCALE


@machine_code
def add_up(rows: Rows, post: Small, chosen: Small, gain: Ints, told: tuple[Ints, Ints]) -> int:
    """What the chosen arcs gain; adds what they use of each row, and of the seats of each post."""
    sums, held = told
    total = 0
    for arc in chosen:
        total += gain[arc]
        if post[arc] >= 0:
            held[post[arc]] += 1
        for entry in range(rows.start[arc], rows.start[arc + 1]):
            sums[rows.row[entry]] += rows.coef[entry]
    return total
