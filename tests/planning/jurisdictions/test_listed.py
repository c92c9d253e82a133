import numpy as np
import pytest
from tests.planning.jurisdictions.nations import at_home, cut, nation

from diaopei.planning.jurisdictions.listed import Listed
from diaopei.planning.jurisdictions.part import Part, frame_of
from diaopei.planning.jurisdictions.shortlist import Lines, described, everything, packed
from diaopei.planning.model import Model

NO_POSTS = np.zeros(0, dtype=np.int64)


def lines(part: Part, seed: int, *, first: bool) -> Lines:
    """One half of a part's arcs, or the other."""
    half = np.random.default_rng(seed).random(part.model.arcs) < 0.5
    named = np.flatnonzero(half if first else ~half)
    return described(part, everything(part), packed(~everything(part)), (named, NO_POSTS))


def listed(model: Model, seed: int) -> Listed:
    """Everything listed, in two batches."""
    parts = cut(model)
    one = Listed.none(frame_of(model)).joined([lines(part, seed, first=True) for part in parts])
    return one.joined([lines(part, seed, first=False) for part in parts])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("family", ["standard", "couples-10"])
def test_all_lines_joined_are_the_whole(family: str, seed: int) -> None:
    model = nation(family, strict=True)
    joint = listed(model, seed)
    assert np.array_equal(joint.arc, np.arange(model.arcs))
    for name in ("person", "start", "entry_row", "entry_coef", "lower", "upper", "soft"):
        assert np.array_equal(getattr(joint.model, name), getattr(model, name)), name
    for mine, whole in zip(joint.model.layers, model.layers, strict=True):
        assert np.array_equal(mine.gain, whole.gain)


def test_every_line_knows_where_it_came_from() -> None:
    model = nation()
    parts, joint = cut(model), listed(model, 0)
    for number, part in enumerate(parts):
        mine = joint.part == number
        assert np.array_equal(part.arcs[joint.local[mine]], joint.arc[mine])


def test_some_arcs_alone_keep_their_rows_and_gains() -> None:
    model = nation()
    kept = np.zeros(model.arcs, dtype=bool)
    kept[at_home(model)] = True
    few = listed(model, 1).only(kept)
    chosen = few.places(at_home(model))
    assert np.array_equal(chosen, np.arange(model.people))
    assert np.array_equal(few.model.activity(chosen), model.activity(at_home(model)))
    layer = few.model.layers[0]
    assert few.model.score(layer, chosen) == model.score(model.layers[0], at_home(model))
