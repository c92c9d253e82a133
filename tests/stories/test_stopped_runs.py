"""A run that is killed or asked to end leaves the plan so far, and says so."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import call as call

from diaopei.checker import check
from diaopei.fiction import prefecture
from diaopei.io import write_snapshot
from diaopei.planning import read_plan

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town") / "town"
    write_snapshot(prefecture(300), folder, "parquet")
    return folder


@contextmanager
def running(town: Path, output: Path) -> Iterator[subprocess.Popen[str]]:
    """A real run that has just said where the plan so far is kept."""
    words = {"PYTHONPATH": os.pathsep.join(sys.path), "DIAOPEI_LANG": "en"}
    with subprocess.Popen(
        [sys.executable, "-m", "diaopei", "plan", str(town), "-o", str(output)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | words,
    ) as run:  # fmt: skip
        assert run.stderr is not None
        line = run.stderr.readline()
        assert line == f"seats: the plan so far is kept in {output}.partial\n", run.communicate()
        yield run


def left_beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.glob(f"{output.name}.*"))


def test_a_killed_run_leaves_a_plan_that_is_checked_and_called_incomplete(
    town: Path, tmp_path: Path, call: Call
) -> None:
    output = tmp_path / "plan"
    with running(town, output) as run:
        run.kill()
    assert run.returncode == -signal.SIGKILL
    assert not (output / "plan.json").exists()
    partial = tmp_path / "plan.partial"
    assert check(partial).problems == ()
    assert read_plan(partial).summary["complete"] is False

    said = call("check", partial)
    assert said.status == 0
    assert "Stopped early: this is the best plan so far. Not proved: duties unmet" in said.out

    said = call("plan", town, "-o", output)
    assert said.status == 0
    assert said.err.startswith(f"{partial}: a run that was killed left a plan of ")
    assert "it is not complete; solved: posts left empty." in said.err
    assert left_beside(output) == []
    assert check(output).problems == ()


def test_a_run_asked_to_end_writes_the_best_plan_it_has(town: Path, tmp_path: Path) -> None:
    output = tmp_path / "plan"
    with running(town, output) as run:
        run.terminate()
        out, _ = run.communicate()
    assert run.returncode == 0
    assert "Stopped early: this is the best plan so far." in out
    assert read_plan(output).summary["complete"] is False
    assert check(output).problems == ()
    assert left_beside(output) == []
