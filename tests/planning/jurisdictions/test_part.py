import numpy as np
import pytest
from tests.planning.jurisdictions.nations import at_home, cut, homes, nation

from diaopei.planning.jurisdictions.part import frame_of, parted
from diaopei.planning.model import Ints, Model


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_every_arc_and_everybody_is_in_one_jurisdiction(parts: int) -> None:
    model = nation()
    made = cut(model, parts)
    assert len(made) == parts
    assert np.array_equal(np.sort(np.concatenate([p.arcs for p in made])), np.arange(model.arcs))
    people = np.concatenate([p.people for p in made])
    assert np.array_equal(np.sort(people), np.arange(model.people))


def test_jurisdictions_come_in_the_order_of_their_numbers() -> None:
    model = nation()
    home = homes(model, 3)
    turned = parted(model, 10 - 5 * home)
    assert [part.people[0] for part in turned] == [
        int(np.flatnonzero(home == number)[0]) for number in (2, 1, 0)
    ]


@pytest.mark.parametrize("family", ["standard", "couples-10", "kin-cliques"])
def test_what_parts_use_of_each_row_adds_up_to_the_whole(family: str) -> None:
    model = nation(family)
    chosen = at_home(model)
    total = np.zeros(len(model.lower), dtype=np.int64)
    for part in cut(model, 4):
        mine = np.flatnonzero(np.isin(part.arcs, chosen))
        total[part.rows] += part.model.activity(mine)
    assert np.array_equal(total, model.activity(chosen))


def test_a_part_keeps_gains_costs_and_bounds_of_its_own_rows() -> None:
    model = nation(strict=True)
    for part in cut(model):
        for mine, whole in zip(part.model.layers, model.layers, strict=True):
            assert np.array_equal(mine.gain, whole.gain[part.arcs])
            assert np.array_equal(mine.price, whole.price[part.rows])
            assert mine.constant == 0
        assert np.array_equal(part.model.upper, model.upper[part.rows])
        assert np.array_equal(part.model.soft, model.soft[part.rows])


def test_the_post_of_an_arc_is_the_row_of_its_seats() -> None:
    model = nation()
    kind = model.names["constraint"].to_list()
    for part in cut(model):
        seated = part.post >= 0
        assert {kind[row] for row in part.rows[part.post[seated]]} == {"seats"}
        outs = part.arcs[~seated]
        assert all("seats" not in {kind[row] for row in _rows(model, arc)} for arc in outs)


def _rows(model: Model, arc: int) -> Ints:
    return model.entry_row[model.start[arc] : model.start[arc + 1]]


def test_the_frame_has_every_row_and_no_arc() -> None:
    model = nation(strict=True)
    frame = frame_of(model)
    assert frame.arcs == 0
    assert frame.people == 0
    assert np.array_equal(frame.lower, model.lower)
    assert [layer.name for layer in frame.layers] == [layer.name for layer in model.layers]
    assert all(len(layer.gain) == 0 for layer in frame.layers)
