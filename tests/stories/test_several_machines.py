import re
from pathlib import Path

from diaopei.planning.jurisdictions.cluster import AGAIN, QUIET
from diaopei.planning.jurisdictions.homes import LEAST

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "how-to" / "plan-on-several-machines.md").read_text(encoding="utf-8")


def test_the_page_sets_what_the_program_sets() -> None:
    line = "export " + " ".join(f"{name}={value}" for name, value in sorted(QUIET.items()))
    assert PAGE.count(line) == 2


def test_the_page_tells_the_numbers_of_the_program() -> None:
    assert f"until a\njurisdiction has {LEAST:,} people" in PAGE
    assert AGAIN == 8
    assert "up to eight times each" in PAGE


def test_the_page_calls_the_command_as_it_is() -> None:
    source = (DOCS.parent / "src/diaopei/cli/commands/plan.py").read_text(encoding="utf-8")
    used = set(re.findall(r"^\$ diaopei plan town -o plan (--[a-z]+)", PAGE, flags=re.MULTILINE))
    assert used == {"--cluster"}
    assert all(f'"{option}"' in source for option in used)
