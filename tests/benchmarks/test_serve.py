import json
import sys
from pathlib import Path

import instance
import pytest
from instance import Answer, Instance
from instances import arrays, made


def home(given: Instance, seconds: float, setting: str) -> Answer:
    return {"status": "stopped", "plan": given.home.tolist(), "heard": [seconds, setting]}


def served(capsys: pytest.CaptureFixture[str]) -> Answer:
    instance.serve({"it": "1.0"}, {"so": "as it is"}, home)
    told: Answer = json.loads(capsys.readouterr().out)
    return told


def test_a_program_tells_about_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["it", "--about"])
    assert served(capsys) == {"versions": {"it": "1.0"}, "settings": {"so": "as it is"}}


def test_a_program_answers_with_its_plan_and_its_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = arrays(made("standard", 60)[0])
    given.write(tmp_path / "it.npz")
    monkeypatch.setattr(sys, "argv", ["it", str(tmp_path / "it.npz"), "2.5", "3", "so"])
    told = served(capsys)
    assert told["plan"] == given.home.tolist()
    assert told["heard"] == [2.5, "so"]
    assert (told["runs"], told["same"]) == (3, True)
    assert min(told["cpu"], told["wall"]) >= 0
    assert told["memory_mb"] > 0
