from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

Call = Callable[..., Any]


def test_a_plans_own_moves_are_the_best_list(call: Call, planned: Path) -> None:
    said = call("score", planned, planned / "moves.csv")
    assert said.status == 0
    assert "all that is provably possible" in said.out


def test_a_snapshot_is_planned_before_the_list_is_judged(
    call: Call, town: Path, planned: Path, tmp_path: Path
) -> None:
    pl.read_csv(planned / "moves.csv").head(1).write_csv(tmp_path / "one.csv")
    (tmp_path / "round.yaml").write_text("batch: 3\n", encoding="utf-8")
    said = call("score", town, tmp_path / "one.csv", "--round", tmp_path / "round.yaml")
    assert said.status == 0
    assert "The list of 1 moves" in said.out


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("person_id,post_id\nX9,P1\n", "row 2: no person is called 'X9'"), ("", "is empty")],
)
def test_a_list_with_a_mistake_is_refused_by_its_row(
    text: str, wanted: str, call: Call, planned: Path, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    said = call("score", planned, tmp_path / "list.csv")
    assert said.status == 1
    assert wanted in said.err


def test_other_plans_are_shown_side_by_side_and_kept(
    call: Call, planned: Path, tmp_path: Path
) -> None:
    said = call("alternatives", planned, "--number", 1, "--within", "exchange=40%",
                "--within", "fit=400", "-o", tmp_path)  # fmt: skip
    assert said.status == 0
    assert "Plans side by side: 2" in said.out
    assert call("check", tmp_path / "plan-2").status == 0


@pytest.mark.parametrize("words", ["fit", "fit=", "beauty=1%", "fit=some"])
def test_a_tolerance_nobody_can_read_is_refused(words: str, call: Call, planned: Path) -> None:
    said = call("alternatives", planned, "--within", words)
    assert said.status == 1
    assert "within" in said.err


def impossible_round(planned: Path, folder: Path) -> Path:
    """Every move of the plan demanded, in a batch of nobody."""
    moves = pl.read_csv(planned / "moves.csv").drop_nulls(["from_post_id", "to_post_id"]).head(3)
    pins = "".join(f"  {who}: {post}\n" for who, post in
                   moves.select("person_id", "to_post_id").rows())  # fmt: skip
    path = folder / "round.yaml"
    path.write_text(f"batch: 0\npin:\n{pins}", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [("en", "To mend it: "), ("zh-hans", "可行的改变："), ("zh-hant", "可行的改變：")],
)
def test_a_round_that_cannot_be_planned_is_refused_in_the_language_asked_for(
    lang: str, wanted: str, call: Call, town: Path, planned: Path, tmp_path: Path
) -> None:
    told = impossible_round(planned, tmp_path)
    said = call("plan", town, "--round", told, "-o", tmp_path / "plan", "--lang", lang)
    assert said.status == 1
    assert wanted in said.err
    assert not (tmp_path / "plan").exists()


def test_conflicts_are_told_and_the_proof_is_written(
    call: Call, town: Path, planned: Path, tmp_path: Path
) -> None:
    told = impossible_round(planned, tmp_path)
    said = call("conflicts", town, "--round", told, "-o", tmp_path / "proof.csv")
    assert said.status == 0
    assert "people have to move" in said.out
    assert set(pl.read_csv(tmp_path / "proof.csv").columns) >= {"constraint", "row", "price"}


def test_a_round_that_can_be_planned_has_no_conflicts(call: Call, town: Path) -> None:
    said = call("conflicts", town)
    assert said.out.endswith("Yes: a plan exists that meets every demand and rule.\n")


def test_a_list_of_lawful_moves_that_break_a_rule_together_is_told_so(
    call: Call, planned: Path, tmp_path: Path
) -> None:
    moves = pl.read_csv(planned / "moves.csv")
    for number in range(1, moves.height):
        moves.head(number).select("person_id", post_id="to_post_id").write_csv(tmp_path / "l.csv")
        said = call("score", planned, tmp_path / "l.csv")
        if "cannot be carried out" in said.out:
            break
    assert "every move is lawful by itself; broken by several together: " in said.out
    assert "refused" not in said.out
