"""Prices for arcs on lists that have grown, from those of the round before."""

import numpy as np

from diaopei.planning.auction.descent import Descent, Duals, Schedule
from diaopei.planning.auction.engine import REPAIRS, Above
from diaopei.planning.auction.losses import Priced
from diaopei.planning.auction.market import Trade, trade
from diaopei.planning.auction.stakes import Stakes
from diaopei.planning.model import Ints, Layer, Model
from diaopei.planning.prices import best_by_person, bound, reduced

FOLLOW = Schedule(rounds=10, step=0.1, coarse=1 / 1_000, fine=1 / 30_000)
"""The first time lists have grown a little, multipliers may still move."""

REST = Schedule(rounds=2, step=0.0, coarse=1 / 30_000, fine=1 / 30_000)
"""From then on they rest and only seats are bid for: who is not concerned keeps all prices."""


AFRESH = Schedule(rounds=24, step=0.1, coarse=1 / 1_000, fine=1 / 60_000)
"""Once nobody is missing, multipliers move again, for a lower bound and a better plan."""


def followed(model: Model, layer: Layer, above: Above, since: tuple[Priced, Schedule]) -> Priced:
    """Prices of a layer on lists that have grown since the last prices were found.

    Args:
        model: the arcs listed.
        layer: the score to make largest.
        above: the layers above, with a plan they allow.
        since: the prices before the lists grew, and how multipliers and bids go.
    """
    last, schedule = since
    held = trade(model, above.alive)
    stakes = Stakes(held, layer, above.cuts)
    descent = Descent(stakes, _duals(held, last), _settled(held, above.start), None)
    descent.run((schedule,))
    if schedule.step and descent.value is None and not descent.closed():
        descent.repair(REPAIRS, schedule.fine)
    rows, cuts = _prices(descent)
    worth = reduced(model, layer, above.cuts, (rows, cuts))
    _shut(held, rows, worth)
    best = best_by_person(model, worth, above.alive)
    proved = bound(model, layer, above.cuts, (rows, cuts), best)
    slack = best[model.person] - worth
    return Priced(
        rows, cuts, proved, slack, stakes.grain, _better(model, layer, descent, above.start)
    )


def _duals(held: Trade, last: Priced) -> Duals:
    """Prices of rows as those of multipliers, layers above and seats."""
    post = last.rows[held.seat_row].copy()
    np.add.at(post, held.needs.post, last.rows[held.needs.index])
    return Duals(last.rows[held.rows.rows], last.cuts, post[held.market.post_of])


def _settled(held: Trade, chosen: Ints | None) -> Ints:
    """The arc of the market each person begins on: that of the plan in hand, or the first."""
    if chosen is None:
        return held.market.first[:-1]
    place = np.full(held.model.arcs, -1, dtype=np.int64)
    place[held.arcs] = np.arange(len(held.arcs))
    kept = place[chosen]
    kept = kept[kept >= 0]
    settled = np.full(len(held.people), -1, dtype=np.int64)
    settled[held.market.owner[kept]] = kept
    return settled


def _prices(descent: Descent) -> tuple[Ints, Ints]:
    """The best duals as prices of the model's rows and of the layers above."""
    held, best = descent.stakes.trade, descent.best
    descent.resume(best)
    rows = np.zeros(len(held.model.lower), dtype=np.int64)
    rows[held.rows.rows] = best.rows
    rows[held.seat_row] = np.maximum(0, descent.now.lowest)
    rows[held.needs.index] = descent.needs()
    return rows, best.cuts


def _shut(held: Trade, rows: Ints, worth: Ints) -> None:
    """Makes posts whose seats are all taken so dear that nobody else looks there.

    Those who sit there pay what the seats bring in, so the bound stays as it is.
    """
    model = held.model
    free = np.zeros(model.arcs, dtype=bool)
    free[held.arcs] = free[held.fixed] = True
    best = best_by_person(model, worth, free)
    dearer = np.zeros(len(rows), dtype=np.int64)
    row = held.seat_row[held.shut_post]
    np.maximum.at(dearer, row, worth[held.shut] - best[model.person[held.shut]])
    rows += dearer
    touched = np.flatnonzero(dearer[model.entry_row])
    np.subtract.at(worth, model.entry_arc[touched], dearer[model.entry_row[touched]])


def _better(model: Model, layer: Layer, descent: Descent, start: Ints | None) -> Ints | None:
    """Of the plan met now and the one in hand the better."""
    if descent.chosen is None or descent.value is None:
        return start
    if start is not None and model.score(layer, start) >= descent.value:
        return start
    held = descent.stakes.trade
    return np.sort(np.concatenate([held.fixed, held.arcs[descent.chosen]]))
