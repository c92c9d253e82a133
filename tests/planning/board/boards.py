"""Boards to edit: made-up rounds, tiny worlds, and a random sequence of edits."""

from functools import cache

import families
import numpy as np
import polars as pl
from families import Family
from hypothesis import strategies as st

from diaopei.planning import Draft
from diaopei.planning.auction.engine import QUICK
from diaopei.planning.board import Board, BoardError
from diaopei.planning.board.weights import LayerPrices
from diaopei.planning.by_prices import solve_by_prices
from diaopei.planning.layers import Progress, Solved
from diaopei.planning.model import UNBOUNDED, Ints, Layer, Model

FAMILIES = families.FAMILIES | {"few-moves": Family("few-moves", batch=115)}
ACTS = ("pin", "forbid", "strike", "place")


def nothing(_: Progress) -> None:
    """Watches nothing."""


def resting(model: Model) -> Ints:
    """Everybody's arc of changing nothing: staying, or the way out for who has no post."""
    stay = model.among["stay"]
    order = np.lexsort((np.arange(model.arcs), ~stay, model.person))
    _, first = np.unique(model.person[order], return_index=True)
    last = np.append(np.flatnonzero(model.person[1:] != model.person[:-1]), model.arcs - 1)
    arcs: Ints = np.where(stay[order[first]], order[first], last)
    return arcs


def board_of(model: Model, solved: list[Solved]) -> Board:
    prices = tuple(LayerPrices(done.widest.rows, done.widest.cuts) for done in solved)
    return Board.of(model, solved[-1].chosen, prices)


@cache
def made(family: str, people: int, *, strict: bool) -> tuple[Model, tuple[Solved, ...]]:
    model = families.model(FAMILIES[family], people, 1, strict=strict)
    return model, tuple(solve_by_prices(model, {}, resting(model), nothing, QUICK))


def family_board(family: str, people: int = 60, *, strict: bool = False) -> Board:
    model, solved = made(family, people, strict=strict)
    return board_of(model, list(solved))


def draft_board(draft: Draft) -> Board:
    return board_of(draft.model, draft.solve())


def in_a_row(people: int) -> Board:
    """People on posts side by side, the last post free; each may go one on, or out for more."""
    worth, taken = [0, -1, -100], [(place, place + 1) for place in range(people)]
    entries = [row for who, (here, next_) in enumerate(taken)
               for row in (who, people + here, who, people + next_, who)]  # fmt: skip
    kind = ["one_place"] * people + ["seats"] * (people + 1)
    rows = pl.DataFrame({"constraint": kind, "row": [str(n) for n in range(len(kind))]})
    none, one = np.zeros(len(kind), dtype=np.int64), np.ones(len(kind), dtype=np.int64)
    stay = np.tile([True, False, False], people)
    model = Model(
        person=np.repeat(np.arange(people), 3),
        start=np.append(0, np.cumsum(np.tile([2, 2, 1], people))),
        entry_row=np.array(entries, dtype=np.int64),
        entry_coef=np.ones(len(entries), dtype=np.int64),
        lower=np.where(np.arange(len(kind)) < people, 1, -UNBOUNDED),
        upper=one,
        soft=none > 0,
        layers=(Layer("fit", "max", np.tile(worth, people), none, 0, ()),),
        names=rows.with_columns(subject=pl.col("row")),
        measured={},
        among={"home": stay, "stay": stay},
    )
    return Board.of(model, np.flatnonzero(stay), (LayerPrices(none, none[:0]),))


EDITS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 10**6), st.integers(0, 10**6)),
    min_size=1, max_size=8,
)  # fmt: skip
"""Edits by act, and numbers that choose the person and the arc of any board."""


def edited(board: Board, told: tuple[str, int, int], *, repair: bool = True) -> Board:
    """The board after an edit, or the same one if the edit cannot be made."""
    act, who, what = told
    model = board.table.model
    person = who % model.people
    arcs = np.flatnonzero(model.person == person)
    arc = int(arcs[what % len(arcs)])
    if act == "forbid" and what % 2:
        arc = board.arc_of(person)
    try:
        if act == "strike":
            return board.strike(person, repair=repair)
        done: Board = getattr(board, act)(person, arc, repair=repair)
    except BoardError:
        return board
    return done
