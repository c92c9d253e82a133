"""Solves a plan's model again with a demand more, from where the plan stands.

The plan itself bounds every answer: with one demand more no layer can be better while those above
keep their score. So a layer whose relaxation reaches the plan's own score is passed with that score
and made whole further down; should that fail, the layers are solved one by one.
"""

from dataclasses import dataclass

import numpy as np

from diaopei.planning.exact import Relaxation, Relaxed, search
from diaopei.planning.first_arcs import top
from diaopei.planning.model import UNBOUNDED, Ints, Layer, Model
from diaopei.planning.prices import SCALE, best_by_person, bound, reduced, whole_prices

PER_PERSON = 6
"""Arcs of one person that come in at most at a time."""

FIRST_ROOM = 2
"""Points below the best of its person an arc may stand at the prices to be searched at first."""

WIDER = 8
"""How many times further down the next search looks, until nothing better can be left out."""


@dataclass(frozen=True)
class Again:
    """The best plan under the demand: its arcs, each layer's score, and whether all is proved."""

    chosen: Ints
    scores: dict[str, int]
    proved: bool


def again(
    model: Model, opening: Ints, known: dict[str, int], tolerance: dict[str, int]
) -> Again | None:
    """The best choice of a model, layer by layer; None where no choice keeps the rows.

    Args:
        model: rows and layers.
        opening: arcs to begin with; among them a choice that keeps every row.
        known: by layer, a score no choice can exceed while the layers above keep theirs.
        tolerance: by layer, what the layers below may give up.
    """
    found = _pass(model, opening, known, tolerance)
    return _pass(model, opening, {}, tolerance) if found is None else found


def _pass(
    model: Model, opening: Ints, known: dict[str, int], tolerance: dict[str, int]
) -> Again | None:
    relaxation = Relaxation(model, opening)
    chosen: Ints | None = None
    scores: dict[str, int] = {}
    equal, proved = True, True
    for layer in model.layers:
        relaxation.aim(layer)
        relaxed = _complete(model, relaxation, layer)
        if relaxed is None:
            return None
        most = int(np.floor(relaxed.value + 1e-6))
        found, sure = _rounded(model, relaxation, layer, relaxed), True
        equal = equal and most >= known.get(layer.name, UNBOUNDED)
        if found is None and equal:
            scores[layer.name] = known[layer.name]
        elif found is None and chosen is not None and layer is model.layers[-1]:
            found = _settled(model, relaxation, layer, relaxed, chosen)
        elif found is None:
            found, sure = _searched(model, relaxation, layer, relaxed, chosen)
            if found is None:
                return None
        if found is not None:
            scores[layer.name] = model.score(layer, found)
            equal = equal and scores[layer.name] >= known.get(layer.name, UNBOUNDED)
        chosen, proved = found, proved and sure
        relaxation.keep(layer, scores[layer.name] - tolerance.get(layer.name, 0))
    return None if chosen is None else Again(chosen, scores, proved)


def _complete(model: Model, relaxation: Relaxation, layer: Layer) -> Relaxed | None:
    """The relaxation's optimum over all arcs: arcs come in until none could add anything."""
    while True:
        relaxed = relaxation.solve()
        if relaxed is None:
            return None
        prices = whole_prices(model, layer, relaxation.cuts, relaxed.duals)
        worth = reduced(model, layer, relaxation.cuts, prices)
        outside = np.ones(model.arcs, dtype=bool)
        outside[relaxation.arcs] = False
        best = best_by_person(model, worth, ~outside)
        adds = outside & (worth > best[model.person] + SCALE // 1024)
        if not adds.any():
            return relaxed
        relaxation.admit(top(model, np.flatnonzero(adds), worth, PER_PERSON))


def _rounded(model: Model, relaxation: Relaxation, layer: Layer, relaxed: Relaxed) -> Ints | None:
    """The relaxation's own optimum where it is whole and keeps every row."""
    if np.any(np.abs(relaxed.columns - np.rint(relaxed.columns)) > 1e-6):
        return None
    chosen = np.sort(relaxation.arcs[relaxed.columns > 0.5])
    kept = not model.missed(chosen)[~model.soft].any()
    above = all(model.score(cut, chosen) >= low for cut, low in relaxation.cuts)
    best = model.score(layer, chosen) >= int(np.floor(relaxed.value + 1e-6))
    return chosen if kept and above and best else None


def _settled(
    model: Model, relaxation: Relaxation, layer: Layer, relaxed: Relaxed, chosen: Ints
) -> Ints:
    """A choice as good in every goal and nearer to the plan, among the arcs in question."""
    used = relaxation.arcs[relaxed.columns > 1e-6]
    among = np.unique(np.concatenate([chosen, used, np.flatnonzero(layer.gain > 0)]))
    found = search(model, among, layer, relaxation.cuts, chosen)
    return chosen if found is None else found.chosen


def _searched(
    model: Model, relaxation: Relaxation, layer: Layer, relaxed: Relaxed, start: Ints | None
) -> tuple[Ints | None, bool]:
    """The best whole choice, and whether it is proved over every arc within the gap."""
    cuts = relaxation.cuts
    prices = whole_prices(model, layer, cuts, relaxed.duals)
    worth = reduced(model, layer, cuts, prices)
    best = best_by_person(model, worth, np.ones(model.arcs, dtype=bool))
    slack = best[model.person] - worth
    most = bound(model, layer, cuts, prices, best)
    if start is not None and model.score(layer, start) >= most // SCALE:
        return start, True
    room = FIRST_ROOM * SCALE
    while True:
        inside = slack <= room
        if start is not None:
            inside[start] = True
        found = search(model, np.flatnonzero(inside), layer, cuts, start)
        start = start if found is None else found.chosen
        left = UNBOUNDED if start is None else most - (model.score(layer, start) + 1) * SCALE
        if left <= room or inside.all():
            return start, found is None or found.proved
        room = min(left, room * WIDER)
