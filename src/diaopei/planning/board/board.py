"""The board: a plan in hand as a value; every edit gives a new board, and undo the one before."""

from dataclasses import dataclass, field

import numpy as np

from diaopei.errors import DiaopeiError
from diaopei.planning.board.counting import changed, whole
from diaopei.planning.board.edit import NO_ROWS, Bounds, Edit, Outcome
from diaopei.planning.board.proofs import best_open
from diaopei.planning.board.table import FREE, NOTHING, Journal, Table
from diaopei.planning.board.weights import LayerPrices
from diaopei.planning.model import Ints, Model


class BoardError(DiaopeiError):
    """An edit that cannot be made: no such arc, an arc closed before, or no arc left."""


@dataclass(frozen=True, eq=False)
class Board:
    """A plan with the demands made of it so far.

    Boards of one plan share their arrays; a board used again after others were made from it puts
    the arrays back first, which takes as long as the edits between them. `edit` is the one that
    made the board, none for the first.
    """

    table: Table = field(repr=False)
    outcome: Outcome
    bounds: Bounds
    journal: Journal = field(default=NOTHING, repr=False)
    earlier: "Board | None" = field(default=None, repr=False)
    edit: Edit | None = None

    @classmethod
    def of(cls, model: Model, chosen: Ints, prices: tuple[LayerPrices, ...]) -> "Board":
        """The board of a plan.

        Args:
            model: arcs, rows and layers.
            chosen: one arc of every person.
            prices: of the first layers in their order, those of the proofs; none of the others.

        Raises:
            BoardError: there are no prices, or not one arc of everybody.
        """
        if not prices or not np.array_equal(model.person[chosen], np.arange(model.people)):
            msg = f"a board of {model.people} people takes one arc of each and prices of a layer"
            raise BoardError(msg)
        outcome = whole(model, chosen)
        table = Table.of(model, chosen, prices, outcome)
        proofs = table.proofs
        board = cls(table, outcome, Bounds(proofs.limits(), proofs.worth(outcome.scores)))
        table.at = board
        return board

    @property
    def chosen(self) -> Ints:
        """The arcs of the plan on the board."""
        self.table.lay_out(self)
        return self.table.now.arc.astype(np.int64)

    def arc_of(self, person: int) -> int:
        """The arc a person is on."""
        self.table.lay_out(self)
        return int(self.table.now.arc[person])

    def pin(self, person: int, arc: int, *, repair: bool = True) -> "Board":
        """Demands that a person takes an arc, now and in every later edit.

        Raises:
            BoardError: the arc is not one of the person's, or was closed by an earlier edit.
        """
        self._demand(person, arc)
        first, last = self.arcs(person)
        others = np.arange(first, last)
        return self._edited("pin", (person, arc), others[others != arc], repair=repair)

    def forbid(self, person: int, arc: int, *, repair: bool = True) -> "Board":
        """Demands that a person does not take an arc.

        Raises:
            BoardError: the arc is not one of the person's, is closed already, or is the last one.
        """
        self._demand(person, arc)
        first, last = self.arcs(person)
        if self.table.now.open[first:last].sum() == 1:
            msg = (
                f"person {person} has no arc but {arc}: it cannot be forbidden; undo an edit first"
            )
            raise BoardError(msg)
        return self._edited("forbid", (person, arc), np.array([arc]), repair=repair)

    def strike(self, person: int, *, repair: bool = True) -> "Board":
        """Demands that a person makes no move: keeps the present post, or none.

        Raises:
            BoardError: the person has no arc of staying, or it was closed.
        """
        arc = self.home(person)
        self._demand(person, arc)
        first, last = self.arcs(person)
        others = np.arange(first, last)
        return self._edited("strike", (person, arc), others[others != arc], repair=repair)

    def place(self, person: int, arc: int, *, repair: bool = True) -> "Board":
        """Puts a person on an arc; nothing is demanded of later edits.

        Raises:
            BoardError: the arc is not one of the person's, or was closed by an earlier edit.
        """
        self._demand(person, arc)
        return self._edited("place", (person, arc), NO_ROWS, repair=repair)

    def why_not(self, person: int, arc: int) -> Edit:
        """What it would come to if a person took an arc; the board stays as it is.

        Raises:
            BoardError: the arc is not one of the person's, or was closed by an earlier edit.
        """
        asked = self.place(person, arc)
        asked.undo()
        return asked.told

    @property
    def told(self) -> Edit:
        """The edit that made the board.

        Raises:
            BoardError: it is the first board.
        """
        if self.edit is None:
            msg = "nothing was edited on this board yet, so there is nothing to tell"
            raise BoardError(msg)
        return self.edit

    def undo(self) -> "Board":
        """The board before the last edit.

        Raises:
            BoardError: nothing was edited yet.
        """
        if self.earlier is None:
            msg = "nothing was edited on this board yet, so there is nothing to undo"
            raise BoardError(msg)
        self.table.lay_out(self.earlier)
        return self.earlier

    def home(self, person: int) -> int:
        """A person's arc of changing nothing.

        Raises:
            BoardError: the person has none.
        """
        first, last = self.arcs(person)
        stays = self.table.model.among["stay"][first:last]
        still = np.flatnonzero(stays if stays.any() else self.table.ground.post[first:last] < 0)
        if not len(still):
            msg = f"person {person} has no arc of staying; pin another arc instead"
            raise BoardError(msg)
        return first + int(still[0])

    def arcs(self, person: int) -> tuple[int, int]:
        """Where a person's arcs begin, and where they end.

        Raises:
            BoardError: there is no such person.
        """
        first = self.table.ground.first
        if not 0 <= person < len(first) - 1:
            msg = f"there is no person {person} on this board of {len(first) - 1}"
            raise BoardError(msg)
        return int(first[person]), int(first[person + 1])

    def _demand(self, person: int, arc: int) -> None:
        """An arc must be the person's own, and open."""
        first, last = self.arcs(person)
        self.table.lay_out(self)
        if not first <= arc < last:
            msg = f"arc {arc} is not one of person {person}, whose arcs are {first} to {last - 1}"
            raise BoardError(msg)
        if not self.table.now.open[arc]:
            msg = f"arc {arc} of person {person} was closed by an earlier edit; undo that first"
            raise BoardError(msg)

    def _edited(self, act: str, asked: tuple[int, int], closing: Ints, *, repair: bool) -> "Board":
        """The board after an edit whose demand closes some arcs."""
        table, (person, arc) = self.table, asked
        now, (first, last) = table.now, self.arcs(person)
        worth = table.proofs.of_arcs(first, last)
        before = [best_open(one, now.open[first:last]) for one in worth]
        closed = closing[now.open[closing]]
        now.open[closed] = False
        best = [best_open(one, now.open[first:last]) for one in worth]
        forced = [int(one[arc - first]) for one in worth] if act == "place" else best
        alone, changes = self._changed(act, asked, repair=repair)
        after = self._counted(*changes[1:])
        limit = _moved(self.bounds.limit, before, best)
        bounds = Bounds(limit, table.proofs.worth(after.scores))
        made = _moved(self.bounds.limit, before, forced)
        edit = Edit(
            act=act, person=person, arc=arc, before=self.outcome, alone=alone, after=after,
            people=changes[0], left=changes[1], taken=changes[2],
            least=tuple(had - most for had, most in zip(self.bounds.worth, made, strict=True)),
            reduced=tuple(was - then for was, then in zip(before, forced, strict=True)),
            bounds=bounds,
        )  # fmt: skip
        board = Board(table, after, bounds, Journal(*changes, closed), self, edit)
        table.at = board
        return board

    def _changed(
        self, act: str, asked: tuple[int, int], *, repair: bool
    ) -> tuple[Outcome, tuple[Ints, Ints, Ints]]:
        """The person's change alone, and everybody's: people, arcs left, arcs taken."""
        table, (person, arc) = self.table, asked
        away = act == "forbid"
        if away and table.now.arc[person] != arc:
            return self.outcome, (NO_ROWS, NO_ROWS, NO_ROWS)
        table.move(person, -1 if away else arc)
        alone = self._counted(*table.logged()[1:])
        if repair:
            table.mend(alone.rows, FREE if away else person)
        return alone, table.logged()

    def _counted(self, left: Ints, taken: Ints) -> Outcome:
        if not len(left):
            return self.outcome
        return changed(self.table.model, self.table.now.sums, self.outcome, left, taken)


def _moved(limits: tuple[int, ...], before: list[int], after: list[int]) -> tuple[int, ...]:
    """Limits after one person's best has changed in each layer."""
    return tuple(most - was + then for most, was, then in zip(limits, before, after, strict=True))
