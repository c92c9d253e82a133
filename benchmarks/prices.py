"""Measures the price engine on made-up families, against minimum-cost flow without rows.

Run: ``python benchmarks/prices.py [--large]``. Each measurement is a process of its own; the flow
runs in an environment made from ``requirements/bench.txt``, and is left out if there is none:
``python -m venv .venv-bench && .venv-bench/bin/pip install -r requirements/bench.txt``.
"""

import argparse
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

import families
import numpy as np
import planted

from diaopei.planning.auction.engine import QUICK, STANDARD, THOROUGH, Above, priced, refined
from diaopei.planning.by_prices import solve_by_prices
from diaopei.planning.layers import Progress
from diaopei.planning.model import Ints, Model
from diaopei.planning.prices import SCALE

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
PEER = HERE.parent / ".venv-bench" / "bin" / "python"
PACES = {"quick": QUICK, "standard": STANDARD, "thorough": THOROUGH}
STRESS = 10_000


def made(family: str, people: int, seed: int) -> tuple[Model, Ints | None]:
    """The model of a family, and its best plan where that is known."""
    if family == "planted":
        return planted.planted(people, seed)
    if family == "infeasible":
        return planted.infeasible(people, seed), None
    return families.model(families.FAMILIES[family], people, seed), None


def weighted(family: str, people: int, seed: int, pace: str) -> dict[str, Any]:
    """All layers in one sum: bound, plan, gap without the points for filled seats, time."""
    model, plan = made(family, people, seed)
    layer, every = model.layers[0], np.ones(model.arcs, dtype=bool)
    cpu, wall = time.process_time(), time.perf_counter()
    above = Above([], every)
    known = priced(model, layer, above, PACES[pace])
    dual = time.process_time() - cpu
    chosen, proved = refined(model, layer, above, known, PACES[pace])
    told: dict[str, Any] = {
        "arcs": model.arcs,
        "cpu": round(time.process_time() - cpu, 3),
        "wall": round(time.perf_counter() - wall, 3),
        "dual_cpu": round(dual, 3),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "bound": round(known.bound / SCALE, 1),
        "proved": proved,
    }
    if chosen is None:
        return told
    value = model.score(layer, chosen)
    seats = (model.names["constraint"] == "seats").to_numpy()
    filled = 0 if plan is not None else families.FILLED * int(model.activity(chosen)[seats].sum())
    loss = known.bound / SCALE - value
    told |= {"value": value, "gap_percent": round(100 * loss / (value - filled), 5)}
    told |= {"raw_gap_percent": round(100 * loss / value, 6)}
    hard = ~model.soft
    told["rows_kept"] = not model.missed(chosen)[hard].any()
    if plan is not None:
        best = model.score(layer, plan)
        told |= {"planted": best, "below_planted_percent": round(100 * (best - value) / best, 5)}
    return told


def strict(family: str, people: int, seed: int, pace: str) -> dict[str, Any]:
    """The layers in strict order: value and certified bound of each, time."""
    model = families.model(families.FAMILIES[family], people, seed, strict=True)
    home = np.flatnonzero(np.append(True, model.person[1:] != model.person[:-1]))
    start = None if model.missed(home)[~model.soft].any() else home
    cpu, wall = time.process_time(), time.perf_counter()
    done = list(solve_by_prices(model, {}, start, _silent, PACES[pace]))
    return {
        "cpu": round(time.process_time() - cpu, 3),
        "wall": round(time.perf_counter() - wall, 3),
        "layers": {each.layer.name: [each.value, each.certified] for each in done},
    }


def _silent(_: Progress) -> None:
    """Watches nothing."""


def floor(family: str, people: int, seed: int) -> dict[str, Any]:
    """The flow over the same arcs in a process of its own."""
    world = families.world(families.FAMILIES[family], people, seed)
    gain = world.fit - families.OVERSTAY * world.overstays
    gain = gain + np.where(world.outs, 0, families.FILLED)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "arcs.npz"
        np.savez(path, person=world.person, post=world.post, gain=gain)
        return _child([str(PEER), str(HERE / "flow_floor.py"), str(path)])


def _child(command: list[str]) -> dict[str, Any]:
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return told


def measured(form: str, family: str, people: int, pace: str, seeds: range) -> dict[str, Any]:
    """Every seed in a process of its own: the first seed's figures, with the median time."""
    own = [sys.executable, str(Path(__file__).resolve()), "--one"]
    runs = [_child([*own, form, family, str(people), str(seed), pace]) for seed in seeds]
    return {
        **runs[0],
        **{key: statistics.median(run[key] for run in runs) for key in ("cpu", "wall")},
    }


def one(form: str, family: str, people: int, seed: int, pace: str) -> dict[str, Any]:
    """One measurement, after the machine code was made ready on a small world."""
    kinds = {"weighted": weighted, "strict": strict}
    kinds["weighted"]("standard", 500, 0, "quick")
    return kinds[form](family, people, seed, pace)


def table(sizes: list[int], seeds: range) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for people in sizes:
        few = seeds if people <= STRESS else range(1)
        base = [floor("standard", people, seed) for seed in few] if PEER.exists() else []
        flow = statistics.median(run["cpu"] for run in base) if base else None
        if base:
            rows[f"flow/{people}"] = {**base[0], "cpu": flow}
        for pace in PACES if people <= 100_000 else ("quick", "standard"):
            told = measured("weighted", "standard", people, pace, few)
            _tell(rows, f"standard/{people}/{pace}", told, flow)
    _stress(rows)
    return rows


def _stress(rows: dict[str, Any]) -> None:
    """Every family once at one size, and the standard one in strict layers."""
    told = measured("strict", "standard", STRESS, "standard", range(1))
    _tell(rows, f"strict/{STRESS}/standard", told, None)
    for family in [*families.FAMILIES, "planted", "infeasible"]:
        told = measured("weighted", family, STRESS, "standard", range(1))
        _tell(rows, f"{family}/{STRESS}/standard", told, None)


def _tell(rows: dict[str, Any], name: str, told: dict[str, Any], flow: float | None) -> None:
    if flow:
        told["times_flow"] = round(told["cpu"] / flow, 2)
    rows[name] = told
    print(name, json.dumps(told), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true", help="also a million people")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", nargs=5, metavar="WHAT")
    told = parser.parse_args()
    if told.one:
        form, family, people, seed, pace = told.one
        print(json.dumps(one(form, family, int(people), int(seed), pace)))
        return
    rows = table(told.sizes + ([1_000_000] if told.large else []), range(told.runs))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    tools = {name: version(name) for name in ("numba", "numpy", "highspy")}
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["prices"] = {"machine": machine, "versions": tools, "figures": rows}
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
