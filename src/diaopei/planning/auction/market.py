"""A model as a market: which rows are seats, which are needs of one post, which are the rest."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from diaopei.planning.auction.bidding import Market, Small
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
    arcs into posts that have no other seat, `shut_post` their posts.
    """

    model: Model
    market: Market
    arcs: Ints
    people: Ints
    fixed: Ints
    shut: Ints
    shut_post: Ints
    seat_row: Ints
    taken: Ints
    needs: Needs
    rows: Rows


def trade(model: Model, alive: Flags) -> Trade:
    """The market of the arcs alive."""
    kind = model.names["constraint"].cast(str).to_numpy()
    seat_row = np.flatnonzero(kind == SEATS)
    place = _places(len(kind), seat_row)
    arc_post = np.full(model.arcs, -1, dtype=np.int32)
    seated = place[model.entry_row] >= 0
    arc_post[model.entry_arc[seated]] = place[model.entry_row[seated]]
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
        owner=owner.astype(np.int32),
        seats=seats.astype(np.int64),
        post_of=np.repeat(np.arange(len(seat_row)), np.diff(seats)).astype(np.int32),
    )
    asks = _asks(model, arc_post, len(seat_row)) & (kind != SEATS)
    needs = _needs(model, asks, arc_post)
    rows = _rows(model, (kind != SEATS) & (kind != ONE_PLACE) & ~asks, arcs, fixed)
    return Trade(
        model=model, market=market, arcs=arcs, people=people, fixed=fixed,
        shut=shut, shut_post=arc_post[shut].astype(np.int64),
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


def _asks(model: Model, arc_post: Small, posts: int) -> Flags:
    """Which rows ask for a number of holders of one post, whoever they are."""
    count = len(model.lower)
    size = np.bincount(model.entry_row, minlength=count)
    post = arc_post[model.entry_arc].astype(np.int64)
    low = np.full(count, UNBOUNDED)
    high = np.full(count, -UNBOUNDED)
    np.minimum.at(low, model.entry_row, post)
    np.maximum.at(high, model.entry_row, post)
    plain = np.ones(count, dtype=bool)
    plain[model.entry_row[model.entry_coef != 1]] = False
    into = np.append(np.bincount(arc_post[arc_post >= 0], minlength=posts), 0)
    one = plain & (low == high) & (low >= 0)
    whole = np.zeros(count, dtype=bool)
    whole[one] = size[one] == into[low[one]]
    asked: Flags = whole & (model.upper >= UNBOUNDED) & (model.lower > 0)
    return asked


def _needs(model: Model, asks: Flags, arc_post: Small) -> Needs:
    index = np.flatnonzero(asks)
    post = np.full(len(model.lower), -1, dtype=np.int64)
    post[model.entry_row] = arc_post[model.entry_arc]
    order = np.lexsort((index, -model.lower[index], post[index]))
    index = index[order]
    return Needs(index, post[index], model.lower[index])


def _rows(model: Model, side: Flags, arcs: Ints, fixed: Ints) -> Rows:
    index = np.flatnonzero(side)
    place = _places(len(side), index)
    mine = side[model.entry_row]
    inside = _places(model.arcs, arcs)
    kept = mine & (inside[model.entry_arc] >= 0)
    arc = inside[model.entry_arc[kept]]
    row = place[model.entry_row[kept]]
    staid = np.zeros(model.arcs, dtype=bool)
    staid[fixed] = True
    gone = mine & staid[model.entry_arc]
    taken = np.zeros(len(index), dtype=np.int64)
    np.add.at(taken, place[model.entry_row[gone]], model.entry_coef[gone])
    return Rows(
        rows=index,
        start=np.concatenate([[0], np.cumsum(np.bincount(arc, minlength=len(arcs)))]),
        row=row.astype(np.int32),
        coef=model.entry_coef[kept].astype(np.int32),
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
