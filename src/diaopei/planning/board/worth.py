"""What one more of a row's room is worth: between what was found near by and what prices allow.

A post with a seat more or less, a round with a move more or less, a team with a change more or
less: the plan is mended or bettered near by for each, and the bound moves by the row's own price.
"""

from dataclasses import dataclass, replace

import numpy as np

from diaopei.planning.board.board import Board, BoardError
from diaopei.planning.board.counting import changed
from diaopei.planning.board.desk import LOGGED
from diaopei.planning.board.edit import Outcome
from diaopei.planning.board.mending import GAINS, refill, use
from diaopei.planning.board.stepping import bend, put_all
from diaopei.planning.board.table import FREE, Table
from diaopei.planning.model import UNBOUNDED, Ints, Model
from diaopei.planning.prices import SCALE


@dataclass(frozen=True, eq=False)
class Side:
    """The plan with one more, or one less, of a row's room.

    Attributes:
        after: the plan bettered or mended near by, counted under the changed bound.
        people: who ends elsewhere; ascending.
        found: by layer with prices what the plan then gains (or loses), in units of 1/SCALE; a
            plan that does so is in hand. None where no plan that keeps the rows was found.
        proved: what no plan exceeds: the gain is at most this, or the loss at least.
        exact: by layer, whether the two leave nothing between them.
    """

    after: Outcome
    people: Ints
    found: tuple[int, ...] | None
    proved: tuple[int, ...]
    exact: tuple[bool, ...]


@dataclass(frozen=True, eq=False)
class RowPrice:
    """A row's price in each layer with prices, in units of 1/SCALE, between its two sides.

    `more.found` is at most the price and the certified gap, `less.found` at least the price less
    the gap.
    """

    row: int
    price: tuple[int, ...]
    more: Side
    less: Side


def row_price(board: Board, row: int) -> RowPrice:
    """What the plan on a board gains from one more of a row's room, and loses from one less.

    The upper bound gives way, or the lower one where that has the price or there is no other.

    Args:
        board: the plan; it stays as it is.
        row: the number of a row with room on one side at least.

    Raises:
        BoardError: the row leaves no choice, such as that of a person's one place.
    """
    model, proofs = board.table.model, board.table.proofs
    if not 0 <= row < len(model.lower) or model.lower[row] == model.upper[row]:
        msg = f"row {row} has no room that could be more or less; ask for a post, team or batch"
        raise BoardError(msg)
    board.table.lay_out(board)
    prices = [int(one.rows[row]) for one in proofs.prices]
    sign = _side(model, row, prices)
    leaning = tuple(abs(price) if price * sign > 0 else 0 for price in prices)
    sides = [_bent(board, (row, sign, more), leaning) for more in (1, -1)]
    return RowPrice(row, leaning, *sides)


def _side(model: Model, row: int, prices: list[int]) -> int:
    """1 if the upper bound gives way, -1 if the lower one does."""
    if model.upper[row] >= UNBOUNDED:
        return -1
    if model.lower[row] <= -UNBOUNDED:
        return 1
    return -1 if next((price for price in prices if price), 1) < 0 else 1


def _bent(board: Board, told: tuple[int, int, int], leaning: tuple[int, ...]) -> Side:
    """The plan under a bound that gives way by one (`more` 1) or by one less (-1)."""
    table, (row, sign, more) = board.table, told
    ground, now = table.ground, table.now
    lower, upper = int(ground.lower[row]), int(ground.upper[row])
    table.desk.size[LOGGED] = 0
    bounds = (lower, upper + more) if sign > 0 else (lower - more, upper)
    was = _under(table, board.outcome, (row, *bounds))
    bend(ground, now, row, *bounds)
    _sought(table, told)
    people, left, taken = table.logged()
    model = replace(table.model, lower=ground.lower, upper=ground.upper)
    after = changed(model, now.sums, was, left, taken) if len(people) else was
    put_all(ground, now, people, left)
    bend(ground, now, row, lower, upper)
    return _side_of(board, after, (people, more), leaning)


def _sought(table: Table, told: tuple[int, int, int]) -> None:
    """Betters or mends the plan under a bent bound."""
    row, sign, more = told
    ground, now, desk = table.ground, table.now, table.desk
    if more < 0 and ground.hard[row]:
        table.mend(np.array([row]), FREE)
    elif use(ground, now, desk, row, sign * more):
        for _ in range(GAINS):
            if not refill(ground, now, desk):
                break


def _under(table: Table, was: Outcome, bent: tuple[int, int, int]) -> Outcome:
    """The plan as it stands, counted under other bounds of a row."""
    model, (row, lower, upper) = table.model, bent
    total = int(table.now.sums[row])
    before = max(0, int(model.lower[row]) - total, total - int(model.upper[row]))
    short = max(0, lower - total, total - upper)
    if model.soft[row]:
        scores = tuple(
            score - int(layer.price[row]) * (short - before)
            for layer, score in zip(model.layers, was.scores, strict=True)
        )
        return replace(was, scores=scores)
    others = was.rows != row
    rows = np.append(was.rows[others], row) if short else was.rows[others]
    shorts = np.append(was.short[others], short) if short else was.short[others]
    order = np.argsort(rows, kind="stable")
    return replace(was, rows=rows[order], short=shorts[order])


def _side_of(
    board: Board, after: Outcome, told: tuple[Ints, int], leaning: tuple[int, ...]
) -> Side:
    """A side with what was found and what is proved, both as a gain (more) or a loss (less)."""
    people, more = told
    proofs, bounds = board.table.proofs, board.bounds
    proved = tuple(
        more * (most + more * price - now)
        for most, price, now in zip(bounds.limit, leaning, bounds.worth, strict=True)
    )
    if len(after.rows):
        return Side(after, people, None, proved, (False,) * len(proved))
    found = tuple(
        more * (then - now)
        for then, now in zip(proofs.worth(after.scores), bounds.worth, strict=True)
    )
    whole = [not prices.cuts.any() for prices in proofs.prices]
    exact = tuple(
        abs(sure - one) < (SCALE if points else 1)
        for sure, one, points in zip(proved, found, whole, strict=True)
    )
    return Side(after, people, found, proved, exact)
