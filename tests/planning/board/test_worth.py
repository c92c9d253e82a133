from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from families import FAMILIES
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.board.boards import draft_board, family_board
from tests.planning.board.test_board import state
from tests.planning.random_worlds import QUIET, worlds
from tests.planning.worlds import NGARI

from diaopei.planning import Draft, Round
from diaopei.planning.board import Board, BoardError, row_price
from diaopei.planning.model import UNBOUNDED, Model
from diaopei.planning.prices import SCALE
from diaopei.snapshot import Snapshot

ROUNDS = st.fixed_dictionaries(
    {"batch": st.integers(0, 3), "engine": st.sampled_from(["exact", "prices"])}
)


def rows_of(board: Board, constraint: str) -> list[int]:
    names = board.table.model.names["constraint"]
    return np.flatnonzero((names == constraint).to_numpy()).tolist()


def bent(model: Model, row: int, more: int, *, below: bool) -> Model:
    """The model with one more (or less) of a row's room."""
    lower, upper = model.lower.copy(), model.upper.copy()
    if below:
        lower[row] -= more
    else:
        upper[row] += more
    return replace(model, lower=lower, upper=upper)


def best(board: Board, model: Model) -> tuple[int, ...] | None:
    """The most each layer comes to, with those above it, over all choices that keep the rows."""
    arcs = [np.flatnonzero(model.person == who) for who in range(model.people)]
    picks = [np.array(one, dtype=np.int64) for one in product(*arcs)]
    kept = [one for one in picks if not model.missed(one)[~model.soft].any()]
    scores = [tuple(model.score(layer, one) for layer in model.layers) for one in kept]
    told: npt.NDArray[np.int64] = np.array([board.table.proofs.worth(one) for one in scores])
    return tuple(told.max(axis=0).tolist()) if len(told) else None


@QUIET
@given(small=worlds(), choices=ROUNDS, which=st.integers(0, 10**6))
def test_both_sides_hold_of_the_plan_solved_again(
    small: Snapshot, choices: dict[str, Any], which: int
) -> None:
    draft = Draft.of(small, NGARI, Round(**choices))
    board = draft_board(draft)
    model = draft.model
    rows = np.flatnonzero(model.lower != model.upper)
    row = int(rows[which % len(rows)])
    price = row_price(board, row)
    first = next((int(p.rows[row]) for p in board.table.proofs.prices if p.rows[row]), 1)
    below = model.upper[row] >= UNBOUNDED or (model.lower[row] > -UNBOUNDED and first < 0)
    for more, side in ((1, price.more), (-1, price.less)):
        most = best(board, bent(model, row, more, below=below))
        assert most is not None or side.found is None
        if most is None:
            continue
        true = [more * (then - now) for then, now in zip(most, board.bounds.worth, strict=True)]
        assert all(more * (sure - one) >= 0 for sure, one in zip(side.proved, true, strict=True))
        if side.found is not None:
            assert all(more * (one - f) >= 0 for one, f in zip(true, side.found, strict=True))


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("family", FAMILIES)
def test_the_certificate_s_price_lies_between_both_sides_up_to_the_gap(
    family: str, strict: bool
) -> None:
    board = family_board(family, strict=strict)
    gap = board.bounds.gap
    rows = [*rows_of(board, "seats")[:12], *rows_of(board, "team_changes")[:3],
            *rows_of(board, "batch_size")]  # fmt: skip
    for row in rows:
        told = row_price(board, row)
        assert told.more.found is not None
        for number, price in enumerate(told.price):
            assert told.more.found[number] <= price + gap[number] == told.more.proved[number]
            assert told.less.proved[number] == price - gap[number]
            if told.less.found is not None:
                assert told.less.found[number] >= told.less.proved[number]


@pytest.mark.parametrize("family", ["standard", "composition-x5"])
def test_asking_leaves_the_board_as_it_is(family: str) -> None:
    board = family_board(family)
    before = state(board), board.table.ground.lower.tobytes(), board.table.ground.upper.tobytes()
    for row in np.flatnonzero(board.table.model.lower != board.table.model.upper)[::5].tolist():
        row_price(board, row)
    after = state(board), board.table.ground.lower.tobytes(), board.table.ground.upper.tobytes()
    assert before == after


def test_one_more_move_gains_what_a_person_more_would_bring() -> None:
    board = family_board("few-moves", 300)
    told = row_price(board, rows_of(board, "batch_size")[0])
    assert told.price[0] > 0
    assert told.more.found is not None
    assert told.less.found is not None
    assert told.less.found[0] > 0
    gained = told.more.after.scores[0] - board.outcome.scores[0]
    assert told.more.found[0] == SCALE * gained >= 0
    assert len(told.more.people) > 0 or not gained


def test_a_row_that_leaves_no_choice_has_no_price() -> None:
    board = family_board("standard")
    with pytest.raises(BoardError, match="no room that could be more or less"):
        row_price(board, rows_of(board, "one_place")[0])
