"""How long a proved plan takes: ngari-2023 if it is there, and fictitious prefectures.

Run: ``python benchmarks/planning.py``. Each round is planned three times, each in a fresh
process, from reading the files to the finished plan, under the whole rulebook `ngari` with every
kind of row. Prints the layers, wall and processor time and peak memory; the medians go under
``planning`` into ``benchmarks/results.json``.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from diaopei.fiction import prefecture
from diaopei.io import read, write_snapshot
from diaopei.planning import propose

RUNS, SEED = 3, 0
SIZES = (500, 1000)
LIMITS = {"ngari-2023": 30.0, "fiction-500": 10.0, "fiction-1000": 10.0}
RESULTS = Path(__file__).with_name("results.json")
NGARI = Path(__file__).resolve().parents[2] / "shared" / "data" / "ngari-2023"


def spent() -> float:
    """Processor seconds of this process and of those it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def planned(folder: Path) -> dict[str, Any]:
    """One plan in this process: seconds, memory, and what was proved."""
    start, before = time.perf_counter(), spent()
    snapshot = read(folder).snapshot
    reading = time.perf_counter() - start
    plan = propose(snapshot, "ngari")
    wall = time.perf_counter() - start
    return {
        "wall_seconds": round(wall, 2),
        "reading_seconds": round(reading, 2),
        "cpu_seconds": round(spent() - before, 2),
        "peak_gib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
        "people": plan.summary["people_in_force"],
        "arcs": plan.summary["arcs"],
        "rows": plan.summary["rows"],
        "row_kinds": plan.certificate.rows["constraint"].n_unique(),
        "moves": plan.moves.height,
        "proved": plan.summary["proved"],
        "layers": plan.layers.drop("goal").to_dicts(),
    }


def measured(folder: Path) -> dict[str, Any]:
    """The medians of fresh processes; everything else must be the same in all of them.

    Raises:
        ValueError: two runs gave different plans.
    """
    runs = []
    for _ in range(RUNS):
        done = subprocess.run(
            [sys.executable, __file__, str(folder)], check=True, capture_output=True, text=True
        )
        runs.append(json.loads(done.stdout))
    timed = [key for key in runs[0] if key.endswith(("_seconds", "_gib"))]
    fixed = [{key: run[key] for key in run if key not in timed} for run in runs]
    if any(one != fixed[0] for one in fixed):
        msg = f"{folder.name}: two runs gave different plans"
        raise ValueError(msg)
    return fixed[0] | {key: statistics.median(run[key] for run in runs) for key in timed}


def shown(name: str, found: dict[str, Any]) -> None:
    """Prints one round."""
    print(
        f"{name}: {found['people']} people in force, {found['arcs']} arcs, {found['rows']} rows "
        f"of {found['row_kinds']} kinds, {found['moves']} moves\n"
        f"  {found['wall_seconds']} s (reading {found['reading_seconds']} s), "
        f"processor {found['cpu_seconds']} s, {found['peak_gib']} GiB"
    )
    for row in found["layers"]:
        told = "proved" if row["proved"] else "not proved"
        print(
            f"  {row['layer']:<9}{row['sense']} {row['value']:>9} bound {row['bound']:>9} "
            f"by prices alone {row['certified']:>9}  {told}"
        )


def main() -> int:
    """Measures every round there is; 0 where all are proved within their time."""
    with tempfile.TemporaryDirectory() as home:
        folders = {"ngari-2023": NGARI} if NGARI.is_dir() else {}
        for size in SIZES:
            folders[f"fiction-{size}"] = Path(home) / f"fiction-{size}"
            write_snapshot(prefecture(size, SEED), folders[f"fiction-{size}"], form="parquet")
        found = {}
        for name, folder in folders.items():
            found[name] = measured(folder)
            shown(name, found[name])
    figures: dict[str, Any] = {
        "rounds": found,
        "runs": RUNS,
        "seed": SEED,
        "load_average": round(os.getloadavg()[0], 1),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        **{name: version(name) for name in ("highspy", "polars", "numpy")},
    }
    largest = found.get("ngari-2023", found[f"fiction-{SIZES[-1]}"])
    figures |= {key: largest[key] for key in ("people", "arcs", "rows", "wall_seconds", "peak_gib")}
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["planning"] = figures
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    met = [one["proved"] and one["wall_seconds"] <= LIMITS[name] for name, one in found.items()]
    return 0 if all(met) else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(planned(Path(sys.argv[1]))))
        sys.exit(0)
    sys.exit(main())
