"""Other good plans: each as unlike the earlier ones as the layers' tolerances allow.

Below the layers that are kept comes one more: that as few moves as can be are those of an earlier
plan. As layers are strict, no weight has to be chosen: what a plan may give up for being another
one is said by the tolerances alone, and no plan within them shares fewer moves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from diaopei.errors import RoundError
from diaopei.planning.draft import Draft
from diaopei.planning.engines import solved_by
from diaopei.planning.layers import Solved, Watch, silent
from diaopei.planning.model import TIES, Ints, Layer, Model
from diaopei.planning.plan import Plan
from diaopei.planning.round import Round

POINTS = ("exchange", "fit")
"""Layers counted in points; of the lowest of them a part may be given up."""

SHARE = 1
"""Per cent of its value the lowest layer of points may give up, unless told otherwise."""

OTHER = "other moves"
"""The layer of being unlike the earlier plans."""


@dataclass(frozen=True)
class Alternative:
    """One plan among several: its number of moves that no earlier plan makes, and the plan."""

    plan: Plan
    own_moves: int


def alternatives(
    plan: Plan,
    number: int = 3,
    within: Mapping[str, int | str] | None = None,
    watch: Watch = silent,
) -> list[Alternative]:
    """Other plans of the same round, each with every rule kept; the same call gives the same.

    Args:
        plan: the plan to find others for.
        number: how many at most; fewer where no other plan keeps the tolerances.
        within: by layer what may be given up: points, or a share of its value such as ``1%``.
            If not given, the lowest layer of points may give up 1 % and the others nothing.
        watch: told of progress.

    Returns:
        The others, in the order found; the bounds of each are those of the best plan within the
        same tolerances.

    Raises:
        RoundError: there is no such layer in the plan, or what it may give up is no number.
    """
    told = replace(plan.round, tolerance=tolerances(plan, within))
    put = Draft.of(plan.snapshot, plan.rulebook, told)
    first = np.flatnonzero(plan.certificate.arcs["chosen"].to_numpy())
    return list(_others(put, first, number, watch))


def tolerances(plan: Plan, within: Mapping[str, int | str] | None) -> dict[str, int]:
    """By layer, the points that may be given up: the round's own, and those asked for on top.

    Raises:
        RoundError: see `alternatives`.
    """
    best = dict(plan.layers.select("layer", "bound").rows())
    points = [name for name in plan.round.layers if name in POINTS]
    asked = {points[-1]: f"{SHARE}%"} if within is None and points else dict(within or {})
    return dict(plan.round.tolerance) | {
        name: _points(name, much, best) for name, much in asked.items()
    }


def _points(name: str, much: int | str, best: Mapping[str, int]) -> int:
    """What a layer may give up, in its own points."""
    if name not in best:
        msg = f"within {name}={much}: the plan has no such layer; it has {', '.join(best)}"
        raise RoundError(msg)
    share = str(much).removesuffix("%")
    if not share.isdecimal():
        msg = f"within {name}={much}: write a number of points, or a share such as 1%"
        raise RoundError(msg)
    return int(share) if share == str(much) else abs(best[name]) * int(share) // 100


def _others(put: Draft, first: Ints, number: int, watch: Watch) -> Iterator[Alternative]:
    """The other plans, one after the other."""
    told, model = put.problem.round, put.model
    place = _place(told)
    best = list(solved_by(told, model, first, watch))
    stays = np.zeros(model.arcs, dtype=bool)
    stays[put.problem.stays["arc"].to_numpy()] = True
    earlier = [first]
    for _ in range(number):
        unlike = _unlike(model, place, earlier, stays)
        solved = list(solved_by(told, unlike, first, watch))
        chosen = solved[-1].chosen
        moves = chosen[~stays[chosen]]
        own = np.setdiff1d(moves, np.concatenate(earlier))
        if any(np.array_equal(chosen, one) for one in earlier):
            return
        earlier.append(chosen)
        yield Alternative(put.plan(_proved(model, best, place, chosen)), len(own))


def _place(told: Round) -> int:
    """Before which layer being unlike comes: after the layers of points, or before the ties."""
    count = len(told.layers)
    last = max((place for place, name in enumerate(told.layers) if name in POINTS), default=count)
    return last + 1 if count - 2 <= last < count else count


def _unlike(model: Model, place: int, earlier: list[Ints], stays: np.ndarray) -> Model:
    """The model with one layer more: few of the moves of earlier plans."""
    used = np.zeros(model.arcs, dtype=np.int64)
    for chosen in earlier:
        used[chosen] += 1
    none = np.zeros(len(model.lower), dtype=np.int64)
    other = Layer(OTHER, "min", -np.where(stays, 0, used), none, 0, ())
    return replace(model, layers=(*model.layers[:place], other, *model.layers[place:]))


def _proved(model: Model, best: list[Solved], place: int, chosen: Ints) -> list[Solved]:
    """The layers with the proofs of the best plan within the tolerances, and another choice.

    The layer below those of points is kept as far as this plan keeps it; ties are not told, since
    they choose among equal plans and this one is not meant to be equal.
    """
    kept = [each for each in best[: place + 1] if each.layer.name != TIES]
    last = kept[-1]
    score = model.score(last.layer, chosen)
    return [*kept[:-1], replace(last, chosen=chosen, kept=min(last.kept, score))]
