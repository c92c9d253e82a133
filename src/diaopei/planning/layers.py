"""Layer by layer: each made as large as can be, proved over every eligible arc, then kept.

Only some arcs are in the solver at a time. At the optimum of the relaxation every other arc is
priced; those that could still add something come in, until none can. Where the best whole plan
falls short of the relaxation, the plans are parted into cases, each proved by prices of its own.
Cases that cannot keep a layer's score are closed for good, the others are handed to the next.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from diaopei.planning.exact import Relaxation, SolverError
from diaopei.planning.model import Ints, Layer, Model
from diaopei.planning.prices import SCALE
from diaopei.planning.proving import Proof, Prover
from diaopei.planning.tree import Branch, Case, Tree


@dataclass(frozen=True)
class Progress:
    """How far a layer is, as a reader knows it: the value in hand and the bound, where known.

    `act` is one of compiling, drafting, relaxed, asked, searching, found, parting, done,
    interrupted, failed; `words` are the solver's where it gave up.
    """

    layer: str
    act: str
    value: int | None = None
    bound: int | None = None
    words: str = ""


Watch = Callable[[Progress], None]
"""Told of progress."""


def silent(_: Progress) -> None:
    """Watches nothing."""


@dataclass(frozen=True)
class Solved:
    """One layer done: its value and bound as a reader knows them, and the proofs.

    `proved` says that no plan is better. `proofs` cover every plan that keeps the layers above,
    one a case; `branches` are all cases parted so far, by number.
    """

    layer: Layer
    chosen: Ints
    score: int
    kept: int
    proved: bool
    proofs: tuple[Proof, ...]
    branches: tuple[Branch | None, ...]

    @property
    def value(self) -> int:
        """The layer's value in its own sense."""
        return self.layer.sign * self.score

    @property
    def certified(self) -> int:
        """The bound that the prices alone show, in the layer's own sense."""
        return self.layer.sign * (self.widest.bound // SCALE)

    @property
    def widest(self) -> Proof:
        """The proof of the case that may hold most."""
        return max((p for p in self.proofs if not p.empty), key=lambda proof: proof.bound)

    @property
    def bound(self) -> int:
        """The proved bound in the layer's own sense."""
        return self.value if self.proved else self.certified


def solve_layers(
    model: Model, tolerance: Mapping[str, int], first: Ints, watch: Watch
) -> Iterator[Solved]:
    """Solves layer after layer; yields each as soon as it is proved.

    Interrupted by the keyboard once a layer has a plan, or where the solver gives up then, it
    yields that layer unproved and ends.

    Args:
        model: rows and layers over all eligible arcs.
        tolerance: by layer, how much of its score the layers below may give up.
        first: the arcs to begin with.
        watch: told of progress.

    Yields:
        The layers in order; nothing at all if no plan keeps the rows.
    """
    relaxation = Relaxation(model, first)
    tree = Tree(model)
    cases = [tree.whole()]
    start = _everybody_stays(model)
    for layer in model.layers:
        relaxation.aim(layer)
        work = Prover(model, relaxation, tree, layer)
        work.take(start)
        whole = _prove(work, cases, watch)
        if work.chosen is None:
            return
        start, kept = work.chosen, work.score - tolerance.get(layer.name, 0)
        priced = [*work.done, *work.undone]
        proofs = tuple(case.proof for case in priced)
        yield Solved(layer, start, work.score, kept, work.proved, proofs, tuple(tree.branches))
        if not whole:
            return
        cases = [case.narrowed(kept) for case in priced if case.holds(kept)]
        relaxation.keep(layer, kept)


def _prove(work: Prover, cases: list[Case], watch: Watch) -> bool:
    """Finds a layer's best plan and proves it; false if the proof was stopped or given up."""
    work.open(cases)
    try:
        _tell(work, watch, "relaxed")
        if not work.proved:
            _tell(work, watch, "searching")
            work.search()
            _tell(work, watch, "found")
        while work.part():
            _tell(work, watch, "parting")
        if not work.proved:
            _tell(work, watch, "searching")
            work.settle()
        _tell(work, watch, "done")
    except (KeyboardInterrupt, SolverError) as stop:
        if work.chosen is None:
            raise
        given_up = isinstance(stop, SolverError)
        _tell(work, watch, "failed" if given_up else "interrupted", str(stop))
        return False
    return True


def _tell(work: Prover, watch: Watch, act: str, words: str = "") -> None:
    sign, value = work.layer.sign, None if work.chosen is None else work.score
    shown = None if value is None else sign * value
    watch(Progress(work.layer.name, act, shown, sign * work.bound, words))


def _everybody_stays(model: Model) -> Ints | None:
    """The first arc of each person, if that keeps every row that must be kept."""
    first = np.flatnonzero(np.concatenate([[True], model.person[1:] != model.person[:-1]]))
    return None if model.missed(first)[~model.soft].any() else first
