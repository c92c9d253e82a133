"""Measures planning by jurisdictions: quality, rounds, bytes sent, time and memory of each side.

Run: ``python benchmarks/cluster.py [--sizes 10000 100000] [--large]``. The parts of a model are
written to files by a process of its own, so that the office never holds all arcs; each size is a
process of its own too. Jurisdictions work as Ray tasks on two cores; ``--here`` does without Ray.
"""

import argparse
import json
import os
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib.metadata import version
from pathlib import Path
from typing import Any

import families
import numpy as np
import results

from diaopei.planning.auction.engine import QUICK, STANDARD, Above, Pace, priced, refined
from diaopei.planning.jurisdictions.cluster import connected
from diaopei.planning.jurisdictions.office import Agreed, Office, Turn, Way
from diaopei.planning.jurisdictions.part import Part, frame_of, parted
from diaopei.planning.jurisdictions.workers import Calls, Here, Task, Workers
from diaopei.planning.model import Ints, Model
from diaopei.planning.prices import SCALE

HERE = Path(__file__).resolve().parent
PARTS = {10_000: 4, 100_000: 8, 1_000_000: 31}
"""How many jurisdictions a size is parted into."""


class Counted:
    """Workers whose work is measured: bytes sent and returned, seconds of each task."""

    def __init__(self, workers: Workers) -> None:
        self.workers = workers
        self.sent: list[int] = []
        self.back: list[int] = []
        self.cpu: list[float] = []

    def keep(self, value: Any) -> Any:
        return self.workers.keep(value)

    def run(self, task: Task, calls: Calls) -> list[Any]:
        """As the workers give it; every run of tasks is one entry of bytes and seconds."""
        self.sent.append(sum(_size(each) for call in calls for each in call))
        told = self.workers.run(_timed, [(task, *call) for call in calls])
        self.back.append(sum(len(pickle.dumps(value)) for value, _ in told))
        self.cpu.extend(seconds for _, seconds in told)
        return [value for value, _ in told]

    def made(self, task: Task, calls: Calls) -> list[Any]:
        return self.workers.made(task, calls)


def _size(value: Any) -> int:
    """Bytes of an argument that travels: parts and flags kept by the workers do not."""
    kept = isinstance(value, Part) or type(value).__name__ == "ObjectRef"
    kept = kept or (isinstance(value, np.ndarray) and value.dtype == np.bool_)
    return 0 if kept else len(pickle.dumps(value))


def _timed(task: Task, *call: Any) -> tuple[Any, float]:
    begun = time.process_time()
    value = task(*call)
    return value, time.process_time() - begun


def _memory(_: int) -> tuple[int, int]:
    return os.getpid(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _part(path: str) -> Part:
    with Path(path).open("rb") as file:
        part: Part = pickle.load(file)  # noqa: S301 - this process's child has just written it
    return part


def homes(family: str, people: int, parts: int, seed: int) -> Ints:
    """The jurisdiction of each person: posts in order, cut into equal runs."""
    made = families.world(families.FAMILIES[family], people, seed)
    first = np.flatnonzero(np.append(True, made.person[1:] != made.person[:-1]))
    seat = np.where(made.home >= 0, made.home, np.maximum(made.post[first], 0))
    jurisdiction: Ints = seat * parts // made.posts
    return jurisdiction


def at_home(model: Model) -> Ints:
    """Everybody stays; who holds no post has the way out, which is the last arc."""
    first = np.flatnonzero(np.append(True, model.person[1:] != model.person[:-1]))
    last = np.append(first[1:], model.arcs) - 1
    start: Ints = np.where(model.among["stay"][first], first, last)
    return start


def write_parts(family: str, people: int, seed: int, folder: Path) -> None:
    """Files of the parts, and of what the office knows: rows, and the plan of staying."""
    model = families.model(families.FAMILIES[family], people, seed)
    home = homes(family, people, PARTS[people], seed)
    with (folder / "office").open("wb") as file:
        pickle.dump((frame_of(model), at_home(model), model.arcs), file)
    for number, part in enumerate(parted(model, home)):
        with (folder / f"part-{number:02}").open("wb") as file:
            pickle.dump(part, file)


def one(family: str, people: int, seed: int, *, here: bool) -> dict[str, Any]:
    """One plan by jurisdictions, from files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = [sys.executable, str(Path(__file__).resolve())]
        subprocess.run([*own, "--write", family, str(people), str(seed), name], check=True)
        workers: AbstractContextManager[Workers] = nullcontext(Here())
        if not here:
            workers = connected("auto", 2)
        with workers as hands:
            return _planned(folder, hands)


def _planned(folder: Path, hands: Workers) -> dict[str, Any]:
    frame, start, arcs = pickle.loads((folder / "office").read_bytes())  # noqa: S301 - see above
    counted = Counted(hands)
    # Machine code and workers are made ready first, on the smallest thing there is.
    small = families.model(families.FAMILIES["standard"], 500, 0)
    parts = [hands.keep(part) for part in parted(small, np.arange(500) % 2)]
    list(Office(frame_of(small), parts, hands, at_home(small)).solved({}, Way(STANDARD, _silent)))
    handles = hands.made(_part, [(str(path),) for path in sorted(folder.glob("part-*"))])
    hands.run(_memory, [(0,)])
    turns: list[Turn] = []
    cpu, wall = time.process_time(), time.perf_counter()
    office = Office(frame, handles, counted, start)
    done = next(office.solved({}, Way(STANDARD, turns.append)))
    told = _figures(office, done, turns)
    told |= {
        "arcs": arcs,
        "office_cpu": round(time.process_time() - cpu, 2),
        "wall": round(time.perf_counter() - wall, 2),
        "tasks_cpu": round(sum(counted.cpu), 2),
        "slowest_task_cpu": round(max(counted.cpu), 3),
        "sent_mb_a_run": round(statistics.median(counted.sent) / 1e6, 2),
        "back_mb_a_run": round(statistics.median(counted.back) / 1e6, 2),
        "sent_mb": round(sum(counted.sent) / 1e6, 1),
        "back_mb": round(sum(counted.back) / 1e6, 1),
        "office_memory_mb": _memory(0)[1],
        "worker_memory_mb": max(mb for _, mb in hands.run(_memory, [(n,) for n in range(8)])),
    }
    return told


def _silent(_: Turn) -> None:
    """Watches nothing."""


def _figures(office: Office, done: Agreed, turns: Sequence[Turn]) -> dict[str, Any]:
    model = office.lists.listed.model
    chosen = office.lists.listed.places(done.chosen)
    seats = (model.names["constraint"] == "seats").to_numpy()
    filled = families.FILLED * int(model.activity(chosen)[seats].sum())
    loss = done.known.bound / SCALE - done.score
    return {
        "jurisdictions": len(office.lists.parts),
        "bound": round(done.known.bound / SCALE, 1),
        "value": done.score,
        "filled": filled,
        "gap_percent": round(100 * loss / (done.score - filled), 5),
        "rows_kept": not model.missed(chosen)[~model.soft].any(),
        "rounds": len(turns),
        "gap_percent_by_round": [
            round(100 * (turn.bound / SCALE - done.score) / (done.score - filled), 4)
            for turn in turns
        ],
        "listed_a_person": round(len(office.lists.listed.arc) / office.lists.people, 2),
    }


def single(people: int, seed: int) -> dict[str, Any]:
    """The same model on one machine, all arcs in one process."""
    standard = families.FAMILIES["standard"]
    _alone(families.model(standard, 500, 0), QUICK)
    model = families.model(standard, people, seed)
    cpu = time.process_time()
    value, bound = _alone(model, STANDARD)
    return {
        "cpu": round(time.process_time() - cpu, 2),
        "bound": round(bound / SCALE, 1),
        "value": value,
        "memory_mb": _memory(0)[1],
    }


def _alone(model: Model, pace: Pace) -> tuple[int, int]:
    """Value and bound of a plan made in one process."""
    layer, above = model.layers[0], Above([], np.ones(model.arcs, dtype=bool), at_home(model))
    known = priced(model, layer, above, pace)
    chosen, _ = refined(model, layer, above, known, pace)
    return 0 if chosen is None else model.score(layer, chosen), known.bound


def table(sizes: list[int], *, here: bool) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    own = [sys.executable, str(Path(__file__).resolve()), *(["--here"] if here else []), "--one"]
    for people in sizes:
        told = _child([*own, "standard", str(people), "0"])
        if people <= 100_000:
            alone = _child([*own[:2], "--alone", str(people), "0"])
            below = alone["value"] - told["value"]
            told["single"] = alone
            told["below_single_percent"] = round(100 * below / told["value"], 6)
            told["below_single_net_percent"] = round(
                100 * below / (told["value"] - told["filled"]), 5
            )
        rows[f"standard/{people}"] = told
        print(people, json.dumps(told), flush=True)
    return rows


def _child(command: list[str]) -> dict[str, Any]:
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return told


def flat(figures: dict[str, Any]) -> dict[str, float]:
    """What the page of figures shows, a line each."""
    shown = {
        "gap_percent": "net_gap_percent",
        "below_single_net_percent": "percent_below_one_machine",
        "rounds": "rounds_of_asking",
        "listed_a_person": "arcs_listed_a_person",
        "office_cpu": "seconds_of_the_office",
        "tasks_cpu": "seconds_of_all_tasks",
        "office_memory_mb": "office_memory_MB",
        "worker_memory_mb": "worker_memory_MB",
    }
    return {
        f"{name.split('/')[1]}_people:_{title}": told[key]
        for name, told in sorted(figures.items(), key=lambda item: int(item[0].split("/")[1]))
        for key, title in shown.items()
        if key in told
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true", help="also a million people")
    parser.add_argument("--here", action="store_true", help="in one process, without Ray")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--one", nargs=3, metavar="WHAT")
    parser.add_argument("--alone", nargs=2, metavar="WHAT")
    parser.add_argument("--write", nargs=4, metavar="WHAT")
    told = parser.parse_args()
    if told.write:
        family, people, seed, folder = told.write
        write_parts(family, int(people), int(seed), Path(folder))
        return
    if told.alone:
        print(json.dumps(single(int(told.alone[0]), int(told.alone[1]))))
        return
    if told.one:
        family, people, seed = told.one
        print(json.dumps(one(family, int(people), int(seed), here=told.here)))
        return
    rows = table(told.sizes + ([1_000_000] if told.large else []), here=told.here)
    tools = {name: version(name) for name in ("numba", "numpy", "highspy", "ray")}
    figures = {**results.of("cluster").get("figures", {}), **rows}
    part = {**results.machine(), "versions": tools, "figures": figures, **flat(figures)}
    results.keep("cluster", part)


if __name__ == "__main__":
    main()
