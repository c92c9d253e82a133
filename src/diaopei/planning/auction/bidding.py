"""The auction: people bid for seats, seats that stand empty bid for people.

Forward and reverse bids by turns keep every person within `step` of the best at the prices, and
every empty seat at its floor, from whatever prices one starts (Bertsekas and Castanon 1992 for
seats alike and for more seats than people). All amounts are whole units of 1/SCALE point.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from diaopei.planning.auction.machine_code import inlined, machine_code
from diaopei.planning.model import Ints

Small = npt.NDArray[np.int32]

FAR = 2**50
"""More than any arc is worth; second best where there is no second."""


ROUNDS = 8
"""Bids a person, on average, before the step doubles."""


class Market(NamedTuple):
    """Who may bid for what: arcs by person and by post, seats by post.

    The arcs of person `i` are `first[i]:first[i + 1]`; `post` is -1 where nobody else can stand
    in the way. `arc_of[into[j]:into[j + 1]]` are the arcs into post `j` and `owner` their people;
    its seats are `seats[j]:seats[j + 1]`, and a seat's price never falls below its floor.
    """

    first: Ints
    post: Small
    into: Ints
    arc_of: Small
    owner: Small
    seats: Ints
    post_of: Small


class Standing(NamedTuple):
    """What changes: worths of arcs, prices of seats, who holds what.

    `lowest` is each post's cheapest seat; `arc` is -1 for people not placed, `seat` -1 for those
    on an arc that needs none; `profit` is what a person's arc is worth less its seat's price.
    """

    worth: Ints
    price: Ints
    floor: Ints
    lowest: Ints
    holder: Small
    seat: Small
    arc: Small
    profit: Ints


@inlined
def cheapest(market: Market, now: Standing, post: int) -> int:
    """The cheapest seat of a post."""
    found = int(market.seats[post])
    for seat in range(market.seats[post] + 1, market.seats[post + 1]):
        if now.price[seat] < now.price[found]:
            found = seat
    return found


@inlined
def set_price(market: Market, now: Standing, seat: int, price: int) -> None:
    """Gives a seat a price, and its post the price of the cheapest seat."""
    now.price[seat] = price
    post = market.post_of[seat]
    if market.seats[post + 1] - market.seats[post] == 1:
        now.lowest[post] = price
    else:
        now.lowest[post] = now.price[cheapest(market, now, post)]


@inlined
def leave(now: Standing, person: int) -> None:
    """Takes a person off the arc they are on."""
    seat = now.seat[person]
    if seat >= 0:
        now.holder[seat] = -1
    now.seat[person] = -1
    now.arc[person] = -1


@inlined
def take(now: Standing, person: int, arc: int, seat: int) -> int:
    """Puts a person on an arc and its seat; whoever held the seat, or -1, is returned."""
    leave(now, person)
    held = -1
    if seat >= 0:
        held = int(now.holder[seat])
        if held >= 0:
            leave(now, held)
        now.holder[seat] = person
    now.seat[person] = seat
    now.arc[person] = arc
    now.profit[person] = now.worth[arc] - (now.price[seat] if seat >= 0 else 0)
    return held


@machine_code
def settle(market: Market, now: Standing, arcs: Ints) -> None:
    """Puts people on arcs, as far as there are seats; -1 leaves a person not placed."""
    for person in range(len(arcs)):
        arc = arcs[person]
        if arc < 0:
            continue
        post = market.post[arc]
        if post < 0:
            take(now, person, arc, -1)
            continue
        for seat in range(market.seats[post], market.seats[post + 1]):
            if now.holder[seat] < 0:
                take(now, person, arc, seat)
                break


@inlined
def second_seat(market: Market, now: Standing, post: int, first: int) -> int:
    """The price of the cheapest seat but one of a post; FAR if there is only one."""
    found = FAR
    for seat in range(market.seats[post], market.seats[post + 1]):
        if seat != first and now.price[seat] < found:
            found = int(now.price[seat])
    return found


@inlined
def bid(market: Market, now: Standing, person: int, step: int) -> int:
    """A person takes the best arc and raises its seat as far as it stays the best, and a step.

    Returns:
        Who held the seat, or -1.
    """
    best, second, chosen = -4 * FAR, -4 * FAR, -1
    for arc in range(market.first[person], market.first[person + 1]):
        post = market.post[arc]
        value = now.worth[arc] - (now.lowest[post] if post >= 0 else 0)
        if value > best:
            second, best, chosen = best, value, arc
        elif value > second:
            second = value
    post = market.post[chosen]
    if post < 0:
        return take(now, person, chosen, -1)
    seat = cheapest(market, now, post)
    if market.seats[post + 1] - market.seats[post] > 1:
        second = max(second, now.worth[chosen] - second_seat(market, now, post, seat))
    second = max(second, best - FAR // 4)
    set_price(market, now, seat, now.price[seat] + best - second + step)
    return take(now, person, chosen, seat)


@machine_code
def forward(market: Market, now: Standing, step: int) -> int:
    """Everybody not placed bids, until all are; the number of bids is returned.

    People whom nothing tells apart outbid each other by a step at a time: the step doubles
    whenever they have come round too often.
    """
    people = len(market.first) - 1
    patience = ROUNDS * people + 1
    queue = np.empty(people, dtype=np.int32)
    count = 0
    for person in range(people - 1, -1, -1):
        if now.arc[person] < 0:
            queue[count] = person
            count += 1
    bids = 0
    while count:
        count -= 1
        held = bid(market, now, queue[count], step)
        bids += 1
        if bids % patience == 0:
            step *= 2
        if held >= 0:
            queue[count] = held
            count += 1
    return bids


@inlined
def invite(market: Market, now: Standing, seat: int, step: int) -> int:
    """An empty seat lowers its price until it gains somebody, or to its floor.

    Returns:
        The seat left by who came, or -1.
    """
    post = market.post_of[seat]
    best, second, chosen, person = -4 * FAR, -4 * FAR, -1, -1
    for place in range(market.into[post], market.into[post + 1]):
        arc = market.arc_of[place]
        value = now.worth[arc] - now.profit[market.owner[place]]
        if value > best:
            second, best, chosen, person = best, value, arc, market.owner[place]
        elif value > second:
            second = value
    floor = now.floor[seat]
    if chosen < 0 or best < floor + step:
        set_price(market, now, seat, floor)
        return -1
    left = int(now.seat[person])
    set_price(market, now, seat, max(floor, second - step))
    take(now, person, chosen, seat)
    return left


@machine_code
def reverse(market: Market, now: Standing, step: int) -> int:
    """Every empty seat above its floor invites, until none is; the number of bids is returned."""
    count, bids = 0, 0
    patience = ROUNDS * (len(market.first) - 1) + 1
    queue = np.empty(len(now.price), dtype=np.int32)
    for seat in range(len(now.price) - 1, -1, -1):
        if now.holder[seat] < 0 and now.price[seat] > now.floor[seat]:
            queue[count] = seat
            count += 1
    while count:
        count -= 1
        seat = queue[count]
        if now.holder[seat] >= 0 or now.price[seat] <= now.floor[seat]:
            continue
        left = invite(market, now, seat, step)
        bids += 1
        if bids % patience == 0:
            step *= 2
        if left >= 0:
            queue[count] = left
            count += 1
    return bids


@machine_code
def best_profits(market: Market, now: Standing) -> Ints:
    """What each person could add at most at the prices."""
    people = len(market.first) - 1
    profits = np.empty(people, dtype=np.int64)
    for person in range(people):
        best = -4 * FAR
        for arc in range(market.first[person], market.first[person + 1]):
            post = market.post[arc]
            best = max(best, now.worth[arc] - (now.lowest[post] if post >= 0 else 0))
        profits[person] = best
    return profits
