"""How long the checker takes, and how much memory, on certificates of made-up families.

Run: ``python benchmarks/checker.py [--sizes 1000 10000 100000]``. Each size is a process of its
own: a family in strict layers is priced quickly, its certificate written as tables, and then
looked over, added up and its gap told by county, as `diaopei check` does. Processor seconds,
median of three; under ``checker`` into ``benchmarks/results.json``.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import families
import numpy as np
import polars as pl

from diaopei.checker.form import Tables, malformed
from diaopei.checker.gap import Counties, losses
from diaopei.checker.proof import Proof
from diaopei.planning.auction.engine import QUICK, Above, priced
from diaopei.planning.layers import Solved
from diaopei.planning.model import UNBOUNDED, Model
from diaopei.planning.prices import SCALE
from diaopei.planning.proving import Proof as Proved

RUNS, SEED = 3, 0
RESULTS = Path(__file__).with_name("results.json")


def solved(family: families.Family, people: int, seed: int) -> tuple[Model, list[Solved]]:
    """A family in strict layers: prices for each, and the plan met on the way to them."""
    model = families.model(family, people, seed, strict=True)
    home = np.flatnonzero(np.append(True, model.person[1:] != model.person[:-1]))
    start = None if model.missed(home)[~model.soft].any() else home
    above, done = Above([], np.ones(model.arcs, dtype=bool), start), list[Solved]()
    for layer in model.layers:
        known = priced(model, layer, above, QUICK)
        if known.chosen is None:
            break
        kept = model.score(layer, known.chosen)
        proof = Proved(0, known.rows, known.cuts, known.bound)
        done.append(Solved(layer, known.chosen, kept, kept, False, (proof,), (None,)))  # noqa: FBT003
        alive = above.alive & (known.slack <= known.bound - kept * SCALE)
        alive[known.chosen] = True
        cuts = [*above.cuts, (layer, kept)]
        above = Above(cuts, alive, known.chosen, (known.rows, known.cuts))
    return model, done


def tables(model: Model, done: list[Solved], world: families.World) -> Tables:
    """The certificate of a bare model, in the form in which a plan keeps its own."""
    chosen = np.zeros(model.arcs, dtype=bool)
    chosen[done[-1].chosen] = True
    kind = np.where(world.stays, "stay", np.where(world.outs, "out", "move"))
    names = [each.layer.name for each in done]
    priced = [(each.layer.name, proof) for each in done for proof in each.proofs]
    return {
        "arcs": pl.DataFrame(
            {
                "arc": pl.Series(range(model.arcs), dtype=pl.UInt32),
                "person_id": pl.Series(model.person).cast(pl.String),
                "kind": kind,
                "to_post_id": pl.Series(world.post).cast(pl.String),
                "home": model.among["home"],
                "chosen": chosen,
                **{f"gain_{each.layer.name}": each.layer.gain for each in done},
            }
        ),
        "rows": model.names.select(
            pl.int_range(pl.len(), dtype=pl.UInt32).alias("index"),
            "constraint", "row", "subject",
            at_least=pl.Series([None if v <= -UNBOUNDED else v for v in model.lower.tolist()]),
            at_most=pl.Series([None if v >= UNBOUNDED else v for v in model.upper.tolist()]),
            soft=pl.Series(model.soft),
            **{f"cost_{each.layer.name}": pl.Series(each.layer.price) for each in done},
        ).cast({"at_least": pl.Int64, "at_most": pl.Int64}),
        "entries": pl.DataFrame(
            {"index": model.entry_row, "arc": model.entry_arc, "coef": model.entry_coef}
        ).cast({"index": pl.UInt32, "arc": pl.UInt32, "coef": pl.Int32}),
        "layers": pl.DataFrame(
            {
                "layer": names,
                "sense": [each.layer.sense for each in done],
                "constant": [each.layer.constant for each in done],
                "kept": [each.kept for each in done],
            }
        ),
        "cases": pl.DataFrame(schema={
            "case": pl.Int64, "parent": pl.Int64, "person_id": pl.String, "among": pl.String,
            "arc": pl.Int64, "inside": pl.Boolean,
        }),
        "proofs": pl.DataFrame(
            [(name, p.case, p.empty, p.cuts.tolist(), p.bound) for name, p in priced],
            schema={"layer": pl.String, "case": pl.Int64, "empty": pl.Boolean,
                    "cuts": pl.List(pl.Int64), "bound": pl.Int64},
            orient="row",
        ),
        "prices": pl.concat(
            pl.DataFrame({
                "layer": pl.Series([name], dtype=pl.String).new_from_index(0, len(used)),
                "case": pl.Series([proof.case], dtype=pl.Int64).new_from_index(0, len(used)),
                "index": used,
                "price": proof.rows[used],
            })
            for name, proof in priced
            for used in (np.flatnonzero(proof.rows),)
        ),
    }  # fmt: skip


def counties(world: families.World) -> Counties:
    """The county of the post that each person holds."""
    homes = np.where(world.home < 0, -1, world.home // families.COUNTY).tolist()
    return Counties({str(who): f"C{home}" for who, home in enumerate(homes) if home >= 0})


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What a piece of work gave, and its processor seconds."""
    start = time.process_time()
    return work(), time.process_time() - start


def one(people: int, seed: int = SEED) -> dict[str, Any]:
    """One certificate looked over and added up."""
    family = families.FAMILIES["standard"]
    (model, done), solving = timed(lambda: solved(family, people, seed))
    world = families.world(family, people, seed)
    held, homes = tables(model, done, world), counties(world)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    wrong, form = timed(lambda: malformed(held))
    proof, laid_out = timed(lambda: Proof(held))
    bounds, adding = timed(lambda: list(proof.bounds()))
    lost, gap = timed(lambda: losses(proof, bounds, homes))
    return {
        "people": people,
        "arcs": model.arcs,
        "rows": len(model.lower),
        "entries": len(model.entry_row),
        "layers": len(done),
        "problems": [*wrong, *proof.found],
        "counties": lost["county"].n_unique(),
        "solve_cpu": round(solving, 2),
        "form_cpu": round(form, 3),
        "sums_cpu": round(laid_out + adding, 3),
        "gap_cpu": round(gap, 3),
        "check_cpu": round(form + laid_out + adding + gap, 3),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "memory_before_mb": before,
    }


def measured(people: int) -> dict[str, Any]:
    """The median of processes of their own."""
    command = [sys.executable, __file__, "--one", str(people)]
    runs = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(RUNS if people < 100_000 else 1)
    ]
    times = [key for key in runs[0] if key.endswith("_cpu")]
    found: dict[str, Any] = dict(runs[0])
    return found | {key: statistics.median(run[key] for run in runs) for key in times}


def main() -> None:
    """Measures every size asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--one", type=int)
    told = parser.parse_args()
    if told.one:
        print(json.dumps(one(told.one)))
        return
    figures: dict[str, Any] = {}
    for people in told.sizes:
        figures[str(people)] = measured(people)
        print(json.dumps(figures[str(people)]), flush=True)
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["checker"] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "load_average": round(os.getloadavg()[0], 1),
        "versions": {name: version(name) for name in ("numpy", "polars")},
        "figures": figures,
    }
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
