"""The arrays that all boards of a plan share, and the journals that lead from one to another."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from diaopei.planning.board.desk import LOGGED, Desk, desk_for
from diaopei.planning.board.edit import NO_ROWS, Outcome
from diaopei.planning.board.ground import Ground, Now, grounded
from diaopei.planning.board.mending import mend
from diaopei.planning.board.proofs import Proofs
from diaopei.planning.board.stepping import alone, put, put_all
from diaopei.planning.board.weights import LayerPrices, weighed
from diaopei.planning.model import Ints, Model


@dataclass(frozen=True, eq=False)
class Journal:
    """What one edit changed: who left which arc for which, and the arcs it closed."""

    people: Ints
    left: Ints
    taken: Ints
    closed: Ints


FREE = -1
"""Nobody is held: the person of the edit may be moved again by the repair."""

NOTHING = Journal(NO_ROWS, NO_ROWS, NO_ROWS, NO_ROWS)
"""The journal of a board nobody has edited."""


class State(Protocol):
    """A board, as far as its arrays go: its journal, and the board it was made from."""

    @property
    def journal(self) -> Journal:
        """What its edit changed."""
        ...

    @property
    def earlier(self) -> "State | None":
        """The board before; none for the first."""
        ...


@dataclass(eq=False)
class Table:
    """The arrays as one of the boards has them; `at` is that board."""

    model: Model
    ground: Ground
    now: Now
    desk: Desk
    proofs: Proofs
    at: State | None = None

    @classmethod
    def of(
        cls, model: Model, chosen: Ints, prices: tuple[LayerPrices, ...], told: Outcome
    ) -> "Table":
        """The arrays of a plan not edited yet; `told` is the plan counted."""
        ground = grounded(model, weighed(model, prices), chosen)
        now = Now(
            arc=chosen.astype(np.int32),
            sums=model.activity(chosen),
            open=np.ones(model.arcs, dtype=bool),
            tally=np.zeros(2, dtype=np.int64),
        )
        steps = -(-told.short // ground.step[told.rows])
        now.tally[1] = int(ground.weight[told.rows] @ steps)
        return cls(model, ground, now, desk_for(ground), Proofs(model, prices))

    def lay_out(self, board: State) -> None:
        """Makes the arrays those of a board: undoes back to where the two part, then redoes."""
        if self.at is board:
            return
        mine = line(board)
        place = {id(one): number for number, one in enumerate(mine)}
        here = self.at
        while here is not None and id(here) not in place:
            self._undo(here.journal)
            here = here.earlier
        for one in reversed(mine[: place[id(here)]]):
            self._redo(one.journal)
        self.at = board

    def _undo(self, journal: Journal) -> None:
        put_all(self.ground, self.now, journal.people, journal.left)
        self.now.open[journal.closed] = True

    def _redo(self, journal: Journal) -> None:
        put_all(self.ground, self.now, journal.people, journal.taken)
        self.now.open[journal.closed] = False

    def move(self, person: int, arc: int) -> None:
        """Puts a person on an arc, or (-1) on the best one left open; begins the log with it."""
        desk, left = self.desk, int(self.now.arc[person])
        desk.size[LOGGED] = 1
        desk.log_person[0], desk.log_arc[0] = person, left
        if arc < 0:
            alone(self.ground, self.now, person)
        else:
            put(self.ground, self.now, person, arc)

    def mend(self, rows: Ints, held: int) -> None:
        """Mends what the log's changes have broken, and these rows; `held` is not touched (-1)."""
        if held >= 0:
            self.desk.held[held] = True
        mend(self.ground, self.now, self.desk, rows.astype(np.int32))
        if held >= 0:
            self.desk.held[held] = False

    def logged(self) -> tuple[Ints, Ints, Ints]:
        """Who changed since the log began: people ascending, arcs left, arcs taken."""
        desk = self.desk
        count = int(desk.size[LOGGED])
        people, first = np.unique(desk.log_person[:count], return_index=True)
        left = desk.log_arc[:count][first].astype(np.int64)
        taken = self.now.arc[people].astype(np.int64)
        differs = left != taken
        return people[differs].astype(np.int64), left[differs], taken[differs]


def line(board: State) -> list[State]:
    """A board, the one it was made from, and so on to the first."""
    told: list[State] = []
    one: State | None = board
    while one is not None:
        told.append(one)
        one = one.earlier
    return told
