import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import generate
import pytest
import readme_table
import retell

from diaopei.cli import every_command
from diaopei.fiction import prefecture
from diaopei.io import write_snapshot
from diaopei.screening import load_rulebook, shipped
from diaopei.snapshot.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]


@cache
def pages() -> dict[str, str]:
    return generate.pages(date(2023, 5, 31))


def test_the_reference_has_every_table_and_column() -> None:
    for name, schema in TABLES.items():
        section = pages()["tables.md"].split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert all(column in section for column in schema.column_names())


def test_the_reference_has_every_command() -> None:
    assert all(f"\n## {name}\n" in pages()["commands.md"] for name in every_command())


@pytest.mark.parametrize("book", shipped())
def test_the_reference_has_every_rule_with_its_source(book: str) -> None:
    for rule in load_rulebook(book).rules:
        assert f"\n## {rule.name}\n" in pages()[f"rules-{book}.md"]


def test_every_command_is_shown_at_work() -> None:
    shown = "".join(
        page.read_text(encoding="utf-8") for page in (ROOT / "README.md", *retell.PAGES)
    )
    assert [name for name in every_command() if f"diaopei {name} " not in shown] == []


def test_the_tutorial_shows_what_the_commands_print(tmp_path: Path) -> None:
    for page in retell.PAGES:
        text = page.read_text(encoding="utf-8")
        retell.write_files(text, tmp_path)
        renewed = retell.retell(text, tmp_path)
        assert renewed == text, "run: python docs/retell.py"


@pytest.mark.parametrize(("page", "language"), readme_table.PAGES.items())
def test_the_readme_shows_the_figures_last_measured(page: str, language: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert readme_table.renewed(text, readme_table.results(), language) == text


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "docs/generate.py"], cwd=ROOT, check=True)
    trees, html = str(tmp_path / "trees"), str(tmp_path / "html")
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-q", "-d", trees, "docs", html],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr


def test_the_library_example_of_the_readme_runs(tmp_path: Path) -> None:
    write_snapshot(prefecture(60), tmp_path / "town", "csv")
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    example = page.split("```python\n")[1].split("```")[0]
    subprocess.run([sys.executable, "-c", example], cwd=tmp_path, check=True)
    assert (tmp_path / "round-1" / "plan.json").is_file()
