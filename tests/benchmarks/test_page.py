from pathlib import Path
from typing import Any

import all as every
import page
import pytest
import readme_table
import results
from curves import Chart

OURS = {"status": "stopped", "value": 100, "net": 50, "cpu": 1.0, "wall": 2.0, "arcs": 17,
        "gap_percent": 0.5, "memory_mb": 9, "runs": 5, "rows_missed": 0}  # fmt: skip
PEER = {"status": "stopped", "value": 90, "net": 40, "cpu": 3.0, "wall": 3.0, "plans_met": 2,
        "had_at_our_time": 80, "rows_missed": 0}  # fmt: skip
FLOOR = {"status": "optimal", "cpu": 2.0, "wall": 2.0}
NONE: dict[str, Any] = {"status": "stopped", "plans_met": 0, "had_at_our_time": None}


def figures(peer: dict[str, Any], ours: dict[str, Any] = OURS) -> dict[str, dict[str, Any]]:
    who = {page.OURS: ours, page.FLOOR: FLOOR, "highs/mip": peer}
    return {f"standard/{size}/{name}": one for size in (500, 1000) for name, one in who.items()}


def test_page_and_pictures_show_the_figures_last_measured() -> None:
    for path, text in page.written(results.every()).items():
        assert path.read_text(encoding="utf-8") == text, "run: python benchmarks/page.py"


@pytest.mark.parametrize(
    ("peer", "ours", "score"),
    [
        (PEER, OURS, (2, 0, 0)),
        (PEER | {"value": 100}, OURS, (0, 2, 0)),
        (PEER | {"value": 101}, OURS, (0, 0, 2)),
        (NONE, OURS, (2, 0, 0)),
        ({"status": "stopped", "rows_missed": 4}, OURS, (2, 0, 0)),
        ({"status": "infeasible"}, {"status": "infeasible"}, (0, 2, 0)),
        (NONE, {"status": "infeasible"}, (2, 0, 0)),
        ({"status": "infeasible"}, NONE, (0, 0, 2)),
    ],
)
def test_plans_are_told_better_same_or_worse(
    peer: dict[str, Any], ours: dict[str, Any], score: tuple[int, int, int]
) -> None:
    assert page.compared(figures(peer, ours), "highs/mip") == score


def test_the_headline_is_of_the_largest_size() -> None:
    told = page.headline(figures(PEER))
    assert (told["people"], told["times_flow"], told["better"]) == (1000, 0.5, 2)


def test_a_peer_is_shown_beside_our_plan() -> None:
    row = page.peer_rows(figures(PEER))[0]
    assert row[:6] == ["500", "standard", "HiGHS MIP", "not proved", "10 (20.000 %)", "20"]


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ({"status": "optimal", "value": 1}, "proved"),
        ({"status": "infeasible"}, "proved impossible"),
        ({"status": "stopped"}, "no plan"),
        ({"status": "stopped", "bound": 1.0}, "bound only"),
        ({"status": "stopped", "rows_missed": 3}, "breaks 3 rows"),
        ({"status": "killed"}, "killed"),
    ],
)
def test_an_outcome_is_told_in_words(figure: dict[str, Any], said: str) -> None:
    assert page.outcome(figure) == said


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ({"below_planted": 0}, "0 points below the best"),
        ({"fewest_moves": [61, 62]}, "batch 62, at least 61 must move"),
        ({}, ""),
    ],
)
def test_what_was_known_beforehand_is_told(figure: dict[str, Any], said: str) -> None:
    assert page.beforehand(figure) == said


def test_a_chart_draws_every_curve_within_its_frame() -> None:
    svg = Chart("t", "seconds", {"one": [(500, 0.1), (10_000, 3)], "none": []}).svg()
    assert svg.count("<polyline") == 1
    assert svg.count("<circle") == 2
    assert svg.startswith("<svg xmlns=")
    assert Chart("t", "s", {"none": []}).svg() == ""


def test_figures_not_measured_yet_have_no_row() -> None:
    part = {"contest": {"people": 5, "better": 1, "same": 2, "worse": 3}}
    shown = readme_table.table(part, "en")
    assert "better 1, same 2, worse 3" in shown
    assert "min-cost" not in shown


def test_every_file_that_keeps_figures_is_a_benchmark() -> None:
    names = {path.stem for path in every.benchmarks()}
    assert {"contest", "strict", "agreement", "workbook", "budgets"} <= names
    assert not names & {"all", "page", "readme_table", "families", "instances", "results"}


def test_a_part_takes_the_place_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "PATH", tmp_path / "results.json")
    results.keep("one", {"a": 1})
    results.keep("two", {"b": 2})
    results.keep("one", {"c": 3})
    assert results.every() == {"one": {"c": 3}, "two": {"b": 2}}
    assert results.of("three") == {}
