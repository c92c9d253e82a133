"""The dual: multipliers of rows go up and down until the bound they prove stops falling.

Each row has a step of its own: as long as the row errs on one side its step grows, where it
changes sides the step shrinks (the rule of signs, Riedmiller and Braun 1993). It needs no common
scale of rows, so a batch of thousands and a team of twelve are priced alike.
"""

from dataclasses import dataclass

import numpy as np

from diaopei.planning.auction.bidding import (
    FAR,
    Small,
    Standing,
    best_profits,
    forward,
    reverse,
    settle,
)
from diaopei.planning.auction.schedules import Schedule
from diaopei.planning.auction.stakes import Stakes, Tally, grain_of
from diaopei.planning.auction.worths import renew, reweigh
from diaopei.planning.model import UNBOUNDED, Ints
from diaopei.planning.prices import SCALE

GROW, SHRINK = 1.2, 0.6

HEAVIEST = FAR // 256
"""A layer above never weighs more than this on an arc: what an arc is worth stays below FAR."""

LOOKED = 0.75
"""Before this part of a schedule its prices prove too little to be looked at."""

CALM = 1_000
"""A plan in hand is left only for more than this part of the grain; the proof does not count it."""


PARTS = (1.0, 0.3, 0.1, 0.03, 0.01, 0.0)
"""Parts of the prices to begin with that are looked at: a layer far down wants less of them."""


@dataclass(frozen=True)
class Duals:
    """Multipliers of rows and of the layers above, and the lowest price of every seat."""

    rows: Ints
    cuts: Ints
    seats: Ints

    def times(self, factor: float) -> "Duals":
        """All of them made larger or smaller."""
        rows, cuts, seats = (
            np.rint(part * factor).astype(np.int64) for part in (self.rows, self.cuts, self.seats)
        )
        return Duals(rows, cuts, seats)


@dataclass
class Descent:
    """The dual of a layer on its way down, and the best plan met on it.

    `bound` is the lowest proved so far, in units of 1/SCALE, and `best` the duals that prove it;
    `value` and `chosen` are the best plan met that keeps every row. `start` is an arc of the
    market for each person, or -1, and `known` the score of a plan in hand, if there is one.
    """

    stakes: Stakes
    duals: Duals
    start: Ints
    known: int | None = None

    def __post_init__(self) -> None:
        """Everybody is where the plan in hand has them."""
        trade = self.stakes.trade
        people, seats = len(trade.people), len(trade.market.post_of)
        self.now = Standing(
            worth=np.zeros(len(trade.arcs), dtype=np.int64),
            price=self.duals.seats.copy(),
            floor=np.zeros(seats, dtype=np.int64),
            lowest=np.zeros(len(trade.seat_row), dtype=np.int64),
            holder=np.full(seats, -1, dtype=np.int32),
            seat=np.full(people, -1, dtype=np.int32),
            arc=np.full(people, -1, dtype=np.int32),
            profit=np.zeros(people, dtype=np.int64),
        )
        settle(trade.market, self.now, self.start)
        self.resume(self.duals)
        self.bound: int | None = None
        self.best = self.duals
        self.value: int | None = None
        self.chosen: Small | None = None

    def run(self, schedules: tuple[Schedule, ...], heavier: tuple[int, ...] = ()) -> None:
        """Goes down by one schedule after the other, each from the best duals so far.

        Args:
            schedules: how fine, and how long.
            heavier: how much heavier than the next each layer above is tried to be at first; an
                auction alone says little about which way the prices of layers above should go.
        """
        self._reprice()
        self._look()
        for times in heavier if self.stakes.cuts else ():
            rows, seats = self.duals.rows, self.duals.seats
            self.resume(Duals(rows, self._weights(times), seats))
            self._run(schedules[0], still=True)
            if self.closed():
                return
        for schedule in schedules:
            self.resume(self.best)
            self._run(schedule)
            if self.closed():
                return

    def follow(self, schedules: tuple[Schedule, ...]) -> None:
        """Goes down from prices of all layers together; from a part of them if that proves more.

        Args:
            schedules: how fine, and how long.
        """
        begun = self.duals
        for part in PARTS:
            self.resume(begun.times(part))
            self._reprice()
            self._look()
        if self.closed():
            return
        looked = self.bound
        self.resume(begun)
        self._run(schedules[0])
        for schedule in schedules[self.bound != looked :]:
            if self.closed():
                return
            self.resume(self.best)
            self._run(schedule)

    def _weights(self, heavier: int) -> Ints:
        """Prices of the layers above so that a step of each outweighs some of the one below."""
        weights, weight, below = [], 1.0, self.stakes.grain
        for grain, layer in zip(self._grains()[:0:-1], self.stakes.layers[:0:-1], strict=True):
            weight = min(
                weight * heavier * below / grain, HEAVIEST / (SCALE * (layer.largest or 1))
            )
            below = grain
            weights.append(-weight * SCALE)
        whole: Ints = np.rint(np.array(weights[::-1])).astype(np.int64)
        return whole

    def _grains(self) -> list[int]:
        """How far arcs lie apart in the layer and in those above."""
        market = self.stakes.trade.market
        return [
            grain_of(gain, layer, market)
            for gain, layer in zip(self.stakes.gains, self.stakes.layers, strict=True)
        ]

    def _run(self, schedule: Schedule, *, still: bool = False) -> None:
        """Goes down for the rounds of a schedule; `still` leaves the layers above their prices."""
        grain, unit = self.stakes.grain, self.unit()
        count = len(self.duals.rows) + len(self.duals.cuts)
        steps = np.full(count, schedule.step * unit)
        before = np.zeros(count, dtype=np.int64)
        most = np.full(count, 1e3 * unit)
        steps[len(self.duals.rows) :] = most[len(self.duals.rows) :] = schedule.step * grain
        self._steps = steps
        sizes = self._sizes()
        if self.closed():
            return
        first = 0 if self.stakes.cuts else int(schedule.rounds * LOOKED)
        for turn in range(schedule.rounds):
            late = turn >= first
            tally = self.trade(schedule.bid(turn, grain, unit), look=late)
            if late and self.closed():
                return
            wrong = self._wrong(tally)
            same = wrong * before
            steps *= np.where(same > 0, GROW, np.where(same < 0, SHRINK, 1.0))
            np.minimum(steps, most, out=steps)
            if still:
                wrong[len(self.duals.rows) :] = 0
            self._move(np.rint(wrong * steps / sizes).astype(np.int64))
            before = wrong

    def unit(self) -> int:
        """How far prices of rows may have to go: the grain, or what missing a row costs."""
        stakes = self.stakes
        costs = stakes.costs(stakes.trade.rows.rows, self.duals.cuts)[~stakes.hard]
        costs = costs[costs > 0]
        return max(stakes.grain, int(np.median(costs)) if len(costs) else 0)

    def closed(self) -> bool:
        """Whether a plan in hand scores as much as any can."""
        return self._short() < SCALE

    def missing(self) -> int:
        """Steps of the grain between the plan in hand and what is proved; none in hand is far."""
        return self._short() // self.stakes.grain

    def _short(self) -> int:
        """What the plan in hand is short of what is proved, in units of 1/SCALE."""
        values = [value for value in (self.value, self.known) if value is not None]
        if self.bound is None or not values:
            return UNBOUNDED
        return self.bound - max(values) * SCALE

    def repair(self, rounds: int, step: float) -> None:
        """From the best duals, dearer and dearer rows until all that must be kept are kept.

        Args:
            rounds: how often at most.
            step: the step of bids, in parts of the grain.
        """
        grain = self.stakes.grain
        self.resume(self.best)
        steps, sizes = np.clip(self._steps, 1, grain / 100), self._sizes()
        for _ in range(rounds):
            tally = self.trade(max(1, int(step * grain)))
            if tally.feasible:
                return
            free = np.append(~self.stakes.hard, np.zeros(len(self.duals.cuts), dtype=bool))
            broken = np.where(free, 0, self._broken(tally))
            steps *= np.where(broken != 0, 1.6, 1.0)
            self._move(np.rint(broken * steps / sizes).astype(np.int64))

    def resume(self, duals: Duals) -> None:
        """Goes back to some duals; none so great that sums of them outgrow what is FAR.

        Prices of soft rows never exceed what missing them costs.
        """
        above = self.stakes.layers[1:]
        most = np.array([HEAVIEST // max(1, layer.largest) for layer in above], dtype=np.int64)
        cuts = np.maximum(duals.cuts, -most)
        cost = self.stakes.costs(self.stakes.trade.rows.rows, cuts)
        self.duals = Duals(np.clip(duals.rows, -cost, cost), cuts, duals.seats)
        self.now.price[:] = duals.seats
        self._floors()

    def trade(self, step: int, *, look: bool = True) -> Tally:
        """One auction at the present multipliers; keeps the best plan, and the best bound.

        Args:
            step: how far a bid goes beyond what it must, in units of 1/SCALE.
            look: whether to see what the prices prove, which takes a pass over all arcs.
        """
        stakes, now, market = self.stakes, self.now, self.stakes.trade.market
        if len(stakes.trade.needs.index):
            self._floors()
        favour = 0 if self.known is None else stakes.grain // CALM
        rows = stakes.trade.rows
        renew(market, now, (rows, self._base(), self.duals.rows), (self.start, favour), step)
        forward(market, now, step)
        reverse(market, now, step)
        tally = stakes.tally(now.arc)
        if favour:
            now.worth[self.start[self.start >= 0]] -= favour
        if look:
            self._look()
        if tally.feasible and (self.value is None or tally.scores[0] > self.value):
            self.value, self.chosen = tally.scores[0], now.arc.copy()
        return tally

    def _reprice(self) -> None:
        """Floors of seats and worths of arcs at the present multipliers."""
        self._floors()
        reweigh(self.stakes.trade.rows, self._base(), self.duals.rows, self.now.worth)

    def _look(self) -> None:
        """Keeps the present prices if they prove a lower bound."""
        bound = self._bound(best_profits(self.stakes.trade.market, self.now))
        if self.bound is None or bound < self.bound:
            self.bound = bound
            self.best = Duals(self.duals.rows, self.duals.cuts, self.now.price.copy())

    def _base(self) -> Ints:
        """Gains of arcs in the layer and, at their prices, in the layers above."""
        base = self.stakes.scaled
        for gain, price in zip(self.stakes.gains[1:], self.duals.cuts, strict=True):
            base = base - gain * int(price)
        return base

    def _floors(self) -> None:
        """A seat that somebody needs may be had for less than nothing."""
        trade, now = self.stakes.trade, self.now
        now.floor[:] = 0
        first = trade.market.seats[trade.needs.post]
        free = trade.market.seats[trade.needs.post + 1] - first
        count = np.clip(trade.needs.least - trade.taken[trade.needs.post], 0, free)
        ends = np.cumsum(count)
        seat = np.repeat(first - (ends - count), count) + np.arange(count.sum())
        cost = self.stakes.costs(trade.needs.index, self.duals.cuts)
        np.subtract.at(now.floor, seat, np.repeat(cost, count))
        np.maximum(now.price, now.floor, out=now.price)
        filled = np.flatnonzero(np.diff(trade.market.seats))
        if len(filled):
            starts = trade.market.seats[filled]
            now.lowest[filled] = np.minimum.reduceat(now.price, starts)

    def _bound(self, profits: Ints) -> int:
        """No plan scores more, in units of 1/SCALE."""
        stakes, now, trade = self.stakes, self.now, self.stakes.trade
        lower, upper = stakes.bounds
        rows = self.duals.rows
        total = int(profits.sum()) + stakes.fixed[0] * SCALE
        for fixed, (_, least), price in zip(
            stakes.fixed[1:], stakes.cuts, self.duals.cuts, strict=True
        ):
            total += int(price) * (least - fixed)
        total += int(rows[rows > 0] @ upper[rows > 0]) + int(rows[rows < 0] @ lower[rows < 0])
        seats = np.diff(trade.market.seats)
        up = now.lowest > 0
        total += int(now.lowest[up] @ seats[up])
        return total - self._asked()

    def _asked(self) -> int:
        """What seats priced below nothing take off the bound."""
        prices, trade = self.needs(), self.stakes.trade
        left = np.maximum(0, trade.needs.least - trade.taken[trade.needs.post])
        return -int(prices @ left)

    def needs(self) -> Ints:
        """The price of each need at the present prices of seats: nothing or less."""
        needs = self.stakes.trade.needs
        cost = self.stakes.costs(needs.index, self.duals.cuts)
        owed = np.maximum(0, -self.now.lowest[needs.post])
        before = np.cumsum(cost) - cost
        firsts = np.flatnonzero(np.append([True], np.diff(needs.post) != 0)[: len(cost)])
        start = np.repeat(before[firsts], np.diff(np.append(firsts, len(cost))).astype(np.int64))
        paid: Ints = np.clip(owed - (before - start), 0, cost)
        return -paid

    def _sizes(self) -> Ints:
        """The largest coefficient of each row, and 1 for layers above in points of their own."""
        rows = self.stakes.trade.rows
        sizes = np.ones(len(rows.rows), dtype=np.int64)
        np.maximum.at(sizes, rows.row, np.abs(rows.coef))
        above = np.array(self._grains()[1:], dtype=np.int64) // SCALE
        return np.append(sizes, np.maximum(1, above))

    def _wrong(self, tally: Tally) -> Ints:
        """By row and layer above: 1 where the price should rise, -1 where it should fall."""
        lower, upper = self.stakes.bounds
        lean = np.append(self.duals.rows, self.duals.cuts)
        least = np.append(lower, [low for _, low in self.stakes.cuts])
        most = np.append(upper, np.full(len(self.stakes.cuts), UNBOUNDED))
        sums = np.append(tally.sums, tally.scores[1:])
        over, under = np.sign(sums - most), np.sign(sums - least)
        wrong: Ints = np.where(lean > 0, over, np.where(lean < 0, under, self._broken(tally)))
        return wrong

    def _broken(self, tally: Tally) -> Ints:
        """By row and layer above: 1 where it is above its bounds, -1 where below, else 0."""
        lower, upper = self.stakes.bounds
        rows = (tally.sums > upper).astype(np.int64) - (tally.sums < lower)
        above = [
            -int(score < low)
            for score, (_, low) in zip(tally.scores[1:], self.stakes.cuts, strict=True)
        ]
        return np.append(rows, np.array(above, dtype=np.int64))

    def _move(self, by: Ints) -> None:
        """Moves the multipliers; none crosses zero, leans on no bound, or outgrows its cost."""
        lower, upper = self.stakes.bounds
        count = len(lower)
        cuts = np.minimum(0, self.duals.cuts + by[count:])
        old = self.duals.rows
        new = old + by[:count]
        new = np.where(old * np.sign(new) < 0, 0, new)
        new = np.where((upper >= UNBOUNDED) & (new > 0), 0, new)
        new = np.where((lower <= -UNBOUNDED) & (new < 0), 0, new)
        cost = self.stakes.costs(self.stakes.trade.rows.rows, cuts)
        self.duals = Duals(np.clip(new, -cost, cost), cuts, self.duals.seats)
