"""One layer proved: cases priced, parted where they must be, the best whole plan found."""

from dataclasses import dataclass, replace

import numpy as np

from diaopei.planning.exact import DUAL_SIMPLEX, PRIMAL_SIMPLEX, Relaxation, Relaxed, search
from diaopei.planning.first_arcs import top
from diaopei.planning.model import UNBOUNDED, Floats, Ints, Layer, Model
from diaopei.planning.prices import (
    SCALE,
    Cuts,
    best_by_person,
    bound,
    nothing,
    reduced,
    whole_prices,
)
from diaopei.planning.tree import WHOLE, Alive, Case, Tree

PER_PERSON = 6
"""Arcs of one person that come in at most at a time."""

CHOICES = 16
"""Arcs of one person among which a whole plan is searched, besides those of the relaxation."""

FEW_CASES, MANY_CASES = 12, 80
"""Cases a layer is parted into at most; beyond, branch and bound over every arc in question proves
it instead: the bound is then the solver's word, and the prices show a looser one. Fewer cases are
tried where few arcs are in question, since the search is quick then."""

FEW_ARCS = 50_000
"""So many arcs are searched in a second or two."""


@dataclass(frozen=True)
class Proof:
    """Whole prices that bound a case: of the rows and of the cut-offs of the layers above.

    `bound` is in units of 1/SCALE. Where `empty`, the prices show, with a bound below 0 and no
    gains at all, that no plan of the case keeps the rows.
    """

    case: int
    rows: Ints
    cuts: Ints
    bound: int
    empty: bool = False


@dataclass(frozen=True)
class Priced:
    """A case with its proof, how far each arc stands below its person's best, and the optimum."""

    case: Case
    proof: Proof
    below: Ints
    arcs: Ints
    columns: Floats

    def holds(self, score: int) -> bool:
        """Whether some plan of the case may score as much."""
        return not self.proof.empty and self.proof.bound // SCALE >= score

    def narrowed(self, kept: int) -> Case:
        """The case without the arcs that no plan keeping the score can use."""
        useful = self.below <= self.proof.bound - kept * SCALE
        return Case(self.case.number, self.case.alive & useful)


class Prover:
    """The work on one layer; `done` are the cases that cover every plan, priced."""

    def __init__(self, model: Model, relaxation: Relaxation, tree: Tree, layer: Layer) -> None:
        """Takes the relaxation aimed at the layer, and the tree of all cases so far."""
        self.model, self.relaxation, self.tree, self.layer = model, relaxation, tree, layer
        self.before = len(tree.branches)
        self.opened: list[Priced] = []
        self.settled = False
        self.most = MANY_CASES
        self.undone: list[Priced] = []
        self.done: list[Priced] = []
        self.chosen: Ints | None = None

    @property
    def cuts(self) -> Cuts:
        """The layers above, with the scores they keep."""
        return self.relaxation.cuts

    @property
    def score(self) -> int:
        """The best score found."""
        return -UNBOUNDED if self.chosen is None else self.model.score(self.layer, self.chosen)

    @property
    def proved(self) -> bool:
        """Whether no case can hold a better plan."""
        return self.settled or not any(
            priced.holds(self.score + 1) for priced in [*self.undone, *self.done]
        )

    @property
    def bound(self) -> int:
        """The best any case may hold."""
        return max(
            (p.proof.bound // SCALE for p in [*self.undone, *self.done] if not p.proof.empty),
            default=-UNBOUNDED,
        )

    def take(self, chosen: Ints | None) -> None:
        """Keeps a choice if it is better than the one in hand and breaks nothing."""
        if chosen is None or self.model.score(self.layer, chosen) <= self.score:
            return
        hard = self.model.missed(chosen)[~self.model.soft]
        if not hard.any() and all(self.model.score(cut, chosen) >= low for cut, low in self.cuts):
            self.chosen = chosen

    def open(self, cases: list[Case]) -> None:
        """Prices the cases handed down, and searches a whole plan where they may hold more."""
        self.opened = [self._price(case, PRIMAL_SIMPLEX, None) for case in cases]
        self.undone = list(self.opened)

    def search(self) -> None:
        """The best whole plan among the arcs nearest to the bound, by branch and bound."""
        near = np.zeros(self.model.arcs, dtype=bool)
        for priced in self.undone:
            if priced.holds(self.score + 1):
                alive = np.flatnonzero(priced.case.alive)
                near[top(self.model, alive, -priced.below, CHOICES)] = True
                inside = self.relaxation.arcs
                near[inside] |= priced.case.alive[inside]
        if self.chosen is not None:
            near[self.chosen] = True
        found = search(self.model, np.flatnonzero(near), self.layer, self.cuts, self.chosen)
        self.take(None if found is None else found.chosen)
        few = int(self._in_question().sum()) <= FEW_ARCS
        self.most = FEW_CASES if few else MANY_CASES

    def part(self) -> bool:
        """Closes or parts one case; false when none is left, or no more may be made.

        A case leaves `undone` only when what takes its place is there, so that work stopped at
        any moment still covers every plan.
        """
        if not self.undone or len(self.tree.branches) > self.before + self.most:
            return False
        priced = self.undone[-1]
        if len(priced.columns) == 0 or not priced.holds(self.score + 1):
            self.done.append(priced)
            self.undone.pop()
            return True
        sides = self.tree.part(priced.case, self.layer, priced.arcs, priced.columns)
        children = [self._price(case, DUAL_SIMPLEX, priced) for case in sides]
        self.undone[-1:] = children
        return True

    def settle(self) -> None:
        """Searches every arc that a better plan could use, in the cases as they were handed down.

        An arc further below its person's best than the gap cannot be part of a better plan, so
        nothing is lost; the cases made in vain are forgotten.
        """
        near = self._in_question()
        found = search(self.model, np.flatnonzero(near), self.layer, self.cuts, self.chosen)
        self.take(None if found is None else found.chosen)
        del self.tree.branches[self.before :]
        self.undone, self.done = [], list(self.opened)
        self.settled = found is None or found.proved

    def _in_question(self) -> Alive:
        """The arcs a better plan than the one in hand could use."""
        near = np.zeros(self.model.arcs, dtype=bool)
        for priced in self.opened:
            gap = priced.proof.bound - (self.score + 1) * SCALE
            near |= priced.case.alive & (priced.below <= gap)
        if self.chosen is not None:
            near[self.chosen] = True
        return near

    def _price(self, case: Case, strategy: int, parent: Priced | None) -> Priced:
        """A case's bound over all its arcs: arcs come in until none could add anything."""
        self.relaxation.confine(case.alive)
        while True:
            relaxed = self.relaxation.solve(strategy)
            strategy = PRIMAL_SIMPLEX
            if relaxed is None:
                emptied = self._emptied(case)
                if isinstance(emptied, Priced):
                    return emptied
                if not len(emptied):
                    return self._unsure(case, parent)
                self.relaxation.admit(emptied)
                continue
            priced, worth = self._bounded(case, self.layer, relaxed.duals, relaxed)
            more = self._entering(case, worth)
            if not len(more):
                self._round(relaxed)
                return priced
            self.relaxation.admit(more)

    def _bounded(
        self, case: Case, layer: Layer, duals: Floats, relaxed: Relaxed | None
    ) -> tuple[Priced, Ints]:
        """The proof that duals give for a case, and each arc's worth at the prices."""
        prices = whole_prices(self.model, layer, self.cuts, duals)
        worth = reduced(self.model, layer, self.cuts, prices)
        best = best_by_person(self.model, worth, case.alive)
        proof = Proof(case.number, *prices, bound(self.model, layer, self.cuts, prices, best))
        below = np.where(case.alive, best[self.model.person] - worth, UNBOUNDED)
        columns = np.empty(0) if relaxed is None else relaxed.columns
        return Priced(case, proof, below, self.relaxation.arcs, columns), worth

    def _entering(self, case: Case, worth: Ints) -> Ints:
        outside = case.alive.copy()
        outside[self.relaxation.arcs] = False
        adds = np.flatnonzero(outside & (worth > SCALE // 1024))
        return top(self.model, adds, worth, PER_PERSON)

    def _emptied(self, case: Case) -> Priced | Ints:
        """The proof that a case holds no plan; or the arcs that may yet make one possible."""
        ray = self.relaxation.ray()
        more = np.empty(0, dtype=np.int64)
        for duals in () if ray is None else (ray, -ray):
            priced, worth = self._bounded(case, nothing(self.layer), duals, None)
            if priced.proof.bound < 0:
                return replace(priced, proof=replace(priced.proof, empty=True))
            more = np.union1d(more, self._entering(case, worth))
        return more

    def _unsure(self, case: Case, parent: Priced | None) -> Priced:
        """A case the solver calls empty but cannot show to be: its parent's bound holds."""
        duals = np.zeros(len(self.model.lower) + len(self.cuts))
        if parent is not None:
            duals = np.concatenate([parent.proof.rows, parent.proof.cuts]) / SCALE
        return self._bounded(case, self.layer, duals, None)[0]

    def _round(self, relaxed: Relaxed) -> None:
        """Takes the relaxation's own optimum where it is whole."""
        if not np.any(np.abs(relaxed.columns - np.rint(relaxed.columns)) > WHOLE):
            self.take(np.sort(self.relaxation.arcs[relaxed.columns > 0.5]))
