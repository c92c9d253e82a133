"""Measures how fast conflicts of known size are found, and that they are found to the row.

Run: ``python benchmarks/conflicts.py [--large]``. Each measurement is a process of its own, the
second run counts (the first compiles). The result goes to ``benchmarks/results.json``.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from typing import Any

import results
from cores import CORES

from diaopei.planning.impossible import opposed
from diaopei.planning.waivers import ways_out

SIZES = {"batch too small": 1}
"""Sizes of conflicts that are not three: with a batch more than one too small any of the posts will
do, and no one set of rows is known."""

SEEDS, LARGE_SEEDS = (0, 1, 2), (0,)
MAY_DIFFER = ("nobody may leave",)
"""Each of its posts is a conflict of its own, so no one set of rows is known."""


def measured(kind: str, people: int, seed: int) -> dict[str, Any]:
    """One conflict found: CPU seconds, rows found and planted, whether they are the same."""
    core = CORES[kind](people, seed, SIZES.get(kind, 3))
    seconds = []
    for _ in range(2):
        cpu = time.process_time()
        told = opposed(core.model, core.home)
        seconds.append(time.process_time() - cpu)
    if told is None:
        msg = f"{kind} at {people}: the planted conflict was not found"
        raise SystemExit(msg)
    out: dict[str, Any] = {
        "cpu": round(seconds[-1], 3),
        "rows": len(told.rows),
        "exact": kind in MAY_DIFFER or sorted(told.rows) == sorted(core.rows),
        "minimal": told.minimal,
    }
    if told.fewest is not None:
        out |= {"moves_proved": told.fewest.proved, "moves_met": told.fewest.met}
    if told.minimal and people <= 10_000:
        cpu = time.process_time()
        out["ways"] = len(ways_out(core.model, core.home, told.rows))
        out["cpu_ways"] = round(time.process_time() - cpu, 3)
    return out


def in_own_process(kind: str, people: int, seed: int) -> dict[str, Any]:
    words = [sys.executable, __file__, "--one", kind, str(people), str(seed)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--one", nargs=3)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.one[0], int(asked.one[1]), int(asked.one[2]))))
        return 0
    found: dict[str, Any] = {}
    for people in (1_000, 10_000, *((100_000,) if asked.large else ())):
        for kind in CORES:
            seeds = SEEDS if people <= 10_000 else LARGE_SEEDS
            runs = [in_own_process(kind, people, seed) for seed in seeds]
            middle = statistics.median(run["cpu"] for run in runs)
            found[f"{kind}/{people}"] = {
                **runs[0],
                "cpu": middle,
                "exact": all(run["exact"] for run in runs),
                "seeds": len(seeds),
            }
            print(f"{kind}/{people}", found[f"{kind}/{people}"], flush=True)
    versions = {name: version(name) for name in ("highspy", "numba", "numpy")}
    results.keep("conflicts", {**results.machine(), "versions": versions, "found": found})
    slow = [name for name, one in found.items() if name.endswith("/10000") and one["cpu"] > 2]
    wrong = [name for name, one in found.items() if not one["exact"]]
    return 1 if slow or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
