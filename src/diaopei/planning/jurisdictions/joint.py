"""Prices for arcs on lists that have grown, from those of the round before."""

from diaopei.planning.auction.descent import Descent
from diaopei.planning.auction.engine import REPAIRS, Above, duals_of, reached, settled
from diaopei.planning.auction.losses import Priced
from diaopei.planning.auction.market import trade
from diaopei.planning.auction.schedules import Schedule
from diaopei.planning.auction.stakes import Stakes
from diaopei.planning.model import Layer, Model

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
    descent = Descent(
        stakes, duals_of(held, (last.rows, last.cuts)), settled(held, above.start), None
    )
    descent.run((schedule,))
    if schedule.step and descent.value is None and not descent.closed():
        descent.repair(REPAIRS, schedule.fine)
    return reached(descent, above)
