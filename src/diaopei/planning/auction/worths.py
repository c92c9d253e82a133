"""What arcs are worth when they pay for the rows they use, over all arcs at once."""

from diaopei.planning.auction.bidding import FAR, Market, Standing, leave
from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.auction.market import Rows
from diaopei.planning.model import Ints


@machine_code
def renew(
    market: Market,
    now: Standing,
    terms: tuple[Rows, Ints, Ints],
    hand: tuple[Ints, int],
    step: int,
) -> None:
    """New worths of arcs; people whose arc falls short of their best by more than a step leave it.

    Args:
        market: who may bid for what.
        now: worths, prices and who holds what; changed in place.
        terms: rows, what arcs are worth without them, and the rows' multipliers.
        hand: the arc each person has in the plan in hand, or -1, and how much more it is worth.
        step: in units of 1/SCALE.
    """
    rows, base, multipliers = terms
    start, favour = hand
    for person in range(len(market.first) - 1):
        best = -4 * FAR
        for arc in range(market.first[person], market.first[person + 1]):
            value = base[arc]
            for entry in range(rows.start[arc], rows.start[arc + 1]):
                value -= rows.coef[entry] * multipliers[rows.row[entry]]
            if arc == start[person]:
                value += favour
            now.worth[arc] = value
            post = market.post[arc]
            best = max(best, value - (now.lowest[post] if post >= 0 else 0))
        held = now.arc[person]
        if held >= 0:
            seat = now.seat[person]
            now.profit[person] = now.worth[held] - (now.price[seat] if seat >= 0 else 0)
            if now.profit[person] < best - step:
                leave(now, person)


@machine_code
def reweigh(rows: Rows, base: Ints, multipliers: Ints, worth: Ints) -> None:
    """What each arc is worth when it pays for the rows it uses."""
    for arc in range(len(worth)):
        value = base[arc]
        for entry in range(rows.start[arc], rows.start[arc + 1]):
            value -= rows.coef[entry] * multipliers[rows.row[entry]]
        worth[arc] = value
