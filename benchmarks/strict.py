"""What strict layers cost: all layers one after the other against one weighted layer.

Run: ``python benchmarks/strict.py``. 10,000 people, every family, the same pace for both; the
median processor time of three runs, of one where it takes long. Families left when the time is up
are named. Figures known for the same programs are kept, so that a stopped run goes on.
"""

import argparse
import statistics
import time
from typing import Any

import families
import numpy as np
import results
from instances import HERE, arrays, engine_stamp

from diaopei.planning.auction.engine import STANDARD, Above, priced, refined
from diaopei.planning.by_prices import solve_by_prices
from diaopei.planning.layers import Progress
from diaopei.planning.model import Model

PEOPLE, RUNS, TARGET = 10_000, 3, 3.0
LONG, BUDGET = 20.0, 240.0
"""Processor seconds after which a run is not repeated; wall seconds for all families."""


def weighted(model: Model) -> float:
    """Processor seconds of one weighted layer."""
    cpu = time.process_time()
    layer, above = model.layers[0], Above([], np.ones(model.arcs, dtype=bool))
    known = priced(model, layer, above, STANDARD)
    refined(model, layer, above, known, STANDARD)
    return time.process_time() - cpu


def strict(model: Model) -> tuple[float, dict[str, Any]]:
    """Processor seconds of all layers, and of each its value and the bound prices prove."""
    home = arrays(model).home
    start = None if model.missed(home)[~model.soft].any() else home
    told: dict[str, dict[str, Any]] = {}
    began = time.process_time()
    for done in solve_by_prices(model, {}, start, _silent, STANDARD):
        spent = round(time.process_time() - began - sum(one["cpu"] for one in told.values()), 2)
        told[done.layer.name] = {
            "value": done.value, "bound": done.bound, "proved": done.proved, "cpu": spent
        }  # fmt: skip
    return time.process_time() - began, told


def _silent(_: Progress) -> None:
    """Watches nothing."""


def compared(family: families.Family, people: int) -> dict[str, Any]:
    """One family: median seconds of both, their ratio, and the layers."""
    one = families.model(family, people)
    layered = families.model(family, people, strict=True)
    single = statistics.median(weighted(one) for _ in range(RUNS))
    timed = [strict(layered)]
    while len(timed) < RUNS and timed[0][0] < LONG:
        timed.append(strict(layered))
    whole = statistics.median(spent for spent, _ in timed)
    return {
        "weighted_cpu": round(single, 2),
        "strict_cpu": round(whole, 2),
        "ratio": round(whole / single, 2),
        "layers": timed[0][1],
        "runs": len(timed),
    }


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=PEOPLE)
    told = parser.parse_args()
    mark = engine_stamp(HERE / "strict.py")
    known = results.of("strict")
    same = known.get("stamp") == mark and known.get("people") == told.people
    found, began = known["families"] if same else {}, time.monotonic()
    compared(families.FAMILIES["standard"], 200)
    for name, family in families.FAMILIES.items():
        if name in found:
            continue
        if time.monotonic() - began > BUDGET:
            print(f"strict: no time left for {name}")
            continue
        found[name] = compared(family, told.people)
        shown = {key: value for key, value in found[name].items() if key != "layers"}
        print(name, shown, flush=True)
        part = {"families": found, "people": told.people, "stamp": mark, **results.machine()}
        results.keep("strict", part | {"ratio": max(one["ratio"] for one in found.values())})
    return 0 if all(one["ratio"] <= TARGET for one in found.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
