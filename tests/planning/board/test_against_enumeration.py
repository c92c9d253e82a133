"""What the board says of an edit, against every choice there is."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.board.boards import EDITS, draft_board, edited
from tests.planning.enumeration import Choices
from tests.planning.random_worlds import QUIET, worlds
from tests.planning.worlds import NGARI

from diaopei.planning import Draft, Round
from diaopei.planning.board import Board
from diaopei.snapshot import Snapshot

ROUNDS = st.fixed_dictionaries(
    {"batch": st.integers(0, 4), "engine": st.sampled_from(["exact", "prices"])}
)


def lawful(draft: Draft, board: Board) -> npt.NDArray[np.int64]:
    """The choices of arcs that keep every hard row and every demand made of a board."""
    table = Choices.of(draft.problem).table
    board.table.lay_out(board)
    return np.array([
        np.flatnonzero(one) for one in table if board.table.now.open[np.flatnonzero(one)].all()
    ], dtype=np.int64)  # fmt: skip


def scores(board: Board, chosen: npt.NDArray[np.int64]) -> tuple[int, ...]:
    model = board.table.model
    return tuple(model.score(layer, chosen) for layer in model.layers)


@QUIET
@given(small=worlds(), choices=ROUNDS, edits=EDITS)
def test_no_repair_beats_the_best_choice_and_no_bound_lies_below_it(
    small: Snapshot, choices: dict[str, Any], edits: list[tuple[str, int, int]]
) -> None:
    draft = Draft.of(small, NGARI, Round(**choices))
    board = draft_board(draft)
    for told in edits:
        board = edited(board, told)
        edit = board.edit
        if edit is None:
            continue
        every = [scores(board, one) for one in lawful(draft, board)]
        if edit.mended:
            assert max(every) >= edit.after.scores
            assert edit.after.scores in every
        for each in every:
            worth = board.table.proofs.worth(each)
            assert all(w <= m for w, m in zip(worth, board.bounds.limit, strict=True))


@QUIET
@given(small=worlds(), choices=ROUNDS, told=EDITS)
def test_no_choice_that_meets_a_demand_costs_less_than_is_said(
    small: Snapshot, choices: dict[str, Any], told: list[tuple[str, int, int]]
) -> None:
    draft = Draft.of(small, NGARI, Round(**choices))
    first = draft_board(draft)
    edit = edited(first, told[0]).edit
    if edit is None:
        return
    for one in lawful(draft, first):
        mine = one[edit.person]
        if (mine == edit.arc) == (edit.act == "forbid"):
            continue
        worth = first.table.proofs.worth(scores(first, one))
        lost = [was - then for was, then in zip(first.bounds.worth, worth, strict=True)]
        assert all(low <= more for low, more in zip(edit.least, lost, strict=True))


@pytest.mark.parametrize("batch", [2, 4])
def test_a_made_up_prefecture_is_edited_within_its_bounds(batch: int) -> None:
    from diaopei.fiction import prefecture

    draft = Draft.of(prefecture(60), "ngari", Round(batch=batch))
    board = draft_board(draft)
    assert not len(board.outcome.rows)
    for person in range(0, draft.model.people, 3):
        edit = board.strike(person).edit if draft.model.among["stay"][
            draft.model.person == person].any() else None  # fmt: skip
        if edit is not None and edit.mended:
            assert edit.after.scores <= board.outcome.scores
            assert all(gap >= 0 for gap in edit.bounds.gap)
