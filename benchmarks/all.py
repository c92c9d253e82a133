"""Runs every benchmark of this folder, one after the other, then renews the pages of figures.

A benchmark is a file here that writes its figures to ``results.json``; it is found, not listed.
Those done are noted: a run that was stopped goes on where it was, unless told ``--fresh``.
``--large`` also measures a million people where a benchmark can.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOTES = HERE.parent / ".stamps" / "bench.json"
LIMIT = 3 * 3600
"""Seconds after which a benchmark is stopped; what it measured so far is kept."""

KEEPS = ("results." + "keep(", "RESULTS." + "write_text(")
"""What a program that keeps its figures says somewhere."""

PAGES = ("readme_table.py", "page.py")


def benchmarks() -> list[Path]:
    """The files that measure: those that keep their figures and can be run."""
    return [path for path in sorted(HERE.glob("*.py")) if measures(path.read_text("utf-8"))]


def measures(text: str) -> bool:
    """Whether a program writes figures."""
    return 'if __name__ == "__main__":' in text and any(word in text for word in KEEPS)


def run(path: Path, more: list[str]) -> int:
    """Runs one benchmark; its status, 1 where it did not end in time."""
    takes = [word for word in more if f'"{word}"' in path.read_text("utf-8")]
    began = time.monotonic()
    print(f"bench: {path.stem}", flush=True)
    try:
        status = subprocess.run([sys.executable, str(path), *takes], check=False, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        print(f"bench: {path.stem} was stopped after {LIMIT} s")
        return 1
    print(f"bench: {path.stem} took {time.monotonic() - began:.0f} s", flush=True)
    return status.returncode


def main() -> int:
    more = sys.argv[1:]
    noted: dict[str, int] = {}
    if NOTES.exists() and "--fresh" not in more:
        noted = json.loads(NOTES.read_text(encoding="utf-8"))
    for path in benchmarks():
        if path.stem in noted:
            print(f"bench: {path.stem} is done already")
            continue
        noted[path.stem] = run(path, more)
        NOTES.parent.mkdir(exist_ok=True)
        NOTES.write_text(json.dumps(noted), encoding="utf-8")
    for page in PAGES:
        subprocess.run([sys.executable, str(HERE / page)], check=True)
    NOTES.unlink(missing_ok=True)
    missed = [name for name, status in noted.items() if status]
    if missed:
        print(f"bench: below target: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
