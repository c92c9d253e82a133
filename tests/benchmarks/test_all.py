import json
from pathlib import Path

import all as every
import pytest

NOTE = 'open("{log}", "a").write("{name} ")'
BENCHMARK = 'import sys\nif __name__ == "__main__":\n    {note}\n    sys.exit({status})  # {keep}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three benchmarks, the second below its target, and the two pages."""
    for name, status in (("a", 0), ("b", 1), ("c", 0), *((Path(p).stem, 0) for p in every.PAGES)):
        keep = "" if f"{name}.py" in every.PAGES else every.KEEPS[0]
        note = NOTE.format(log=tmp_path / "log", name=name)
        text = BENCHMARK.format(note=note, status=status, keep=keep)
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(every, "HERE", tmp_path)
    monkeypatch.setattr(every, "NOTES", tmp_path / "notes" / "bench.json")
    monkeypatch.setattr("sys.argv", ["all.py"])
    return tmp_path


def test_every_benchmark_runs_and_then_the_pages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert every.main() == 1
    assert (folder / "log").read_text(encoding="utf-8").split() == [
        "a", "b", "c", "readme_table", "page"
    ]  # fmt: skip
    assert "below target: b" in capsys.readouterr().out
    assert not every.NOTES.exists()


def test_a_stopped_run_goes_on_where_it_was(folder: Path) -> None:
    every.NOTES.parent.mkdir()
    every.NOTES.write_text(json.dumps({"a": 0, "b": 0}), encoding="utf-8")
    assert every.main() == 0
    assert (folder / "log").read_text(encoding="utf-8").split()[0] == "c"


def test_a_fresh_run_forgets_what_was_done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every.NOTES.parent.mkdir()
    every.NOTES.write_text(json.dumps({"a": 0, "b": 0, "c": 0}), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["all.py", "--fresh"])
    assert every.main() == 1
    assert (folder / "log").read_text(encoding="utf-8").split()[:3] == ["a", "b", "c"]
