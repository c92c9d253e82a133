"""Layer by layer without a linear program, for rounds of thousands of people and more.

The same layers, rows, proofs and certificate as `layers`; only where the prices come from differs.
All eligible arcs take part from the start, so the bound holds for every plan. Between layers the
arcs that no plan keeping the layers above can use are dropped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from diaopei.errors import DiaopeiError
from diaopei.planning.auction.engine import THOROUGH, Above, Pace, priced, refined
from diaopei.planning.auction.losses import Priced
from diaopei.planning.auction.machine_code import is_compiled
from diaopei.planning.auction.together import MOST, together
from diaopei.planning.layers import Progress, Solved, Watch
from diaopei.planning.model import Ints, Layer, Model
from diaopei.planning.prices import SCALE
from diaopei.planning.proving import Proof


class TooLargeError(DiaopeiError):
    """Weights so large that sums of prices would not fit; the message has the numbers."""


def solve_by_prices(
    model: Model,
    tolerance: Mapping[str, int],
    start: Ints | None,
    watch: Watch,
    pace: Pace = THOROUGH,
) -> Iterator[Solved]:
    """Solves layer after layer; yields each as soon as it is done.

    Args:
        model: rows and layers over all eligible arcs.
        tolerance: by layer, how much of its score the layers below may give up.
        start: a choice that keeps every row, or None if none is known.
        watch: told of progress.
        pace: how hard to try.

    Yields:
        The layers in order, not proved where the search was left before the end; nothing at all
        if no plan that keeps the rows was found.

    Raises:
        TooLargeError: gains so large that sums of prices would not fit; the message has the
            numbers.
    """
    refuse_too_large(model)
    if not is_compiled():
        watch(Progress(model.layers[0].name, "compiling"))
    whole = np.ones(model.arcs, dtype=bool)
    above, draft = Above([], whole, start), None
    if not pace.to_the_end(model):
        watch(Progress(model.layers[0].name, "drafting"))
        draft = together(model, above, pace)
        pace = replace(pace, turns=0, cores=())
    for number, layer in enumerate(model.layers):
        if draft is not None:
            start = draft.chosen if number == 0 else above.start
            above = replace(above, start=start, begin=draft.prices(number))
        done = _layer(model, layer, above, (watch, pace))
        if done is None:
            return
        solved, known = done
        kept = solved.score - tolerance.get(layer.name, 0)
        useful = known.slack <= known.bound - kept * SCALE
        useful[solved.chosen] = True
        watch(Progress(layer.name, "done", solved.value, solved.bound))
        yield replace(solved, kept=kept)
        prices = (known.rows, known.cuts)
        above = Above([*above.cuts, (layer, kept)], above.alive & useful, solved.chosen, prices)


def _layer(
    model: Model, layer: Layer, above: Above, way: tuple[Watch, Pace]
) -> tuple[Solved, Priced] | None:
    """The best plan found for a layer, with its prices."""
    watch, pace = way
    known = priced(model, layer, above, pace)
    limit = layer.sign * (known.bound // SCALE)
    met = None if known.chosen is None else layer.sign * model.score(layer, known.chosen)
    watch(Progress(layer.name, "searching", met, limit))
    # Among very many plans equal in all goals any one will do: the bound is told, none is sought.
    idle = layer is model.layers[-1] and not pace.to_the_end(model) and known.chosen is not None
    chosen, proved = (known.chosen, False) if idle else refined(model, layer, above, known, pace)
    if chosen is None:
        return None
    score = model.score(layer, chosen)
    watch(Progress(layer.name, "found", layer.sign * score, limit))
    proof = Proof(0, known.rows, known.cuts, known.bound)
    return Solved(layer, chosen, score, score, proved, (proof,), (None,)), known


def _fits(model: Model, layer: Layer) -> bool:
    """Whether sums of prices stay small enough for whole numbers of 64 bits."""
    return layer.largest * SCALE * max(1, model.people) < MOST


def refuse_too_large(model: Model) -> None:
    """Refuses a model whose sums could outgrow whole numbers of 64 bits.

    Raises:
        TooLargeError: with the largest stake of the layer and the number of people.
    """
    for layer in model.layers:
        stake = layer.largest
        if not _fits(model, layer):
            msg = (
                f"layer {layer.name}: stakes up to {stake:,} points for {model.people:,} people "
                f"do not fit into 64 bits at {SCALE:,} parts of a point; divide the weights"
            )
            raise TooLargeError(msg)
