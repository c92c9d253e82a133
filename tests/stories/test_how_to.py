import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import retell

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "how-to").glob("add-*.md"))
WITH_FILES = [page for page in PAGES if retell.files_of(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", WITH_FILES, ids=[page.stem for page in WITH_FILES])
def test_following_the_page_to_the_letter_works_and_passes_the_checks(
    page: Path, tmp_path: Path
) -> None:
    text = page.read_text(encoding="utf-8")
    files = retell.files_of(text)
    assert [name for name in files if (ROOT / name).exists()] == []
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    retell.write_files(text, tmp_path)
    tests = [name for name in files if Path(name).name.startswith("test_")]
    assert tests
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", *tests],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    code = [name for name in files if name.endswith(".py")]
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for act in (["check"], ["format", "--check"]):
        judged = subprocess.run(
            [sys.executable, "-m", "ruff", *act, *code],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert judged.returncode == 0, judged.stdout


def test_every_kind_of_plug_in_has_its_page() -> None:
    wanted = ("rule", "rule-kind", "criterion", "constraint", "format", "report")
    assert [
        f"add-a-{name}" for name in wanted if not (ROOT / f"docs/how-to/add-a-{name}.md").exists()
    ] == []
