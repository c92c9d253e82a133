import shutil
import signal
from pathlib import Path

import polars as pl
import pytest
import typer
from tests.cli.conftest import Said

from diaopei.checker import check
from diaopei.cli.partial import STOPPED, Partial
from diaopei.planning import Plan, read_plan


@pytest.fixture
def plan(planned: Path) -> Plan:
    return read_plan(planned)


@pytest.fixture
def so_far(tmp_path: Path) -> Partial:
    return Partial(tmp_path / "plan")


def beside(so_far: Partial) -> list[str]:
    return sorted(path.name for path in so_far.folder.parent.iterdir())


def test_a_plan_so_far_is_a_plan_folder_like_any_other(so_far: Partial, plan: Plan) -> None:
    so_far.put(plan)
    so_far.put(plan)
    assert beside(so_far) == ["plan.partial"]
    assert check(so_far.folder).problems == ()


def test_a_plan_the_checker_refuses_never_takes_the_place_of_a_good_one(
    so_far: Partial, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    from dataclasses import replace

    so_far.put(plan)
    layers = plan.layers.with_columns(value=pl.col("value") + 1)
    so_far.put(replace(plan, layers=layers))
    assert check(so_far.folder).problems == ()
    assert "claims value" in capsys.readouterr().err


def test_a_run_killed_while_one_folder_is_put_for_the_other_loses_nothing(
    so_far: Partial, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    so_far.put(plan)
    so_far.folder.rename(so_far.folder.with_name("plan.partial-old"))
    so_far.tell()
    assert f"{so_far.folder}: a run that was killed left a plan" in capsys.readouterr().err
    assert check(so_far.folder).problems == ()


def test_what_is_left_is_told_even_where_it_is_damaged(
    so_far: Partial, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    so_far.put(plan)
    (so_far.folder / "moves.csv").write_bytes(b"who\n1\n")
    so_far.tell()
    assert "moves.csv" in capsys.readouterr().err
    shutil.rmtree(so_far.folder / "certificate")
    so_far.tell()
    assert "certificate" in capsys.readouterr().err


def test_nothing_is_told_or_left_where_no_run_was_killed(
    so_far: Partial, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    so_far.tell()
    assert capsys.readouterr().err == ""
    so_far.put(plan)
    so_far.drop()
    assert beside(so_far) == []


def test_a_finished_run_leaves_no_plan_so_far(planning: Said, planned: Path) -> None:
    assert "the plan so far is kept" in planning.err
    assert [path.name for path in planned.parent.glob("plan*")] == ["plan"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "nothing was written"), ("zh-hans", "未写入任何文件"), ("zh-hant", "未寫入任何檔案")],
)
def test_a_run_stopped_before_there_is_a_plan_says_so(
    lang: str, words: str, so_far: Partial, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("DIAOPEI_LANG", lang)
    with pytest.raises(typer.Exit) as left, so_far.told_if_stopped():
        signal.raise_signal(signal.SIGTERM)
    assert left.value.exit_code == STOPPED
    assert words in capsys.readouterr().err


def test_a_run_stopped_while_the_plan_is_written_names_the_plan_so_far(
    so_far: Partial, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    so_far.put(plan)
    with pytest.raises(typer.Exit), so_far.told_if_stopped():
        raise KeyboardInterrupt
    assert f"The plan so far is in {so_far.folder}" in capsys.readouterr().err
