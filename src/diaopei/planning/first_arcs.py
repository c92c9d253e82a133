"""Which few arcs to look at: of each person the best by some measure, ties spread by hash.

The choice changes only how fast the answer comes, never the answer.
"""

import numpy as np
import numpy.typing as npt

from diaopei.planning.model import Ints, Model

PER_PERSON = 4
"""Best arcs of a person, by each layer's gain, taken in at the start."""


def first_arcs(model: Model) -> Ints:
    """Everybody's way to stay or leave, and the few arcs that gain most in some layer."""
    starts = np.concatenate([[True], model.person[1:] != model.person[:-1]])
    last = np.concatenate([starts[1:], [True]])
    chosen = starts | last
    for layer in model.layers[:-1]:
        chosen[top(model, np.flatnonzero(layer.gain > 0), layer.gain, PER_PERSON)] = True
    return np.flatnonzero(chosen)


def top(model: Model, arcs: Ints, worth: Ints, count: int) -> Ints:
    """Of some arcs the `count` of each person that are worth most.

    Equal ones are told apart by the hash of their ids, so that people who may go anywhere are
    offered different posts.
    """
    tie = model.layers[-1].gain[arcs]
    ranked = arcs[np.lexsort((-tie, -worth[arcs], model.person[arcs]))]
    return np.sort(ranked[_place(model.person[ranked]) < count])


def _place(groups: Ints) -> npt.NDArray[np.int64]:
    """The place of each element within its run of equal values, from 0."""
    if not len(groups):
        return groups
    first = np.concatenate([[True], groups[1:] != groups[:-1]])
    number = np.arange(len(groups))
    return number - np.maximum.accumulate(np.where(first, number, 0))
