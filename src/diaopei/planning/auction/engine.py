"""A layer without a linear program: prices by auction, then the best plan among what they leave.

All eligible arcs take part, so nothing has to be priced out afterwards: the bound holds for every
plan. What the prices leave open is searched exactly, in pockets where it is much.
"""

from dataclasses import dataclass, replace

import numpy as np

from diaopei.planning.auction.descent import Descent, Duals
from diaopei.planning.auction.losses import Hand, Priced
from diaopei.planning.auction.market import Flags, Trade, trade
from diaopei.planning.auction.pockets import opened
from diaopei.planning.auction.schedules import FAST, LATER, PROOF, Schedule
from diaopei.planning.auction.stakes import Stakes
from diaopei.planning.exact import Effort
from diaopei.planning.first_arcs import top
from diaopei.planning.model import UNBOUNDED, Ints, Layer, Model
from diaopei.planning.prices import SCALE, Cuts, best_by_person, bound, nothing, reduced

SMALL = 2_000
"""Up to so many people with a choice the search goes on until the plan is proved best."""

CHOICES = 8
"""Arcs of one person that are searched at first."""

FEW = 5_000
"""A core is searched all at once where no more people than this have a choice in it."""

CORE_NODES = 1
"""Nodes of the search of a core: twenty take six times as long and find as good as nothing."""

STEEP = 2
"""Where missing a row costs more than so many grains, searches are long and presolve pays."""

MORE = 10_000
"""For each so many people as many pockets again are searched."""

NEARLY = 1_000
"""Where steps of the grain for one person in so many are left to prove, prices begin anew too."""

REPAIRS = 24
"""How often rows that must be kept are made dearer before the search has to find a plan."""


@dataclass(frozen=True)
class Pace:
    """How hard to try: the schedules of the dual, and how far below the best an arc may stand.

    `widths` are in parts of the grain: the next is tried while no plan is found or the plan in
    hand may still be bettered. `heavier` are the weights tried for the layers above, `turns` how
    many pockets are searched at most; they end when less is lost than this part of a grain for
    each person. Before them arcs within these parts of a unit, `cores`, are searched all at once.
    """

    schedules: tuple[Schedule, ...]
    widths: tuple[float, ...]
    effort: Effort
    heavier: tuple[int, ...] = (4,)
    turns: int = 40
    enough: int = 11_000
    cores: tuple[int, ...] = (50,)

    def to_the_end(self, model: Model) -> bool:
        """Whether the search goes on until the plan is proved best."""
        return model.people <= SMALL


QUICK = Pace((Schedule(rounds=30, fine=1 / 8_000),), (1 / 100,), Effort(nodes=200, light=True))
STANDARD = Pace(FAST, (1 / 100, 1 / 30), Effort(nodes=500, light=True), (4, 16), 40, 14_000)
THOROUGH = Pace(
    PROOF, (1 / 100, 1 / 30, 1 / 10), Effort(nodes=2_000, light=True), (1, 4, 16), 120, 10**9
)


@dataclass(frozen=True)
class Above:
    """The layers above: their cut-offs, the arcs they leave, a plan they allow, their prices.

    `prices` are those of the rows and cut-offs in the layer just above. `begin` are prices to
    begin with, of rows and of all the layers above, in the points of the layer itself.
    """

    cuts: Cuts
    alive: Flags
    start: Ints | None = None
    prices: tuple[Ints, Ints] | None = None
    begin: tuple[Ints, Ints] | None = None


def priced(model: Model, layer: Layer, above: Above, pace: Pace) -> Priced:
    """Prices for a layer, with the best plan that the auction met on the way.

    Args:
        model: rows and layers.
        layer: the score to make largest.
        above: the layers above.
        pace: how long to go on.
    """
    stakes = Stakes(trade(model, above.alive), layer, above.cuts)
    known = None if above.start is None else model.score(layer, above.start)
    descent = Descent(stakes, _first(stakes, above), settled(stakes.trade, above.start), known)
    if len(stakes.trade.people):
        _down(descent, above, pace)
        if descent.value is None and not descent.closed():
            descent.repair(REPAIRS, pace.schedules[-1].fine)
    return reached(descent, above)


def reached(descent: Descent, above: Above) -> Priced:
    """What a descent has come to: prices of all rows, the bound they prove, the best plan met."""
    stakes = descent.stakes
    model, layer = stakes.trade.model, stakes.layer
    rows, cuts = _priced_rows(descent)
    worth = reduced(model, layer, above.cuts, (rows, cuts))
    _shut_off(stakes.trade, rows, worth)
    best = best_by_person(model, worth, above.alive)
    proved = bound(model, layer, above.cuts, (rows, cuts), best)
    slack = np.where(above.alive, best[model.person] - worth, UNBOUNDED)
    chosen = _better(model, layer, descent, above.start)
    return Priced(rows, cuts, proved, slack, stakes.grain, chosen, descent.unit())


def _down(descent: Descent, above: Above, pace: Pace) -> None:
    """From the prices of all layers together, and anew where all but little is proved by them."""
    if above.begin is not None:
        descent.follow(LATER)
        if descent.closed() or descent.missing() * NEARLY > len(descent.stakes.trade.people):
            return
        descent.resume(descent.duals.times(0))
    descent.run(pace.schedules, pace.heavier)


def _better(model: Model, layer: Layer, descent: Descent, start: Ints | None) -> Ints | None:
    """Of the plan met on the way down and the one known before the better."""
    if descent.chosen is None or descent.value is None:
        return start
    if start is not None and model.score(layer, start) >= descent.value:
        return start
    held = descent.stakes.trade
    return np.sort(np.concatenate([held.fixed, held.arcs[descent.chosen]]))


def settled(trade: Trade, start: Ints | None) -> Ints:
    """The arc of the market each person begins on: the plan in hand, or the person's first."""
    if start is None:
        return trade.market.first[:-1]
    place = np.full(trade.model.arcs, -1, dtype=np.int64)
    place[trade.arcs] = np.arange(len(trade.arcs))
    kept = place[start]
    kept = kept[kept >= 0]
    begun = np.full(len(trade.people), -1, dtype=np.int64)
    begun[np.searchsorted(trade.market.first, kept, side="right") - 1] = kept
    return begun


def _first(stakes: Stakes, above: Above) -> Duals:
    """The prices to begin with: none, or those of the layer above in this layer's points."""
    trade, count = stakes.trade, len(stakes.cuts)
    if above.begin is not None:
        begun = duals_of(trade, above.begin)
    elif above.prices is not None:
        rows, cuts = above.prices
        last = Stakes(trade, stakes.cuts[-1][0], [])
        begun = duals_of(trade, (rows, np.append(cuts, -SCALE))).times(stakes.grain / last.grain)
    else:
        nothing_yet = np.zeros(len(trade.model.lower), dtype=np.int64), np.zeros(count, np.int64)
        begun = duals_of(trade, nothing_yet)
    # Rounded one by one, a soft row's price may come out above what missing it costs.
    cost = np.where(stakes.hard, UNBOUNDED, stakes.costs(trade.rows.rows, begun.cuts))
    return replace(begun, rows=np.clip(begun.rows, -cost, cost))


def duals_of(trade: Trade, prices: tuple[Ints, Ints]) -> Duals:
    """Prices of rows and of layers above as those of multipliers, layers above and seats."""
    rows, cuts = prices
    post = rows[trade.seat_row].copy()
    np.add.at(post, trade.needs.post, rows[trade.needs.index])
    return Duals(rows[trade.rows.rows], cuts, post[trade.market.post_of])


def _priced_rows(descent: Descent) -> tuple[Ints, Ints]:
    """The best duals as prices of the model's rows and of the layers above."""
    trade, best = descent.stakes.trade, descent.best
    descent.resume(best)
    rows = np.zeros(len(trade.model.lower), dtype=np.int64)
    rows[trade.rows.rows] = best.rows
    rows[trade.seat_row] = np.maximum(0, descent.now.lowest)
    rows[trade.needs.index] = descent.needs()
    return rows, best.cuts


def _shut_off(trade: Trade, rows: Ints, worth: Ints) -> None:
    """Prices posts whose seats are all taken so high that nobody else looks there.

    Those who sit there pay what the seats bring in: the bound stays as it is.
    """
    if not len(trade.shut):
        return
    model = trade.model
    usable = np.zeros(model.arcs, dtype=bool)
    usable[trade.arcs] = True
    usable[trade.fixed] = True
    best = best_by_person(model, worth, usable)
    dear = np.zeros(len(trade.seat_row), dtype=np.int64)
    np.maximum.at(dear, trade.shut_post, worth[trade.shut] - best[model.person[trade.shut]])
    rows[trade.seat_row] += dear
    worth -= np.append(dear, 0)[trade.arc_post]


def refined(
    model: Model, layer: Layer, above: Above, known: Priced, pace: Pace
) -> tuple[Ints | None, bool]:
    """The best plan among what the prices leave open, and whether no plan is better.

    Args:
        model: rows and layers.
        layer: the score to make largest.
        above: the layers above.
        known: prices and the best plan met.
        pace: how wide to look and how long.
    """
    chosen, done = known.chosen, gap_of(model, layer, known.bound, known.chosen) < 0
    if done:
        return chosen, True
    if chosen is not None and not pace.to_the_end(model):
        chosen = _bettered(model, (layer, above.cuts), known, chosen, pace)
        return chosen, gap_of(model, layer, known.bound, chosen) < 0
    for width in (*pace.widths, *_wider(pace)):
        gap = gap_of(model, layer, known.bound, chosen)
        wide = int(min(gap, width * known.grain))
        for within in _few_first(model, known, known.slack <= wide):
            found, whole = _searched(model, layer, above.cuts, (within, chosen), pace)
            chosen = chosen if found is None else found
            gap = gap_of(model, layer, known.bound, chosen)
            if gap < 0:
                return chosen, True
        if (whole and wide >= gap) or (chosen is None and _none_kept(model, layer, above, pace)):
            return chosen, True
        if chosen is not None and not pace.to_the_end(model):
            known = known._replace(chosen=chosen)
            return refined(model, layer, above, known, pace)
    return chosen, False


def _bettered(
    model: Model, stakes: tuple[Layer, Cuts], known: Priced, chosen: Ints, pace: Pace
) -> Ints:
    """A better plan: first among all arcs near the top, if they are few, then around losses."""
    layer, _ = stakes
    enough = model.people * known.grain // pace.enough
    effort = replace(pace.effort, light=known.unit < STEEP * known.grain, nodes=CORE_NODES)
    for part in pace.cores:
        if gap_of(model, layer, known.bound, chosen) > enough:
            chosen = _core(model, stakes, known, (chosen, known.unit // part), effort)
    if gap_of(model, layer, known.bound, chosen) > enough:
        hand = Hand(model, stakes, known, chosen)
        turns = pace.turns * (1 + model.people // MORE)
        chosen = hand.bettered(pace.effort, turns, pace.enough)
    return chosen


def _core(
    model: Model, stakes: tuple[Layer, Cuts], known: Priced, hand: tuple[Ints, int], effort: Effort
) -> Ints:
    """The best plan among the arcs so near to the top, if few people have more than one there."""
    chosen, width = hand
    near = known.slack <= width
    near[chosen] = True
    open_people = np.flatnonzero(np.bincount(model.person[near], minlength=model.people) > 1)
    if len(open_people) > FEW:
        return chosen
    found, _ = opened(model, *stakes, (near, chosen, open_people), effort)
    return chosen if found is None else found


def _none_kept(model: Model, layer: Layer, above: Above, pace: Pace) -> bool:
    """Whether prices show that no plan at all keeps the rows: a bound below 0 on no gains."""
    return priced(model, nothing(layer), above, pace).bound < 0


def _few_first(model: Model, known: Priced, within: Flags) -> list[Flags]:
    """Some arcs, and before them the few best of each person where there are many.

    Where the prices tell little apart, the few are as a rule enough to reach the bound.
    """
    few = np.zeros(model.arcs, dtype=bool)
    few[top(model, np.flatnonzero(within), -known.slack, CHOICES)] = True
    return [few, within] if 2 * few.sum() < within.sum() else [within]


def _wider(pace: Pace) -> tuple[float, ...]:
    """Widths for when the last is not wide enough; the last of all leaves nothing out."""
    last = pace.widths[-1]
    return (last * 4, last * 16, float(UNBOUNDED))


def gap_of(model: Model, layer: Layer, proved: int, chosen: Ints | None) -> int:
    """What a plan one point better than the chosen one would leave below the bound."""
    if chosen is None:
        return UNBOUNDED - 1
    return proved - (model.score(layer, chosen) + 1) * SCALE


def _searched(
    model: Model, layer: Layer, cuts: Cuts, left: tuple[Flags, Ints | None], pace: Pace
) -> tuple[Ints | None, bool]:
    """The best plan among some arcs, and whether it is proved the best of them."""
    wanted, chosen = left
    if chosen is not None:
        wanted = wanted.copy()
        wanted[chosen] = True
    count = np.bincount(model.person[wanted], minlength=model.people)
    effort = Effort() if pace.to_the_end(model) else pace.effort
    return opened(model, layer, cuts, (wanted, chosen, np.flatnonzero(count > 1)), effort)
