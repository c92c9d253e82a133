"""The page "Add a rule", followed to the letter."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from diaopei.screening.rulebook import load_rulebook

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-rule.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^# (\S+\.yaml)\n")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    for language, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if language == "yaml":
            (name,) = FILE.findall(text)
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_page_s_files_make_a_rulebook_with_the_new_rule(town: Path) -> None:
    book = load_rulebook(town / "our-town")
    assert book["finance-heads-5y"].book == "our-town"
    assert book["kin-same-chain"].book == "cn"


def test_the_page_s_rule_that_is_left_out_keeps_its_reason(town: Path) -> None:
    book = load_rulebook(town / "our-town")
    assert book.off["reserve-age-band"] == "The town keeps no division reserve list."
    assert "reserve-age-band" not in [rule.name for rule in book.rules]


def test_the_page_s_python_runs_and_finds_no_failing_case(town: Path) -> None:
    (code,) = [t for k, t in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if k == "python"]
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=town, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
