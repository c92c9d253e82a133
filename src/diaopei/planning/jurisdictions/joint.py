"""Prices for arcs on lists that have grown, from those of the round before."""

import numpy as np

from diaopei.planning.auction.descent import Descent, Duals
from diaopei.planning.auction.engine import REPAIRS, Above, priced_rows, settled, shut_off
from diaopei.planning.auction.losses import Priced
from diaopei.planning.auction.market import Trade, trade
from diaopei.planning.auction.schedules import Schedule
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
    descent = Descent(stakes, _duals(held, last), settled(held, above.start), None)
    descent.run((schedule,))
    if schedule.step and descent.value is None and not descent.closed():
        descent.repair(REPAIRS, schedule.fine)
    rows, cuts = priced_rows(descent)
    worth = reduced(model, layer, above.cuts, (rows, cuts))
    shut_off(held, rows, worth)
    best = best_by_person(model, worth, above.alive)
    proved = bound(model, layer, above.cuts, (rows, cuts), best)
    slack = best[model.person] - worth
    return Priced(
        rows,
        cuts,
        proved,
        slack,
        stakes.grain,
        _better(model, layer, descent, above.start),
        descent.unit(),
    )


def _duals(held: Trade, last: Priced) -> Duals:
    """Prices of rows as those of multipliers, layers above and seats."""
    post = last.rows[held.seat_row].copy()
    np.add.at(post, held.needs.post, last.rows[held.needs.index])
    return Duals(last.rows[held.rows.rows], last.cuts, post[held.market.post_of])


def _better(model: Model, layer: Layer, descent: Descent, start: Ints | None) -> Ints | None:
    """Of the plan met now and the one in hand the better."""
    if descent.chosen is None or descent.value is None:
        return start
    if start is not None and model.score(layer, start) >= descent.value:
        return start
    held = descent.stakes.trade
    return np.sort(np.concatenate([held.fixed, held.arcs[descent.chosen]]))
