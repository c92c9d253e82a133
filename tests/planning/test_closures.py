import itertools

import numpy as np
import polars as pl
import pytest

from diaopei.planning.closures import closures
from diaopei.planning.model import UNBOUNDED, Model


def small(seed: int) -> Model:
    """Three people of two or three arcs and two rows, drawn."""
    rng = np.random.default_rng(seed)
    person = np.repeat(np.arange(3), rng.integers(2, 4, 3))
    inside = rng.random((len(person), 2)) < 0.6
    arc, row = np.nonzero(inside)
    lower = rng.integers(-2, 5, 2)
    return Model(
        person=person,
        start=np.append(0, np.cumsum(inside.sum(axis=1))),
        entry_row=row,
        entry_coef=rng.integers(-2, 3, len(arc)),
        lower=np.where(rng.random(2) < 0.7, lower, -UNBOUNDED),
        upper=np.where(rng.random(2) < 0.7, lower + rng.integers(0, 3, 2), UNBOUNDED),
        soft=np.zeros(2, dtype=bool),
        layers=(),
        names=pl.DataFrame({"constraint": ["a", "a"], "row": ["0", "1"], "subject": ["", ""]}),
        measured={},
    )


@pytest.mark.parametrize("seed", range(60))
def test_just_those_arcs_are_shut_that_no_choice_with_the_row_can_hold(seed: int) -> None:
    model = small(seed)
    every = [np.flatnonzero(model.person == who) for who in range(3)]
    choices = [np.array(one) for one in itertools.product(*every)]
    found = closures(model, np.arange(2))
    told = set(zip(found.arc.tolist(), found.row.tolist(), strict=True))
    for row in range(2):
        kept = [one for one in choices if not model.missed(one)[row]]
        open_arcs = {int(arc) for one in kept for arc in one}
        low, high = model.lower[row] > -UNBOUNDED, model.upper[row] < UNBOUNDED
        assert not (row in found.hopeless and kept)
        if low != high:
            assert (row in found.hopeless) == (not kept)
        if kept:
            shut = {arc for arc in range(model.arcs) if (arc, row) in told}
            assert not shut & open_arcs
            if low != high:
                assert shut | open_arcs == set(range(model.arcs))
