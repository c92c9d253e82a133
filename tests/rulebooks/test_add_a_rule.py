"""The page "Add a rule", followed to the letter."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from diaopei.io import write_snapshot
from diaopei.screening.cases import world
from diaopei.screening.rulebook import load_rulebook

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-rule.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^# (\S+\.yaml)\n")
CALL = "import sys; from diaopei.cli import main; main(sys.argv[1:])"


def blocks(language: str) -> list[str]:
    return [t for kind, t in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if kind == language]


@pytest.fixture
def town(tmp_path: Path) -> Path:
    for text in blocks("yaml"):
        (name,) = FILE.findall(text)
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def snapshot(town: Path) -> Path:
    due = load_rulebook(town / "our-town")["finance-heads-5y"].cases[0]
    write_snapshot(world(due), town / "SNAPSHOT")
    return town


def python(folder: Path, code: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_page_s_files_make_a_rulebook_with_the_new_rule(town: Path) -> None:
    book = load_rulebook(town / "our-town")
    assert book["finance-heads-5y"].book == "our-town"
    assert book["kin-same-chain"].book == "cn"


def test_the_page_s_rule_that_is_left_out_keeps_its_reason(town: Path) -> None:
    book = load_rulebook(town / "our-town")
    assert book.off["reserve-age-band"] == "The town keeps no division reserve list."
    assert "reserve-age-band" not in [rule.name for rule in book.rules]


def test_the_page_s_python_runs_and_finds_no_failing_case(town: Path) -> None:
    (code,) = blocks("python")
    done = python(town, code)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_page_s_commands_run_and_the_new_rule_finds_who_is_due(snapshot: Path) -> None:
    (lines,) = blocks("console")
    for line in lines.splitlines():
        done = python(snapshot, CALL, *shlex.split(line.removeprefix("$ diaopei ")))
        assert done.returncode == 0, (line, done.stdout, done.stderr)
    findings = (snapshot / "findings.csv").read_text(encoding="utf-8")
    assert "finance-heads-5y,person,P1,due,60,60,month" in findings
