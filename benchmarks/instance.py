"""A model as plain arrays in a file: what every engine and every peer is given.

Knows numpy alone, so that a peer can read it in an environment of its own. Run as
``python -m peers.NAME --about`` or ``python -m peers.NAME FILE SECONDS SETTING``, a program that
calls `serve` answers with one line of JSON.
"""

import json
import resource
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
    no move; `kind` is the name of each row's constraint; `start[a]:start[a + 1]` are the entries of
    arc `a`. A soft row may be missed at `price` a step.
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
    kind: npt.NDArray[np.str_]
    still: npt.NDArray[np.bool_]

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

    def misses(self, plan: Ints) -> Ints:
        """By how much each row is missed under a plan."""
        taken = np.isin(self.entry_arc, plan)
        total = np.zeros(len(self.lower), dtype=np.int64)
        np.add.at(total, self.entry_row[taken], self.entry_coef[taken])
        short: Ints = np.maximum(0, np.maximum(self.lower - total, total - self.upper))
        return short

    def write(self, path: Path) -> None:
        """Writes the arrays to a file."""
        np.savez(path, **{field.name: getattr(self, field.name) for field in fields(self)})


def read(path: Path) -> Instance:
    """The arrays of a file."""
    with np.load(path) as arrays:
        return Instance(**{name: arrays[name] for name in arrays.files})


Solver = Callable[[Instance, float, str], Answer]
"""Given the arrays, how many seconds it may search, and the name of a setting."""


def serve(versions: Mapping[str, str], settings: Mapping[str, str], solve: Solver) -> None:
    """Answers the command line: tells about the program, or solves the instance of a file.

    Processor time, wall time and peak memory are of this process and its threads; the clock starts
    when the arrays are read, so building the program's own model counts.
    """
    if sys.argv[1] == "--about":
        print(json.dumps({"versions": dict(versions), "settings": dict(settings)}))
        return
    path, seconds, setting = sys.argv[1:]
    given = read(Path(path))
    cpu, wall = time.process_time(), time.perf_counter()
    answer = solve(given, float(seconds), setting)
    answer |= {
        "cpu": round(time.process_time() - cpu, 3),
        "wall": round(time.perf_counter() - wall, 3),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(answer))
