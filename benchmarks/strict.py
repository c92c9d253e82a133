"""What strict layers cost: all layers one after the other against one weighted layer.

Run: ``python benchmarks/strict.py``. 10,000 people, every family, the same pace for both; the
median processor time of three runs, of one where it takes long. A family whose layers are not done
in time shows those that are; families left when all time is up are named. Figures known for the
same programs are kept, so that a stopped run goes on.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import families
import numpy as np
import results
from instances import HERE, arrays, engine_stamp

from diaopei.planning.auction.engine import STANDARD, Above, priced, refined
from diaopei.planning.by_prices import solve_by_prices
from diaopei.planning.layers import silent
from diaopei.planning.model import Model

PEOPLE, SMALL, RUNS, TARGET = 10_000, 200, 3, 3.0
LONG, LAST, BUDGET = 20.0, 150.0, 300.0
"""Processor seconds after which a run is not repeated; wall seconds for a family, and for all."""


def weighted(model: Model) -> float:
    """Processor seconds of one weighted layer."""
    cpu = time.process_time()
    layer, above = model.layers[0], Above([], np.ones(model.arcs, dtype=bool))
    known = priced(model, layer, above, STANDARD)
    refined(model, layer, above, known, STANDARD)
    return time.process_time() - cpu


def strict(model: Model, *, tell: bool) -> float:
    """Processor seconds of all layers; tells of each, as it is done, its value and bound."""
    home = arrays(model).home
    start = None if model.missed(home)[~model.soft].any() else home
    began = last = time.process_time()
    for done in solve_by_prices(model, {}, start, silent, STANDARD):
        spent, last = time.process_time() - last, time.process_time()
        line = {"layer": done.layer.name, "value": done.value, "bound": done.bound,
                "proved": done.proved, "cpu": round(spent, 2)}  # fmt: skip
        if tell:
            print(json.dumps(line), flush=True)
    return time.process_time() - began


def compared(family: str, people: int) -> dict[str, Any]:
    """One family in a process of its own: median seconds of both, their ratio, the layers."""
    told = [sys.executable, str(Path(__file__).resolve()), "--people", str(people)]
    try:
        ran = subprocess.run(
            [*told, "--one", family], capture_output=True, timeout=LAST, check=True
        )
        lines = ran.stdout.decode().splitlines()
    except subprocess.TimeoutExpired as late:
        lines = (late.stdout or b"").decode().splitlines()
    return read_back([json.loads(line) for line in lines])


def read_back(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures from what a family's process told: seconds of both kinds, layers as done."""
    single = [line["weighted"] for line in lines if "weighted" in line]
    whole = [line["strict"] for line in lines if "strict" in line]
    told: dict[str, Any] = {
        "layers": {line["layer"]: line for line in lines if "layer" in line},
        "runs": len(whole),
    }
    if single:
        told["weighted_cpu"] = round(statistics.median(single), 2)
    if whole:
        told["strict_cpu"] = round(statistics.median(whole), 2)
        told["ratio"] = round(statistics.median(whole) / statistics.median(single), 2)
    return told


def one(family: families.Family, people: int) -> None:
    """Tells line by line what is measured of a family, after the machine code was made ready."""
    weighted(families.model(family, SMALL))
    single, layered = families.model(family, people), families.model(family, people, strict=True)
    for _ in range(RUNS):
        print(json.dumps({"weighted": weighted(single)}), flush=True)
    for run in range(RUNS):
        spent = strict(layered, tell=run == 0)
        print(json.dumps({"strict": spent}), flush=True)
        if spent > LONG:
            return


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--one", choices=list(families.FAMILIES))
    told = parser.parse_args()
    if told.one:
        one(families.FAMILIES[told.one], told.people)
        return 0
    return every(told.people)


def every(people: int) -> int:
    """Measures the families not known yet; 0 where all keep the target."""
    mark = engine_stamp(HERE / "strict.py")
    known = results.of("strict")
    same = known.get("stamp") == mark and known.get("people") == people
    found, began = known["families"] if same else {}, time.monotonic()
    for name in families.FAMILIES:
        if name in found:
            continue
        if time.monotonic() - began > BUDGET:
            print(f"strict: no time left for {name}")
            continue
        found[name] = compared(name, people)
        shown = {key: value for key, value in found[name].items() if key != "layers"}
        print(name, shown, flush=True)
        part = {"families": found, "people": people, "stamp": mark, **results.machine()}
        results.keep("strict", part)
    return 0 if all(one.get("ratio", LAST) <= TARGET for one in found.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
