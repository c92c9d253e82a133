"""Runs the commands a page shows and writes what they really print beneath them.

A block marked `console` holds lines `$ diaopei …`, each followed by its output. Long output is cut
and ends with an ellipsis. `python docs/retell.py` renews the pages; a test compares them.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent
PAGES = (
    DOCS / "tutorial" / "first-round.md",
    DOCS / "how-to" / "choose-and-overrule.md",
    DOCS / "how-to" / "edit-a-plan.md",
)
LONGEST = 16
BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)


def retell(page: str, folder: Path) -> str:
    """The page with every command run, in order, in `folder`, and its output renewed."""
    return BLOCK.sub(lambda block: _run_block(block[0], folder), page)


def _run_block(block: str, folder: Path) -> str:
    calls = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {call}\n{_output(call, folder)}" for call in calls)


def _output(call: str, folder: Path) -> str:
    words = shlex.split(call)
    if words[0] == "cat":
        return (folder / words[1]).read_text(encoding="utf-8")
    if words[0] != "diaopei":
        msg = f"a page may only call diaopei and cat, not {words[0]!r}"
        raise ValueError(msg)
    bare = {key: value for key, value in os.environ.items() if key != "DIAOPEI_LANG"}
    done = subprocess.run(
        [sys.executable, "-m", "diaopei", *words[1:]],
        cwd=folder, env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        msg = f"$ {call}\n{done.stdout}{done.stderr}"
        raise ValueError(msg)
    said = (done.stdout + (done.stderr if done.returncode else "")).splitlines()
    shown = said if len(said) <= LONGEST else [*said[: LONGEST - 1], "…"]
    return "".join(f"{line}\n" for line in shown)


def main() -> None:
    """Renews every page in place; files a page speaks of are made in a folder of its own."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            write_files(page.read_text(encoding="utf-8"), Path(folder))
            told = retell(page.read_text(encoding="utf-8"), Path(folder))
        page.write_text(told, encoding="utf-8")


FILE = re.compile(
    r"```\{code-block\} \w+\n:caption: (?P<name>[\w./-]+)\n\n(?P<text>.*?)```", re.DOTALL
)


def files_of(page: str) -> dict[str, str]:
    """The files a page tells the reader to make: name to text."""
    return {found["name"]: found["text"] for found in FILE.finditer(page)}


def write_files(page: str, folder: Path) -> None:
    """Makes the files a page speaks of."""
    for name, text in files_of(page).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
