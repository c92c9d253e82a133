from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.cli.conftest import Said

Call = Callable[..., Any]


def test_plan_says_its_days_and_what_became_of_wishes(planning: Said) -> None:
    said = planning.out.splitlines()
    assert any(line.startswith("days: 2023-06-01 to ") for line in said)
    assert any(line.startswith("wishes: ") for line in said)


def test_the_round_file_sets_the_day_and_the_pace(call: Call, town: Path, tmp_path: Path) -> None:
    (tmp_path / "round.yaml").write_text(
        "first_day: 2023-09-04\npace: {hand_over: 0, per_week: 1}\n", encoding="utf-8"
    )
    said = call("plan", town, "--round", tmp_path / "round.yaml", "-o", tmp_path / "plan")
    assert "days: 2023-09-04 to " in said.out
    legs = pl.read_csv(tmp_path / "plan" / "legs.csv")
    assert "hand_over" not in legs["act"].to_list()
    assert call("check", tmp_path / "plan").status == 0


def test_every_leg_is_shown_with_names(call: Call, planned: Path) -> None:
    said = call("order", planned)
    assert said.status == 0
    assert said.out.startswith("days: ")
    legs = pl.read_csv(planned / "legs.csv")
    shown = [line for line in said.out.splitlines() if line.startswith("2023-")]
    assert len(shown) == min(40, legs.height)


def test_another_day_and_pace_are_tried_without_writing(call: Call, planned: Path) -> None:
    before = (planned / "legs.csv").read_bytes()
    said = call("order", planned, "--first-day", "2024-01-08", "--per-week", 1, "--hand-over", 0)
    assert "days: 2024-01-08 to " in said.out
    assert (planned / "legs.csv").read_bytes() == before


def test_who_is_named_for_what_no_day_can_keep(call: Call, planned: Path) -> None:
    said = call("order", planned, "--per-week", 1)
    moves = pl.read_csv(planned / "moves.csv")
    tied = [line for line in said.out.splitlines() if line.startswith("not kept: ")]
    assert tied
    for line in tied:
        assert any(f"({who})" in line for who in moves["person_id"])


@pytest.mark.parametrize("suffix", ["xlsx", "json", "csv"])
def test_the_days_go_to_a_file(suffix: str, call: Call, planned: Path, tmp_path: Path) -> None:
    said = call("order", planned, "-o", tmp_path / f"order.{suffix}")
    assert said.status == 0
    names = {path.name for path in tmp_path.iterdir()}
    parts = {f"order-{part}.csv" for part in ("legs", "vacancies", "unkept")}
    assert names == (parts if suffix == "csv" else {f"order.{suffix}"})
    assert all(name in said.err for name in names)


def test_a_first_day_that_is_none_is_refused_by_its_option(call: Call, planned: Path) -> None:
    said = call("order", planned, "--first-day", "soon")
    assert (said.status, said.err) == (1, "--first-day soon: not a day; write it as 2023-05-31\n")


def test_a_first_day_before_the_snapshots_is_refused_everywhere(
    call: Call, town: Path, planned: Path, tmp_path: Path
) -> None:
    (tmp_path / "round.yaml").write_text("first_day: 2019-01-01\n", encoding="utf-8")
    asked = ("plan", town, "--round", tmp_path / "round.yaml", "-o", tmp_path / "plan")
    for words in (("order", planned, "--first-day", "2019-01-01"), asked):
        said = call(*words)
        assert said.status == 1
        assert "2019-01-01: it lies before 2023-05-31" in said.err
