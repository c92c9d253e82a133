"""Whether some rows of a model can be kept together, asked of the solver and of nothing else."""

from dataclasses import replace

import numpy as np

from diaopei.planning.feasibility import feasible
from diaopei.planning.impossible import asked
from diaopei.planning.model import UNBOUNDED, Ints, Model


def only(model: Model, rows: Ints) -> Model:
    """The model with only some rows kept, besides that everybody holds one place."""
    kept = (model.names["constraint"] == "one_place").to_numpy().copy()
    kept[rows] = True
    return replace(
        model,
        lower=np.where(kept, model.lower, -UNBOUNDED),
        upper=np.where(kept, model.upper, UNBOUNDED),
    )


def can_be_kept(model: Model, home: Ints, rows: Ints) -> bool:
    few = only(model, rows)
    return feasible(few, home, asked(few, home))[0] is not None


def is_minimal(model: Model, home: Ints, rows: Ints) -> bool:
    """Whether the rows cannot be kept together, and all but any one of them can."""
    others = (rows[rows != row] for row in rows)
    return not can_be_kept(model, home, rows) and all(can_be_kept(model, home, o) for o in others)
