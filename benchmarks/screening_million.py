"""Reads, examines and screens 1,000,000 fictitious people with 5,000,000 assignments.

Run: ``python benchmarks/screening_million.py [FOLDER] [PEOPLE]``. The register is made once and
kept as Parquet in FOLDER (a temporary one unless given). Reading, the doctor and the whole rulebook
`ngari` then run in a fresh process, whose times, processor times and peak memory are printed and
go to ``benchmarks/results.json``.
"""

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from diaopei.fiction import prefecture
from diaopei.io import read, write_snapshot
from diaopei.screening import load_rulebook, screen
from diaopei.snapshot.doctor import examine
from diaopei.snapshot.facts import Facts

PEOPLE, SEED, RULEBOOK = 1_000_000, 0, "ngari"
SECONDS, GIB = 60.0, 6.0
RESULTS = Path(__file__).with_name("results.json")


def made(folder: Path, people: int) -> Path:
    """The register as a Parquet folder, made if it is not there yet."""
    target = folder / f"fiction-{people}-{SEED}"
    if not (target / "snapshot.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_snapshot(prefecture(people, SEED), target, form="parquet")
    return target


def timed(parts: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    """Runs one step and notes its wall time and processor time, children's included."""
    start, before = time.perf_counter(), processor()
    answer = work()
    parts[f"{name}_seconds"] = round(time.perf_counter() - start, 2)
    parts[f"{name}_cpu_seconds"] = round(processor() - before, 2)
    return answer


def processor() -> float:
    """Processor seconds of this process and of its finished children."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def peak_gib(who: int) -> float:
    """Largest resident memory of this process, or of its largest child."""
    return round(resource.getrusage(who).ru_maxrss / 2**20, 2)


def measure(source: Path) -> dict[str, Any]:
    """The whole job in this process, timed step by step."""
    parts: dict[str, float] = {}
    reading = timed(parts, "read", lambda: read(source))
    snapshot = reading.snapshot
    issues = timed(parts, "doctor", lambda: examine(snapshot))
    rulebook = timed(parts, "rulebook", lambda: load_rulebook(RULEBOOK))
    findings = timed(parts, "screen", lambda: screen(Facts(snapshot), rulebook))
    by_rule = (
        findings.group_by("rule", "verdict", maintain_order=True).len().sort("rule", "verdict")
    )
    errors = pl.concat([reading.issues, issues]).filter(pl.col("severity") == "error")
    own, child = (peak_gib(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "people": snapshot.people.height,
        "assignments": snapshot.assignments.height,
        **parts,
        "wall_seconds": round(sum(parts[key] for key in parts if "cpu" not in key), 2),
        "cpu_seconds": round(sum(parts[key] for key in parts if "cpu" in key), 2),
        "peak_gib": max(own, child),
        "peak_gib_reader": child,
        "errors": errors.height,
        "rules": len(rulebook.rules),
        "findings": findings.height,
        "findings_by_rule": {f"{rule} {verdict}": count for rule, verdict, count in by_rule.rows()},
        "load_average": round(os.getloadavg()[0], 1),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "polars": pl.__version__,
        "python": platform.python_version(),
        "seed": SEED,
    }


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--measure"]:
        print(json.dumps(measure(Path(arguments[1]))))
        return 0
    kept_in = Path(tempfile.gettempdir()) / "diaopei-benchmarks"
    folder = Path(arguments[0]) if arguments else kept_in
    source = made(folder, int(arguments[1]) if arguments[1:] else PEOPLE)
    command = [sys.executable, __file__, "--measure", str(source)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures = json.loads(answer.stdout)
    print(json.dumps(figures, indent=1))
    if figures["people"] != PEOPLE:
        return 0
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["screening_million"] = figures
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0 if figures["wall_seconds"] <= SECONDS and figures["peak_gib"] <= GIB else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
