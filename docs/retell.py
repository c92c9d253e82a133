"""Runs the commands a page shows and writes what they really print beneath them.

A block marked `console` holds lines `$ diaopei …`, each followed by its output. Long output is cut
and ends with an ellipsis. `python docs/retell.py` renews the pages; a test compares them.
"""

import io
import os
import re
import shlex
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from diaopei.cli import main as diaopei

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
    status, out, err = _called(words[1:], folder)
    if status not in (0, 1):
        msg = f"$ {call}\n{out}{err}"
        raise ValueError(msg)
    said = (out + (err if status else "")).splitlines()
    shown = said if len(said) <= LONGEST else [*said[: LONGEST - 1], "…"]
    return "".join(f"{line}\n" for line in shown)


def _called(words: list[str], folder: Path) -> tuple[int, str, str]:
    """The status, output and notes of a command, called in this process: starting one takes long.

    The reader's language is left out, and what the command sets is put back.
    """
    out, err, before = io.StringIO(), io.StringIO(), os.environ.copy()
    os.environ.pop("DIAOPEI_LANG", None)
    try:
        with chdir(folder), redirect_stdout(out), redirect_stderr(err):
            diaopei(words)
    except SystemExit as left:
        return int(left.code or 0), out.getvalue(), err.getvalue()
    finally:
        os.environ.clear()
        os.environ.update(before)
    return 0, out.getvalue(), err.getvalue()


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
