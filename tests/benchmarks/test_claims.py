from pathlib import Path
from typing import Any

import numpy as np
import pytest
from claims import checked, counted, proved
from instances import arrays, made

from diaopei.planning.model import Model

PEOPLE = 120


@pytest.fixture
def standard() -> tuple[Model, dict[str, Any]]:
    return made("standard", PEOPLE)


def at(model: Model, place: Path) -> Path:
    arrays(model).write(place / "it.npz")
    return place / "it.npz"


def test_a_plan_is_counted_from_its_arcs(
    standard: tuple[Model, dict[str, Any]], tmp_path: Path
) -> None:
    model, known = standard
    home = arrays(model).home
    answer = {"plan": home.tolist(), "bound": 2.0 * known["few"], "value": 10**9}
    told = checked(answer, at(model, tmp_path), known)
    assert told["value"] == known["few"] == model.score(model.layers[0], home)
    assert told["moves"] == told["rows_missed"] == 0
    assert told["raw_gap_percent"] == 100
    assert told["gap_of_gain_percent"] == 100
    assert "plan" not in answer


def test_a_plan_that_breaks_rows_has_no_value(
    standard: tuple[Model, dict[str, Any]], tmp_path: Path
) -> None:
    model, known = standard
    twice = np.append(arrays(model).home, 1)
    told = checked({"plan": twice.tolist()}, at(model, tmp_path), known)
    assert told["rows_missed"] > 0
    assert "value" not in told


def test_the_net_value_leaves_out_what_filled_seats_bring(
    standard: tuple[Model, dict[str, Any]],
) -> None:
    model, known = standard
    given = arrays(model)
    filled = int((given.post[given.home] >= 0).sum())
    told = counted(model, given.home, known, None)
    assert told["net"] == told["value"] - 1000 * filled
    assert "gap_percent" not in told


@pytest.mark.parametrize("seed", range(3))
def test_any_prices_prove_a_bound_that_no_plan_exceeds(seed: int) -> None:
    model, known = made("planted", PEOPLE)
    duals = np.random.default_rng(seed).normal(0, 50, len(model.lower))
    assert proved(model, model.layers[0], duals) >= known["planted"]


def test_a_planted_plan_is_no_point_below_itself() -> None:
    model, known = made("planted", PEOPLE)
    told = counted(model, arrays(model).home, known, None)
    assert told["below_planted"] == known["planted"] - told["value"] >= 0


def test_the_fewest_moves_there_may_be_are_told(tmp_path: Path) -> None:
    model, known = made("tight-batch", PEOPLE)
    told = checked({"status": "stopped"}, at(model, tmp_path), known)
    assert told["fewest_moves"] == known["fewest_moves"]
    assert "value" not in told
