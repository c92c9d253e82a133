"""What a program claims, counted again by us: its plan's value and rows, its prices' bound."""

from pathlib import Path
from typing import Any

import numpy as np
from instance import read
from instances import modelled

from diaopei.planning.model import Floats, Ints, Layer, Model
from diaopei.planning.prices import SCALE, best_by_person, bound, reduced, whole_prices


def checked(answer: dict[str, Any], path: Path, known: dict[str, Any]) -> dict[str, Any]:
    """The figures of an answer; takes its plan and its duals out.

    `value` is of the plan where it keeps every row that must be kept; otherwise `rows_missed` says
    how many it does not keep. The net gap leaves out the points for seats that are filled. The
    last share is the gap as a part of what is to be won over a plan of the fewest moves.
    """
    plan, duals = answer.pop("plan", None), answer.pop("duals", None)
    given = read(path)
    model = modelled(given)
    layer = model.layers[0]
    told: dict[str, Any] = {"arcs": model.arcs, "rows": len(model.lower)}
    told |= {name: known[name] for name in ("fewest_moves",) if name in known}
    if duals is not None:
        told["bound"] = round(proved(model, layer, np.array(duals)), 3)
    elif "bound" in answer:
        told["bound"] = round(answer["bound"], 3)
    if plan is None:
        return told
    chosen = np.array(plan)
    told["moves"] = len(chosen) - int(given.still[chosen].sum())
    return told | counted(model, chosen, known, told.get("bound"))


def proved(model: Model, layer: Layer, duals: Floats) -> float:
    """The bound that a program's duals prove, in whole numbers, whatever the program said."""
    prices = whole_prices(model, layer, [], duals)
    worth = reduced(model, layer, [], prices)
    best = best_by_person(model, worth, np.ones(model.arcs, dtype=bool))
    return bound(model, layer, [], prices, best) / SCALE


def counted(model: Model, plan: Ints, known: dict[str, Any], most: float | None) -> dict[str, Any]:
    """A plan's value, the rows it misses, and how far it may be below the best."""
    layer = model.layers[0]
    missed = int(np.count_nonzero(model.missed(plan)[~model.soft]))
    if missed:
        return {"rows_missed": missed}
    value = model.score(layer, plan)
    told: dict[str, Any] = {"value": value, "rows_missed": 0}
    seats = (model.names["constraint"] == "seats").to_numpy()
    told["net"] = value - known["filled"] * int(model.activity(plan)[seats].sum())
    if "planted" in known:
        told["below_planted"] = known["planted"] - value
    if most is None:
        return told
    told |= {"gap_percent": round(100 * (most - value) / told["net"], 5)}
    told |= {"raw_gap_percent": round(100 * (most - value) / value, 6)}
    if "few" in known and most > known["few"]:
        told["gap_of_gain_percent"] = round(100 * (most - value) / (most - known["few"]), 4)
    return told
