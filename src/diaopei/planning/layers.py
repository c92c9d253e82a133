"""Layer by layer: each made as large as can be, proved over every eligible arc, then kept.

Only some arcs are in the solver at a time. At the optimum of the relaxation every other arc is
priced; those that could still add something come in, until none can. The rest of the gap between
the relaxation and the best whole plan is searched over the arcs whose price lies within it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from diaopei.planning.exact import Relaxation, Relaxed, search
from diaopei.planning.first_arcs import top
from diaopei.planning.model import UNBOUNDED, Ints, Layer, Model
from diaopei.planning.prices import SCALE, Cuts, best_by_person, bound, reduced, whole_prices

PER_PERSON = 6
"""Arcs of one person that come in at most at a time."""

CHOICES = 16
"""Arcs of one person that are searched at first, besides those of the relaxation."""

Alive = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Progress:
    """How far a layer is, as a reader knows it: the value in hand and the bound, where known.

    `act` is one of relaxed, searching, found, done, interrupted.
    """

    layer: str
    act: str
    value: int | None = None
    bound: int | None = None


Watch = Callable[[Progress], None]
"""Told of progress."""


@dataclass(frozen=True)
class Proof:
    """Whole prices of rows and of the cut-offs of the layers above, and the bound they give."""

    rows: Ints
    cuts: Ints
    bound: int


@dataclass(frozen=True)
class Solved:
    """One layer done: its value and bound as a reader knows them, and the proof.

    `bound` is the best value any plan could have: equal to `value` where that is `proved`.
    `certified` is the bound that the prices alone show.
    """

    layer: Layer
    chosen: Ints
    score: int
    kept: int
    proved: bool
    proof: Proof
    core: int

    @property
    def value(self) -> int:
        """The layer's value in its own sense."""
        return self.layer.sign * self.score

    @property
    def certified(self) -> int:
        """The bound shown by the prices, in the layer's own sense."""
        return self.layer.sign * (self.proof.bound // SCALE)

    @property
    def bound(self) -> int:
        """The proved bound in the layer's own sense."""
        return self.value if self.proved else self.certified


def solve_layers(
    model: Model, tolerance: dict[str, int], core: Ints, watch: Watch
) -> Iterator[Solved]:
    """Solves layer after layer; yields each as soon as it is proved.

    Args:
        model: rows and layers over all eligible arcs.
        tolerance: by layer, how much of its score the layers below may give up.
        core: the arcs to begin with.
        watch: told of progress.

    Yields:
        The layers in order; nothing at all if no plan keeps the rows.
    """
    alive = np.ones(model.arcs, dtype=bool)
    relaxation = Relaxation(model, core)
    start = _everybody_stays(model)
    for layer in model.layers:
        relaxation.aim(layer)
        done = _layer(model, relaxation, layer, alive, (start, watch))
        if done is None:
            return
        done = replace(done, kept=done.score - tolerance.get(layer.name, 0))
        alive &= _useful(model, done, relaxation.cuts, alive)
        relaxation.keep(layer, done.kept)
        start = done.chosen
        watch(Progress(layer.name, "done", done.value, done.bound))
        yield done


def _everybody_stays(model: Model) -> Ints | None:
    """The first arc of each person, if that keeps every row that must be kept."""
    first = np.flatnonzero(np.concatenate([[True], model.person[1:] != model.person[:-1]]))
    return None if model.missed(first)[~model.soft].any() else first


def _layer(
    model: Model,
    relaxation: Relaxation,
    layer: Layer,
    alive: Alive,
    way: tuple[Ints | None, Watch],
) -> Solved | None:
    """The best whole plan for a layer among the arcs alive, with its proof."""
    start, watch = way
    relaxed = _complete(model, relaxation, layer, alive, watch)
    if relaxed is None:
        return None
    cuts = relaxation.cuts
    prices = whole_prices(model, layer, cuts, relaxed.duals)
    worth = reduced(model, layer, cuts, prices)
    best = best_by_person(model, worth, alive)
    proof = Proof(*prices, bound(model, layer, cuts, prices, best))
    slack = np.where(alive, best[model.person] - worth, UNBOUNDED)
    found, proved = _rounded(model, relaxation, layer, relaxed), True
    if found is None and _gap(model, layer, proof, start) < 0:
        found = start
    if found is None:
        inside = np.zeros(model.arcs, dtype=bool)
        inside[relaxation.arcs] = slack[relaxation.arcs] < UNBOUNDED
        inside[top(model, np.flatnonzero(alive), -slack, CHOICES)] = True
        found, proved = _search(model, layer, cuts, (proof, slack, inside), (start, watch))
    if found is None:
        return None
    score = model.score(layer, found)
    return Solved(layer, found, score, score, proved, proof, len(relaxation.arcs))


def _complete(
    model: Model, relaxation: Relaxation, layer: Layer, alive: Alive, watch: Watch
) -> Relaxed | None:
    """The relaxation's optimum over all arcs alive: arcs come in until none could add anything."""
    while True:
        relaxed = relaxation.solve()
        if relaxed is None:
            return None
        watch(Progress(layer.name, "relaxed", bound=layer.sign * int(relaxed.value)))
        prices = whole_prices(model, layer, relaxation.cuts, relaxed.duals)
        worth = reduced(model, layer, relaxation.cuts, prices)
        more = _entering(model, relaxation.arcs, worth, alive)
        if not len(more):
            return relaxed
        relaxation.admit(more)


def _entering(model: Model, inside: Ints, worth: Ints, alive: Alive) -> Ints:
    """Of each person the few best arcs outside that would add to the relaxation."""
    outside = alive.copy()
    outside[inside] = False
    adds = np.flatnonzero(outside & (worth > SCALE // 1024))
    return top(model, adds, worth, PER_PERSON)


def _rounded(model: Model, relaxation: Relaxation, layer: Layer, relaxed: Relaxed) -> Ints | None:
    """The relaxation's own optimum where it is already whole and keeps every row."""
    if np.any(np.abs(relaxed.columns - np.rint(relaxed.columns)) > 1e-6):
        return None
    chosen = np.sort(relaxation.arcs[relaxed.columns > 0.5])
    hard_missed = model.missed(chosen)[~model.soft]
    kept = all(model.score(cut, chosen) >= low for cut, low in relaxation.cuts)
    best = model.score(layer, chosen) >= int(np.floor(relaxed.value + 1e-6))
    return chosen if not hard_missed.any() and kept and best else None


def _search(
    model: Model,
    layer: Layer,
    cuts: Cuts,
    known: tuple[Proof, Ints, Alive],
    way: tuple[Ints | None, Watch],
) -> tuple[Ints | None, bool]:
    """The best whole plan, and whether it is proved.

    First among the arcs in the relaxation. An arc whose price stands further below its person's
    best than the gap that is left cannot be part of a better plan; so if any arc within the gap
    was left out, those are searched too, and then nothing is lost.
    """
    proof, slack, inside = known
    start, watch = way
    searched = inside.copy()
    while True:
        if start is not None:
            searched[start] = True
        watch(Progress(layer.name, "searching", bound=layer.sign * (proof.bound // SCALE)))
        found = search(model, np.flatnonzero(searched), layer, cuts, start)
        start = start if found is None else found.chosen
        gap = _gap(model, layer, proof, start)
        watch(_found(model, layer, proof, start))
        within = slack <= gap
        if not (within & ~searched).any():
            return start, found is None or found.proved
        searched = within


def _found(model: Model, layer: Layer, proof: Proof, chosen: Ints | None) -> Progress:
    value = None if chosen is None else layer.sign * model.score(layer, chosen)
    return Progress(layer.name, "found", value, layer.sign * (proof.bound // SCALE))


def _gap(model: Model, layer: Layer, proof: Proof, chosen: Ints | None) -> int:
    """What a plan one point better than the chosen one would leave below the bound."""
    if chosen is None:
        return UNBOUNDED
    return proof.bound - (model.score(layer, chosen) + 1) * SCALE


def _useful(model: Model, done: Solved, cuts: Cuts, alive: Alive) -> Alive:
    """Arcs that some plan keeping the layer's score may use; the others are dead below it."""
    worth = reduced(model, done.layer, cuts, (done.proof.rows, done.proof.cuts))
    best = best_by_person(model, worth, alive)
    room = done.proof.bound - done.kept * SCALE
    useful: Alive = best[model.person] - worth <= room
    useful[done.chosen] = True
    return useful
