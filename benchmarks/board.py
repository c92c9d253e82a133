"""How long an edit on the live board takes: random edits of a made-up round, weighted and strict.

Run: ``python benchmarks/board.py [--people N] [--edits N]``. Each form is a process of its own. The
plan is what the prices alone give, with the pockets of the weighted form searched; an edit is
timed in Python from the call to the layers and the broken rules by name, and undone again. The
kinds take turns: a pin to one of the person's arcs, a forbid of a move in the plan, a strike of
another, a person put somewhere. Figures go under ``board`` into ``benchmarks/results.json``.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import families
import numpy as np

from diaopei.planning.auction.engine import QUICK, Above, priced, refined
from diaopei.planning.board import Board, Edit, row_price
from diaopei.planning.board.weights import LayerPrices
from diaopei.planning.model import TIES, Ints, Model

RESULTS = Path(__file__).with_name("results.json")
KINDS = ("pin", "forbid", "strike", "place")
SEED = 0


def resting(model: Model) -> Ints:
    """Everybody's arc of changing nothing: the stay, or the way out, which comes last."""
    stay = np.full(model.people, -1)
    arcs = np.flatnonzero(model.among["stay"])
    stay[model.person[arcs]] = arcs
    last = np.append(np.flatnonzero(np.diff(model.person)), model.arcs - 1)
    chosen: Ints = np.where(stay >= 0, stay, last)
    return chosen


def planned(model: Model) -> tuple[Ints, tuple[LayerPrices, ...]]:
    """A plan that keeps every row, and the prices of its layers.

    Raises:
        ValueError: the prices met no plan that keeps the rows.
    """
    chosen = resting(model)
    above = Above([], np.ones(model.arcs, dtype=bool), chosen)
    told: list[LayerPrices] = []
    for layer in model.layers:
        if layer.name == TIES:
            break
        known = priced(model, layer, above, QUICK)
        found = known.chosen
        if len(model.layers) == 1:
            found, _ = refined(model, layer, above, known, QUICK)
        if found is None:
            msg = f"layer {layer.name}: no plan was found that keeps the rows; take another seed"
            raise ValueError(msg)
        chosen = found
        told.append(LayerPrices(known.rows, known.cuts))
        cuts = [*above.cuts, (layer, model.score(layer, chosen))]
        above = Above(cuts, above.alive, chosen, (known.rows, known.cuts))
    return chosen, tuple(told)


def asked(board: Board, movers: Ints, kind: str, rng: np.random.Generator) -> tuple[int, int]:
    """A random person and arc for an edit of a kind; movers for those that undo a move."""
    model = board.table.model
    if kind in ("forbid", "strike"):
        person = int(rng.choice(movers))
        return person, board.arc_of(person)
    person = int(rng.integers(model.people))
    return person, int(rng.integers(*board.arcs(person)))


def timed(board: Board, kind: str, person: int, arc: int) -> tuple[float, float, Edit]:
    """Wall and processor seconds of an edit with its layers and broken rules by name."""
    model = board.table.model
    wall, cpu = time.perf_counter(), time.process_time()
    after = board.strike(person) if kind == "strike" else getattr(board, kind)(person, arc)
    edit: Edit = after.told
    edit.losses(model.layers)
    edit.after.broken(model.names)
    spent = time.perf_counter() - wall, time.process_time() - cpu
    after.undo()
    return *spent, edit


def spread(values: list[float]) -> dict[str, float]:
    """The median, the 99th of a hundred and the most."""
    told = np.array(values)
    figures = {"median": np.median(told), "p99": np.quantile(told, 0.99), "max": told.max()}
    return {name: round(float(value), 2) for name, value in figures.items()}


def edits(board: Board, count: int) -> dict[str, Any]:
    """Figures of edits by kind, each begun from the same plan."""
    rng = np.random.default_rng(SEED)
    movers = np.flatnonzero(~board.table.model.among["stay"][board.chosen])
    found = defaultdict(list)
    for turn in range(-8, count):
        kind = KINDS[turn % 4]
        one = timed(board, kind, *asked(board, movers, kind, rng))
        if turn >= 0:
            found[kind].append(one)
    told: dict[str, Any] = {}
    for kind, every in [*found.items(), ("all", [one for some in found.values() for one in some])]:
        told[kind] = {
            "wall_ms": spread([1e3 * wall for wall, _, _ in every]),
            "cpu_ms": spread([1e3 * cpu for _, cpu, _ in every]),
            "touched": spread([len(edit.touched) for _, _, edit in every]),
            "breaks_alone_percent": _percent([len(edit.alone.rows) > 0 for *_, edit in every]),
            "mended_percent": _percent([edit.mended for *_, edit in every if len(edit.alone.rows)]),
        }
    return told


def _percent(flags: list[bool]) -> float | None:
    """The share of what is so; none where there was nothing to count."""
    return round(100 * sum(flags) / len(flags), 1) if flags else None


def prices(board: Board, count: int) -> dict[str, float]:
    """Processor milliseconds for the price of a seat, both sides."""
    seats = np.flatnonzero((board.table.model.names["constraint"] == "seats").to_numpy())
    spent = []
    for row in np.random.default_rng(SEED).choice(seats, count).tolist():
        cpu = time.process_time()
        row_price(board, row)
        spent.append(1e3 * (time.process_time() - cpu))
    return spread(spent[1:])


def one(form: str, people: int, count: int) -> dict[str, Any]:
    """One form, in this process."""
    model = families.model(families.FAMILIES["standard"], people, SEED, strict=form == "strict")
    chosen, told = planned(model)
    cpu = time.process_time()
    board = Board.of(model, chosen, told)
    setting_up = time.process_time() - cpu
    return {
        "arcs": model.arcs,
        "rows": len(model.lower),
        "set_up_cpu": round(setting_up, 2),
        "edits": edits(board, count),
        "seat_price_cpu_ms": prices(board, max(20, count // 10)),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--edits", type=int, default=1_000)
    parser.add_argument("--one", metavar="FORM")
    told = parser.parse_args()
    if told.one:
        print(json.dumps(one(told.one, told.people, told.edits)))
        return
    found = {}
    for form in ("weighted", "strict"):
        command = [sys.executable, __file__, "--one", form]
        command += ["--people", str(told.people), "--edits", str(told.edits)]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
        found[form] = json.loads(run.stdout.splitlines()[-1])
        print(form, json.dumps(found[form]), flush=True)
    figures = {
        "people": told.people,
        "count": told.edits,
        "seed": SEED,
        "load_average": round(os.getloadavg()[0], 1),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        **{name: version(name) for name in ("numba", "numpy", "polars")},
        **found,
    }
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["board"] = figures
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
