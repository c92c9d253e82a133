"""A model as plain arrays in a file: what every engine and every peer is given.

Knows numpy alone, so that a peer can read it in an environment of its own. Run as
``python -m peers.NAME --about`` or ``python -m peers.NAME FILE SECONDS RUNS SETTING``, a program
that calls `serve` answers with one line of JSON.
"""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

UNBOUNDED = 2**62
"""Stands for "no bound"."""

SEED = 0
"""Of every random choice of a peer."""

Answer = dict[str, Any]
"""What a program found: `status`, and where it has them `plan` (arcs), `bound`, `duals` (a price
of each row in points, positive at an upper bound), `trail` (seconds and value of each plan met)."""


@dataclass(frozen=True)
class Instance:
    """The arrays of a model with one layer, to be made as large as possible.

    `post` is each arc's post, -1 where it leads out; `still` marks the arc of each person that is
    no move; `kinds[kind[r]]` is the constraint of row `r`; `start[a]:start[a + 1]` are the entries
    of arc `a`. A soft row may be missed at `price` a step.
    """

    person: Ints
    post: Ints
    start: Ints
    entry_row: Ints
    entry_coef: Ints
    lower: Ints
    upper: Ints
    soft: npt.NDArray[np.bool_]
    price: Ints
    gain: Ints
    still: npt.NDArray[np.bool_]
    kind: Ints
    kinds: npt.NDArray[np.str_]

    @cached_property
    def entry_arc(self) -> Ints:
        """The arc of every entry."""
        return np.repeat(np.arange(len(self.person)), np.diff(self.start))

    @cached_property
    def home(self) -> Ints:
        """The arc of each person that moves nobody."""
        return np.flatnonzero(self.still)

    @cached_property
    def by_row(self) -> tuple[Ints, Ints, Ints]:
        """Where each row's entries begin, their arcs and coefficients, row by row."""
        order = np.argsort(self.entry_row, kind="stable")
        first = np.searchsorted(self.entry_row[order], np.arange(len(self.lower) + 1))
        return first, self.entry_arc[order], self.entry_coef[order]

    def of(self, kind: str) -> npt.NDArray[np.bool_]:
        """Which rows belong to a constraint."""
        known: npt.NDArray[np.bool_] = self.kinds == kind
        return known[self.kind]

    def misses(self, plan: Ints) -> Ints:
        """By how much each row is missed under a plan."""
        taken = np.isin(self.entry_arc, plan)
        total = np.zeros(len(self.lower), dtype=np.int64)
        np.add.at(total, self.entry_row[taken], self.entry_coef[taken])
        short: Ints = np.maximum(0, np.maximum(self.lower - total, total - self.upper))
        return short

    def write(self, path: Path) -> None:
        """Writes the arrays to a file, each in the smallest kind of number that holds it."""
        arrays: dict[str, Any] = {
            field.name: _small(getattr(self, field.name)) for field in fields(self)
        }
        np.savez(path, **arrays)


def _small(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    if array.dtype != np.int64 or not len(array):
        return array
    ends = (np.min_scalar_type(array.min()), np.min_scalar_type(array.max()))
    return array.astype(np.promote_types(*ends))


def _wide(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return array.astype(np.int64) if array.dtype.kind in "iu" else array


def read(path: Path) -> Instance:
    """The arrays of a file."""
    with np.load(path) as arrays:
        return Instance(**{name: _wide(arrays[name]) for name in arrays.files})


Solver = Callable[[Instance, float, str], Answer]
"""Given the arrays, how many seconds it may search, and the name of a setting."""


def serve(versions: Mapping[str, str], settings: Mapping[str, str], solve: Solver) -> None:
    """Answers the command line: tells about the program, or solves the instance of a file.

    The answer is the first run's, with the median times of all. Processor time is of this process
    and its threads, memory its peak. The clock starts when the arrays are read, so that building
    a solver's own model counts.
    """
    if sys.argv[1] == "--about":
        print(json.dumps({"versions": dict(versions), "settings": dict(settings)}))
        return
    path, seconds, runs, setting = sys.argv[1:]
    timed = [_timed(solve, Path(path), float(seconds), setting) for _ in range(int(runs))]
    first = timed[0]
    for name in ("cpu", "wall"):
        first[name] = round(statistics.median(one[name] for one in timed), 3)
    first["runs"] = len(timed)
    first["same"] = all(one.get("plan") == first.get("plan") for one in timed)
    first["memory_mb"] = peak_memory_mb()
    print(json.dumps(first))


def peak_memory_mb() -> int:
    """This process's peak; the usual count would begin at that of the process that started it."""
    told = Path("/proc/self/status")
    if told.exists():
        lines = dict(line.split(":", 1) for line in told.read_text(encoding="ascii").splitlines())
        return int(lines["VmHWM"].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _timed(solve: Solver, path: Path, seconds: float, setting: str) -> Answer:
    given = read(path)
    cpu, wall = time.process_time(), time.perf_counter()
    answer = solve(given, seconds, setting)
    return answer | {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
