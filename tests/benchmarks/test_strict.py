import json
from typing import Any

import pytest
import strict
from families import FAMILIES
from page import strict as shown

LAYER: dict[str, Any] = {"layer": "seats", "value": 0, "bound": 0, "proved": True, "cpu": 0.5}


def test_what_a_family_told_is_summed_up() -> None:
    lines: list[dict[str, Any]]
    lines = [{"weighted": 1.0}, {"weighted": 3.0}, {"weighted": 2.0}, LAYER, {"strict": 5.0}]
    told = strict.read_back(lines)
    assert (told["weighted_cpu"], told["strict_cpu"], told["ratio"]) == (2.0, 5.0, 2.5)
    assert (told["runs"], list(told["layers"])) == (1, ["seats"])


def test_a_family_that_was_not_done_in_time_shows_its_layers() -> None:
    told = strict.read_back([{"weighted": 1.0}, LAYER])
    page = "".join(shown({"people": 10, "families": {"standard": told}}))
    assert "not done" in page
    assert "seats 0 (0), 0.5 s" in page


def test_a_family_tells_every_layer_once(capsys: pytest.CaptureFixture[str]) -> None:
    strict.one(FAMILIES["standard"], 60)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    layers = [line["layer"] for line in lines if "layer" in line]
    assert layers == ["seats", "duty", "exchange", "fit", "calm", "ties"]
    assert sum("strict" in line for line in lines) == strict.RUNS
    assert strict.read_back(lines)["ratio"] > 0
