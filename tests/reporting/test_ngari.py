import json
from pathlib import Path

import pytest

from diaopei.io import read
from diaopei.reporting import build_report
from diaopei.snapshot.facts import Facts

NGARI = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ngari-2023"
THERE = [NGARI] if NGARI.is_dir() else []


@pytest.mark.parametrize("folder", THERE, ids=lambda folder: folder.name)
def test_the_published_figures_are_met(folder: Path) -> None:
    expected = json.loads((folder / "expected_figures.json").read_text(encoding="utf-8"))
    report = build_report("bulletin", Facts(read(folder).snapshot))
    assert {key: figure.value for key, figure in report.figures.items()} == expected
