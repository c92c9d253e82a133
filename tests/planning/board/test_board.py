from itertools import pairwise

import numpy as np
import pytest
from families import FAMILIES
from hypothesis import given
from tests.planning.board.boards import EDITS, edited, family_board, in_a_row
from tests.planning.random_worlds import QUIET

from diaopei.planning.board import Board, BoardError, Outcome
from diaopei.planning.board.counting import whole
from diaopei.planning.board.desk import DEPTH


def state(board: Board) -> tuple[bytes, ...]:
    """Everything that edits change, as bytes."""
    board.table.lay_out(board)
    return tuple(part.tobytes() for part in board.table.now)


def same(one: Outcome, other: Outcome) -> bool:
    return (
        one.scores == other.scores
        and one.rows.tolist() == other.rows.tolist()
        and one.short.tolist() == other.short.tolist()
    )


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("family", FAMILIES)
def test_layers_and_broken_rows_are_what_a_full_count_gives(family: str, strict: bool) -> None:
    board = family_board(family, strict=strict)
    rng = np.random.default_rng(7)
    for turn in range(24):
        told = ("pin", "forbid", "strike", "place")[turn % 4], *rng.integers(0, 10**6, 2).tolist()
        board = edited(board, told, repair=turn % 3 > 0)
        now = board.table.now
        assert same(board.outcome, whole(board.table.model, board.chosen))
        assert now.sums.tolist() == board.table.model.activity(board.chosen).tolist()
        assert (now.tally[1] == 0) == (not len(board.outcome.rows))


@QUIET
@given(edits=EDITS)
def test_undoing_every_edit_gives_the_same_bytes(edits: list[tuple[str, int, int]]) -> None:
    first = board = family_board("standard", strict=True)
    before = state(first)
    boards = [first]
    for told in edits:
        board = edited(board, told)
        boards.append(board)
    after = state(board)
    while board.earlier is not None:
        board = board.undo()
    assert board is first
    assert state(first) == before
    assert state(boards[-1]) == after


@QUIET
@given(one=EDITS, other=EDITS)
def test_boards_made_from_one_board_do_not_disturb_each_other(
    one: list[tuple[str, int, int]], other: list[tuple[str, int, int]]
) -> None:
    ends = []
    first = family_board("kin-cliques")
    for edits in (one, other):
        board = first
        for told in edits:
            board = edited(board, told)
        ends.append((board, state(board)))
    assert [state(board) for board, _ in ends] == [bytes_ for _, bytes_ in ends]


@QUIET
@given(edits=EDITS)
def test_demands_hold_in_every_later_edit(edits: list[tuple[str, int, int]]) -> None:
    board = family_board("standard")
    for told in edits:
        board = edited(board, told)
    for one in reversed(list(chain(board))):
        edit = one.edit
        if edit is not None and edit.act in ("pin", "strike"):
            assert board.arc_of(edit.person) == edit.arc
        if edit is not None and edit.act == "forbid":
            assert board.arc_of(edit.person) != edit.arc


def chain(board: Board) -> list[Board]:
    """A board and those it was made from."""
    return [board] if board.earlier is None else [board, *chain(board.earlier)]


@pytest.mark.parametrize("family", FAMILIES)
def test_repair_breaks_no_more_than_the_edit_alone_and_mends_most(family: str) -> None:
    board = family_board(family, 300)
    rng = np.random.default_rng(3)
    alone, after = 0, 0
    for turn in range(40):
        told = ("forbid", "strike", "place")[turn % 3], *rng.integers(0, 10**6, 2).tolist()
        edit = edited(board, told).edit
        if edit is not None:
            alone, after = alone + len(edit.alone.rows), after + len(edit.after.rows)
            assert edit.after.rows.tolist() == [] or len(edit.alone.rows)
    assert after <= alone // 4


@pytest.mark.parametrize("others", [1, DEPTH - 1, DEPTH, DEPTH + 1, DEPTH + 2])
def test_a_chain_too_long_to_be_laid_does_not_stand_in_the_way_of_another(others: int) -> None:
    board = in_a_row(1 + others)
    edit = board.pin(0, 1).told
    assert edit.mended
    assert len(edit.touched) == (others if others <= DEPTH else 1)


def test_an_edit_tells_who_else_is_touched_and_what_each_layer_loses() -> None:
    board = family_board("standard", 300)
    model = board.table.model
    moving = np.flatnonzero(~model.among["stay"][board.chosen])
    told = [edit for who in moving[:20] if (edit := board.strike(int(who)).edit) is not None]
    assert len(told) == 20
    for edit in told:
        changed = np.flatnonzero(board.chosen != _after(board, edit.people, edit.taken))
        assert changed.tolist() == edit.people.tolist()
        assert set(edit.touched) == set(edit.people) - {edit.person}
        losses = edit.losses(model.layers)
        assert losses["change"].to_list() == [edit.after.scores[0] - edit.before.scores[0]]
        names = edit.alone.broken(model.names)
        assert names["constraint"].to_list() == [
            model.names["constraint"][row] for row in edit.alone.rows.tolist()
        ]


def _after(board: Board, people: np.ndarray, taken: np.ndarray) -> np.ndarray:
    arcs = board.chosen
    arcs[people] = taken
    return arcs


def test_every_board_keeps_its_own_edit_and_outcome() -> None:
    board = family_board("standard")
    boards = [board, *(board := board.strike(who) for who in range(6))]
    for earlier, later in pairwise(boards):
        assert later.earlier is earlier
        assert later.edit is not None
        assert later.edit.before is earlier.outcome
        assert later.undo() is earlier


def test_an_edit_without_repair_touches_nobody_else() -> None:
    board = family_board("standard")
    for who in range(20):
        edit = board.place(who, int(np.flatnonzero(board.table.model.person == who)[1]),
                           repair=False).edit  # fmt: skip
        assert edit is not None
        assert not len(edit.touched)
        assert edit.after.scores == edit.alone.scores


def test_what_cannot_be_done_is_refused_by_name() -> None:
    board = family_board("standard")
    model = board.table.model
    mine = np.flatnonzero(model.person == 3)
    with pytest.raises(BoardError, match="arc 0 is not one of person 3"):
        board.pin(3, 0)
    with pytest.raises(BoardError, match="there is no person 60"):
        board.strike(60)
    with pytest.raises(BoardError, match="nothing to undo"):
        board.undo()
    pinned = board.pin(3, int(mine[1]))
    with pytest.raises(BoardError, match="closed by an earlier edit"):
        pinned.place(3, int(mine[0]))
    with pytest.raises(BoardError, match="it cannot be forbidden"):
        pinned.forbid(3, int(mine[1]))
    with pytest.raises(BoardError, match="one arc of each and prices"):
        Board.of(model, board.chosen[1:], board.table.proofs.prices)


def test_who_has_no_arc_of_staying_cannot_be_struck() -> None:
    board = family_board("standard")
    model = board.table.model
    resting = int(np.flatnonzero(model.among["stay"])[0])
    who = int(model.person[resting])
    struck = board.forbid(who, resting)
    with pytest.raises(BoardError, match="closed by an earlier edit"):
        struck.strike(who)
