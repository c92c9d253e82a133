from pathlib import Path

import instance
import instances
import numpy as np
import pytest
from instances import NAMES, arrays, made, modelled
from tight import tight

PEOPLE = 120


@pytest.mark.parametrize("family", NAMES)
def test_a_model_comes_back_from_its_file_as_it_was(family: str, tmp_path: Path) -> None:
    model, _ = made(family, PEOPLE)
    arrays(model).write(tmp_path / "it.npz")
    again = modelled(instance.read(tmp_path / "it.npz"))
    for name in ("person", "start", "entry_row", "entry_coef", "lower", "upper", "soft"):
        assert np.array_equal(getattr(again, name), getattr(model, name)), name
    assert np.array_equal(again.layers[0].gain, model.layers[0].gain)
    assert np.array_equal(again.layers[0].price, model.layers[0].price)
    assert again.names["constraint"].to_list() == model.names["constraint"].to_list()


@pytest.mark.parametrize("family", NAMES)
def test_everybody_has_one_arc_that_is_no_move(family: str) -> None:
    model, _ = made(family, PEOPLE)
    given = arrays(model)
    assert np.array_equal(model.person[given.home], np.arange(model.people))


@pytest.mark.parametrize("family", NAMES)
def test_the_peers_count_missed_rows_as_the_model_does(family: str) -> None:
    model, _ = made(family, PEOPLE)
    given = arrays(model)
    assert np.array_equal(given.misses(given.home), model.missed(given.home))


def test_rows_are_told_apart_by_their_constraint() -> None:
    given = arrays(made("standard", PEOPLE)[0])
    assert given.of("one_place").sum() == PEOPLE
    assert given.of("batch_size").sum() == 1
    assert not given.of("no such constraint").any()


def test_the_entries_of_a_row_are_those_of_its_arcs() -> None:
    given = arrays(made("standard", PEOPLE)[0])
    first, arc, coef = given.by_row
    row = int(np.flatnonzero(given.of("batch_size"))[0])
    mine = slice(first[row], first[row + 1])
    assert np.array_equal(np.sort(arc[mine]), given.home)
    assert (coef[mine] == 1).all()


@pytest.mark.parametrize("seed", range(3))
def test_a_tight_batch_holds_and_no_smaller_one_does(seed: int) -> None:
    found = tight(PEOPLE, seed)
    model = found.model
    assert found.moves == found.fewest
    assert not model.missed(found.plan)[~model.soft].any()
    batch = (model.names["constraint"] == "batch_size").to_numpy()
    assert model.lower[batch].tolist() == [PEOPLE - found.moves]


def test_an_instance_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instances, "PLACE", tmp_path)
    path, known = instances.kept("planted", PEOPLE)
    written = path.stat().st_mtime_ns
    assert instances.kept("planted", PEOPLE) == (path, known)
    assert path.stat().st_mtime_ns == written
    assert known["planted"] > 0


def test_a_stamp_changes_with_the_text(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("one", encoding="utf-8")
    before = instances.stamp(file)
    file.write_text("two", encoding="utf-8")
    assert instances.stamp(file) != before
