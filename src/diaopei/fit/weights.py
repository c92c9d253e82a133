"""The criteria there are, and what each counts."""

from collections.abc import Mapping

from diaopei import discover
from diaopei.errors import RoundError, UnknownNameError
from diaopei.fit.criterion import Criterion

HEAVIEST = 1000
"""The largest weight: sums of weighted marks stay far inside 32 bits."""


def all_criteria() -> dict[str, Criterion]:
    """Every criterion by name, in the order of their names."""
    return discover.plugins("diaopei.fit.criteria", Criterion)


def default_weights() -> dict[str, int]:
    """What each criterion counts unless a round says otherwise, as its own file states it."""
    return {name: criterion.weight for name, criterion in all_criteria().items()}


def weights_with(changes: Mapping[str, int] | None) -> dict[str, int]:
    """The default weights with some of them changed.

    Raises:
        UnknownNameError: there is no criterion of that name.
        RoundError: a weight is no whole number from 0 to 1000, or all of them are 0.
    """
    weights = default_weights()
    for name, weight in (changes or {}).items():
        if name not in weights:
            raise UnknownNameError(what="criterion", name=name, known=list(weights))
        if type(weight) is not int or not 0 <= weight <= HEAVIEST:
            msg = f"weight of {name}: {weight!r}; give a whole number from 0 to {HEAVIEST}"
            raise RoundError(msg)
        weights[name] = weight
    if not any(weights.values()):
        msg = "all criteria have weight 0, so nothing can be scored; give one of them a weight"
        raise RoundError(msg)
    return weights
