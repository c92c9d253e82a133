"""A model as a market: which rows are seats, which are needs of one post, which are the rest."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from diaopei.planning.auction.bidding import Market, Small
from diaopei.planning.auction.entries import one_post, picked, posts_of
from diaopei.planning.auction.machine_code import machine_code
from diaopei.planning.model import UNBOUNDED, Ints, Model

SEATS, ONE_PLACE = "seats", "one_place"
"""The constraints that the auction itself keeps."""

Flags = npt.NDArray[np.bool_]


class Rows(NamedTuple):
    """The rows priced by multipliers, over the arcs of a market.

    Entries of arc `a` are `start[a]:start[a + 1]` of `row` and `coef`; row `r` is the
    model's `rows[r]`;
    `taken` is what the people who have no choice add to each row.
    """

    rows: Ints
    start: Ints
    row: Small
    coef: Small
    lower: Ints
    upper: Ints
    size: Ints
    taken: Ints


@dataclass(frozen=True)
class Needs:
    """Rows that ask for holders of one post: the first seats of the post, the most asked first."""

    index: Ints
    post: Ints
    least: Ints


@dataclass(frozen=True)
class Trade:
    """A market with the ways back to its model.

    `arcs` are the model's arcs in it, `people` its people, `fixed` the arcs of people who have
    no other, `seat_row` the seats row of each post and `taken` its seats of theirs; `shut` are
    arcs into posts that have no other seat, `shut_post` their posts; `arc_post` is the post of
    every arc of the model, -1 for none.
    """

    model: Model
    market: Market
    arcs: Ints
    people: Ints
    fixed: Ints
    shut: Ints
    shut_post: Ints
    arc_post: Small
    seat_row: Ints
    taken: Ints
    needs: Needs
    rows: Rows


def trade(model: Model, alive: Flags) -> Trade:
    """The market of the arcs alive."""
    kind = model.names["constraint"].cast(str).to_numpy()
    seat_row = np.flatnonzero(kind == SEATS)
    place = _places(len(kind), seat_row)
    arc_post = posts_of(model.start, model.entry_row, place)
    fixed, arcs, taken, shut = _choices(model, alive, arc_post, seat_row)
    people, first = np.unique(model.person[arcs], return_index=True)
    post = arc_post[arcs]
    into, arc_of = by_key(post, len(seat_row))
    seats = np.concatenate([[0], np.cumsum(model.upper[seat_row] - taken)])
    owner = np.repeat(np.arange(len(people)), np.diff(np.append(first, len(arcs))))
    market = Market(
        first=np.append(first, len(arcs)).astype(np.int64),
        post=post,
        into=into,
        arc_of=arc_of,
        owner=owner.astype(np.int32)[arc_of],
        seats=seats.astype(np.int64),
        post_of=np.repeat(np.arange(len(seat_row)), np.diff(seats)).astype(np.int32),
    )
    asked = _asked(model, arc_post, len(seat_row))
    asks = (asked >= 0) & (kind != SEATS)
    index = np.flatnonzero(asks)
    index = index[np.lexsort((index, -model.lower[index], asked[index]))]
    needs = Needs(index, asked[index], model.lower[index])
    rows = _rows(model, (kind != SEATS) & (kind != ONE_PLACE) & ~asks, arcs, fixed)
    return Trade(
        model=model, market=market, arcs=arcs, people=people, fixed=fixed,
        shut=shut, shut_post=arc_post[shut].astype(np.int64), arc_post=arc_post,
        seat_row=seat_row, taken=taken, needs=needs, rows=rows,
    )  # fmt: skip


def _places(count: int, index: Ints) -> Ints:
    """By row its place among some rows, -1 for the others."""
    place = np.full(count, -1, dtype=np.int64)
    place[index] = np.arange(len(index))
    return place


def _choices(
    model: Model, alive: Flags, arc_post: Small, seat_row: Ints
) -> tuple[Ints, Ints, Ints, Ints]:
    """The arcs of people without a choice, all others, seats of each post taken, arcs shut off.

    A post whose seats such people hold is closed to all others, which may leave more of them.
    """
    usable = alive.copy()
    while True:
        count = np.bincount(model.person[usable], minlength=model.people)
        alone = usable & (count[model.person] == 1)
        held = arc_post[alone]
        taken = np.bincount(held[held >= 0], minlength=len(seat_row)).astype(np.int64)
        full = np.append(taken >= model.upper[seat_row], values=False)
        shut = usable & ~alone & full[arc_post]
        if not shut.any():
            left = np.flatnonzero(usable & ~alone)
            return np.flatnonzero(alone), left, taken, np.flatnonzero(alive & ~usable)
        usable &= ~shut


def _asked(model: Model, arc_post: Small, posts: int) -> Ints:
    """By row the post of which it asks for a number of holders, whoever they are; -1 for none."""
    entries = (model.entry_row, model.entry_coef)
    post, size = one_post(model.start, entries, arc_post, len(model.lower))
    into = np.append(np.bincount(arc_post[arc_post >= 0], minlength=posts), 0)
    whole = (post >= 0) & (size == into[post]) & (model.upper >= UNBOUNDED) & (model.lower > 0)
    asked: Ints = np.where(whole, post, -1)
    return asked


def _rows(model: Model, side: Flags, arcs: Ints, fixed: Ints) -> Rows:
    index = np.flatnonzero(side)
    place = _places(len(side), index)
    entries = (model.entry_row, model.entry_coef)
    start, row, coef = picked(model.start, entries, place, arcs)
    _, gone, amount = picked(model.start, entries, place, fixed)
    taken = np.zeros(len(index), dtype=np.int64)
    np.add.at(taken, gone, amount)
    return Rows(
        rows=index,
        start=start,
        row=row,
        coef=coef,
        lower=model.lower[index],
        upper=model.upper[index],
        size=np.bincount(row, minlength=len(index)),
        taken=taken,
    )


@machine_code
def by_key(key: Small, keys: int) -> tuple[Ints, Small]:
    """The places of each key from 0, in order: offsets by key, and the places one after another."""
    offset = np.zeros(keys + 1, dtype=np.int64)
    for value in key:
        if value >= 0:
            offset[value + 1] += 1
    for number in range(keys):
        offset[number + 1] += offset[number]
    free = offset[:-1].copy()
    places = np.empty(offset[-1], dtype=np.int32)
    for place in range(len(key)):
        value = key[place]
        if value >= 0:
            places[free[value]] = place
            free[value] += 1
    return offset, places
