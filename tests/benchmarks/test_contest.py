import json
import sys
from pathlib import Path
from typing import Any

import contest
import page
import pytest
from contest import Program, takes_part

OURS, FLOOR = Program("ours", "prices", "standard"), Program("peers", "flow", "no rows")
PEER = Program("peers", "highs", "mip")
ANSWERS = """import json, sys
sys.stdout.write(json.dumps({"status": "optimal", "told": sys.argv[1:]}))
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "peers").mkdir()
    monkeypatch.setattr(contest, "HERE", tmp_path)
    monkeypatch.setattr(contest, "PEERS", Path(sys.executable))
    return tmp_path


@pytest.mark.parametrize(
    ("program", "family", "people", "expected"),
    [
        (OURS, "tight-batch", 100_000, True),
        (OURS, "standard", 1_000_000, True),
        (OURS, "tight-batch", 1_000_000, False),
        (FLOOR, "standard", 1_000_000, True),
        (PEER, "tight-batch", 10_000, True),
        (PEER, "tight-batch", 100_000, False),
        (PEER, "standard", 100_000, True),
        (PEER, "standard", 1_000_000, False),
        (Program("ours", "prices", "thorough"), "tight-batch", 10_000, False),
        (Program("ours", "exact", "exact"), "standard", 10_000, False),
        (Program("peers", "timefold_search", "search"), "standard", 500, False),
    ],
)
def test_who_takes_part(program: Program, family: str, people: int, expected: bool) -> None:
    assert takes_part(program, family, people) is expected


@pytest.mark.parametrize(("wall", "limit"), [(0.2, 10), (2.5, 25), (50.0, 30)])
def test_a_peer_has_ten_times_our_time_within_bounds(wall: float, limit: float) -> None:
    figures = {f"standard/500/{page.OURS}": {"wall": wall}}
    assert contest.limit_of(figures, "standard", 500) == limit


@pytest.mark.parametrize(
    ("wall", "expected"), [(0.5, None), (1.0, 10), (2.5, 30), (9.0, 30)]
)  # fmt: skip
def test_what_a_peer_had_when_we_were_done(wall: float, expected: int | None) -> None:
    answer: dict[str, Any] = {"trail": [[1.0, 10], [2.0, 30], [3.0, 20]]}
    told = contest.at_equal_time(answer, {"wall": wall})
    assert told == {"plans_met": 3, "had_at_our_time": expected}


def test_a_program_is_called_with_what_it_is_to_solve(here: Path) -> None:
    (here / "peers" / "echo.py").write_text(ANSWERS, encoding="utf-8")
    answer = Program("peers", "echo", "so").run(Path("it.npz"), 2.0, 3)
    assert answer == {"status": "optimal", "told": ["it.npz", "2.0", "3", "so"]}


def test_a_program_that_fails_says_why(here: Path) -> None:
    (here / "peers" / "bad.py").write_text("raise SystemExit('no Java')", encoding="utf-8")
    assert Program("peers", "bad", "x").run(Path("a"), 1.0, 1) == {
        "status": "failed", "said": "no Java"
    }  # fmt: skip


def test_a_program_that_does_not_start_is_left_out(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "peers" / "bad.py").write_text("raise SystemExit('no Java')", encoding="utf-8")
    about = json.dumps({"settings": {"x": ""}, "versions": {}})
    (here / "peers" / "good.py").write_text(f"print('''{about}''')", encoding="utf-8")
    field, _ = contest.programs()
    assert [program.who for program in field] == ["good/x"]
    assert "bad does not start: no Java" in capsys.readouterr().out


def test_ours_and_the_floor_come_first(here: Path) -> None:
    (here / "ours").mkdir()
    about = json.dumps({"settings": {"standard": "", "no rows": ""}, "versions": {}})
    for folder, name in (("ours", "prices"), ("peers", "flow"), ("peers", "a")):
        (here / folder / f"{name}.py").write_text(f"print('''{about}''')", encoding="utf-8")
    field, _ = contest.programs()
    assert [program.who for program in field][:2] == [page.OURS, page.FLOOR]
