"""Weights must leave room: sums of prices are whole numbers of 64 bits, in either engine.

A number too large for that is refused with the numbers, before anything is added up with it.
"""

from collections.abc import Mapping

import numpy as np

from diaopei.errors import DiaopeiError
from diaopei.planning.model import Model
from diaopei.planning.prices import SCALE
from diaopei.screening import Rulebook

HEAVIEST = 2**40
"""No rule weighs more: months of burden and the number of rules still fit on top of it."""

MOST = 2**61
"""Sums of prices stay below this."""


class WeightError(DiaopeiError):
    """A weight, or a tolerance, with which sums would not fit; the message has the numbers."""


def refuse_heavy_rules(rulebook: Rulebook) -> None:
    """Refuses a rule whose weight alone is too large.

    Raises:
        WeightError: with the rule and its weight.
    """
    for rule in rulebook.rules:
        if abs(rule.weight) > HEAVIEST:
            msg = (
                f"rule {rule.name} of {rule.book}: a weight of {rule.weight:,} does not fit into "
                f"64 bits with all that it is multiplied by; {HEAVIEST:,} is the most there may be"
            )
            raise WeightError(msg)


def refuse_heavy(model: Model, tolerance: Mapping[str, int]) -> None:
    """Refuses a model, or a tolerance, with which sums could outgrow 64 bits.

    Args:
        model: rows and layers.
        tolerance: by layer, the points that the layers below may give up.

    Raises:
        WeightError: with the largest stake of the layer and the number of people.
    """
    people = max(1, model.people)
    for layer in model.layers:
        stake = int(max(np.abs(layer.gain).max(initial=0), layer.price.max(initial=0)))
        given_up = tolerance.get(layer.name, 0)
        if (stake * people + given_up) * SCALE >= MOST:
            msg = (
                f"layer {layer.name}: stakes up to {stake:,} points for {people:,} people and a "
                f"tolerance of {given_up:,} points do not fit into 64 bits at {SCALE:,} parts of "
                "a point; divide the weights, or lower the tolerance"
            )
            raise WeightError(msg)
