import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = (
    "how-to/plan-by-wishes.md",
    "how-to/choose-and-overrule.md",
    "explanation/order-of-moves.md",
)


@pytest.mark.parametrize("page", PAGES)
def test_the_code_of_the_page_runs_as_it_stands(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    assert blocks
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(blocks)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


ROUND = """
import sys
from datetime import date

from diaopei.fiction import prefecture
from diaopei.planning.arcs import problem
from diaopei.planning.by_wishes import outcomes
from diaopei.planning.calendar import Pace, dated
from diaopei.planning.fairness import fairness
from diaopei.planning.problem import Setting
from diaopei.planning.round import Round
from diaopei.screening import load_rulebook, screen
from diaopei.snapshot.facts import Facts

facts = Facts(prefecture(200))
book = load_rulebook("ngari")
ready = problem(Setting(facts, book, screen(facts, book), Round()))
for made in outcomes(ready):
    calendar = dated(made.moves, facts, date(2023, 7, 1), Pace(7, 14, 20))
    for table in (made.given, made.broken, calendar.moves.drop("purposes", "reasons"),
                  calendar.vacancies):
        sys.stdout.write(table.write_csv())
for table in fairness(made.moves, ready).tables().values():
    sys.stdout.write(table.write_csv())
"""


def test_the_same_wishes_give_the_same_bytes_under_any_hash_seed() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", ROUND],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1
    assert all(len(said) > 1000 for said in told)
