"""Our engines and their peers on the same arcs, the same rows and the same machine, in one run.

Run: ``python benchmarks/contest.py [--large] [--sizes N ...] [--families NAME ...] [--only WHO ...]
[--fresh]``. Whatever stands in ``ours/`` runs in this environment, whatever stands in ``peers/`` in
the one of ``requirements/bench.txt`` (``make bench`` makes it); each in a process of its own. A
peer's plan is counted again here: its value, and the rows it does not keep.

A figure once measured is kept in ``results.json`` and measured again only when the program, the
instance or its setting has changed, or with ``--fresh``: a run that was stopped goes on where it
was.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import results
from claims import checked
from instances import HERE, MAKERS, NAMES, engine_stamp, kept, stamp
from page import FLOOR, OURS, headline

SIZES, LARGE = (500, 1_000, 10_000, 100_000), 1_000_000
MANY = 10_000
"""Up to so many people everybody takes part in every family; above only in the standard one."""

LEAST, TIMES = 10.0, 10.0
"""A peer may search ten times as long as the price engine took, at least ten seconds."""

LONGEST = 30.0
"""But no longer than this many seconds."""

PEERS = HERE.parent / ".venv-bench" / "bin" / "python"
FIRST = (OURS, FLOOR)
SPANS = {"exact": (0, 1_000), "timefold_search": (1_000, 10_000), "prices": (0, LARGE),
         "flow": (0, LARGE)}  # fmt: skip
"""Sizes at which a program takes part, where it is not every size up to 100,000."""


@dataclass(frozen=True)
class Program:
    """A program of `ours` or `peers` with one of its settings."""

    folder: str
    name: str
    setting: str

    @property
    def who(self) -> str:
        return f"{self.name}/{self.setting}"

    @property
    def stamp(self) -> str:
        """Changes with the text of the program and of what it stands on.

        The floor is measured anew with the engine, so that both have had the same machine.
        """
        path = HERE / self.folder / f"{self.name}.py"
        with_engine = self.folder == "ours" or self.who == FLOOR
        return engine_stamp(path) if with_engine else stamp(path, *MAKERS)

    def run(self, path: Path, seconds: float, runs: int) -> dict[str, Any]:
        """The program's answer, or how it ended without one."""
        told = [str(path), str(seconds), str(runs), self.setting]
        wait = (3 * seconds + 300) * runs
        try:
            ran = _called(self.folder, self.name, told, wait)
        except subprocess.TimeoutExpired:
            return {"status": "killed", "wall": wait}
        if ran.returncode:
            last = ran.stderr.strip().splitlines()[-1:]
            return {"status": "failed", "said": "".join(last)[:200]}
        answer: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
        return answer


def _called(
    folder: str, name: str, told: list[str], wait: float | None
) -> subprocess.CompletedProcess[str]:
    python = sys.executable if folder == "ours" else str(PEERS)
    return subprocess.run(
        [python, "-m", f"{folder}.{name}", *told],
        cwd=HERE, capture_output=True, text=True, timeout=wait, check=False,
    )  # fmt: skip


def programs() -> tuple[list[Program], dict[str, Any]]:
    """Every program with every setting, ours and the floor first, and what each says of itself."""
    found, about = [], {}
    for folder in ("ours", "peers") if PEERS.exists() else ("ours",):
        for path in sorted((HERE / folder).glob("*.py")):
            said = _called(folder, path.stem, ["--about"], None)
            if said.returncode:
                print(f"contest: {path.stem} does not start: {said.stderr.strip()[-300:]}")
                continue
            about[path.stem] = json.loads(said.stdout.splitlines()[-1])
            found += [Program(folder, path.stem, name) for name in about[path.stem]["settings"]]
    return sorted(found, key=lambda one: (one.who not in FIRST, one.who != OURS)), about


def takes_part(program: Program, family: str, people: int) -> bool:
    """Whether a program is measured on an instance."""
    first, last = SPANS.get(program.name, (0, SIZES[-1]))
    if not first <= people <= last:
        return False
    if program.who in FIRST:
        return family == "standard" or people < LARGE
    return family == "standard" or (people <= MANY and program.name != "prices")


def runs_of(program: Program, family: str, people: int) -> int:
    """How often a program is measured: those that search to a limit once."""
    if people >= LARGE or (people > MANY and family != "standard"):
        return 1
    if program.who in FIRST or (program.name == "prices" and people <= MANY):
        return 5
    return 3 if program.name == "exact" else 1


def measured(program: Program, family: str, people: int, seconds: float) -> dict[str, Any]:
    """One figure of the table: the program's answer, counted again by us."""
    path, known = kept(family, people)
    answer = program.run(path, seconds, runs_of(program, family, people))
    answer |= checked(answer, path, known) if program.name != "flow" else {}
    if program.folder == "peers" and program.name != "flow":
        answer["limit_seconds"] = seconds
    return answer | {"stamp": program.stamp, "load": round(os.getloadavg()[0], 1)}


def limit_of(figures: dict[str, Any], family: str, people: int) -> float:
    ours = float(figures.get(f"{family}/{people}/{OURS}", {}).get("wall", 0))
    return round(min(LONGEST, max(LEAST, TIMES * ours)), 1)


def at_equal_time(answer: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """What a peer that notes its plans as it meets them had when ours was done."""
    trail = answer.pop("trail", None)
    if trail is None:
        return answer
    had = [value for at, value in trail if at <= ours.get("wall", 0.0)]
    return answer | {"plans_met": len(trail), "had_at_our_time": max(had, default=None)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true", help="also a million people")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--families", nargs="*", default=list(NAMES))
    parser.add_argument("--only", nargs="*", help="programs by name", default=None)
    parser.add_argument("--fresh", action="store_true", help="measure again what is known")
    told = parser.parse_args()
    field, about = programs()
    if not PEERS.exists():
        print("contest: no .venv-bench, so no peers; make it with: make bench")
    contest(told, field, about)


def contest(told: argparse.Namespace, field: list[Program], about: dict[str, Any]) -> None:
    """Measures what is wanted and not known yet, figure by figure."""
    figures: dict[str, Any] = results.of("contest").get("figures", {})
    wanted = [
        (people, family, program)
        for people in told.sizes + ([LARGE] if told.large else [])
        for family in told.families
        for program in field
        if takes_part(program, family, people) and (not told.only or program.name in told.only)
    ]
    began = time.monotonic()
    for number, (people, family, program) in enumerate(wanted, 1):
        key = f"{family}/{people}/{program.who}"
        if not told.fresh and figures.get(key, {}).get("stamp") == program.stamp:
            continue
        answer = measured(program, family, people, limit_of(figures, family, people))
        figures[key] = at_equal_time(answer, figures.get(f"{family}/{people}/{OURS}", {}))
        part = {"figures": figures, "about": about, **headline(figures), **results.machine()}
        results.keep("contest", part)
        spent = time.monotonic() - began
        print(f"{number}/{len(wanted)} {spent:.0f} s {key} {_line(figures[key])}", flush=True)


def _line(figure: dict[str, Any]) -> str:
    shown = ("status", "value", "gap_percent", "rows_missed", "cpu", "wall", "memory_mb")
    return " ".join(f"{name}={figure[name]}" for name in shown if name in figure)


if __name__ == "__main__":
    main()
