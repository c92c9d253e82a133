"""How long wishes take: 15,000 people who rank 500 posts of 30 seats, all of them.

Run: ``python benchmarks/mechanisms.py``. The size is that of the second run of an army's talent
marketplace. Tastes run from each person's own to everybody's the same. Prints the machine,
versions and seed, and puts the medians of five runs under ``mechanisms`` into
``benchmarks/results.json``. Deferred acceptance must take less than a second at every taste.
"""

import json
import os
import platform
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from diaopei.planning.by_wishes import mechanisms
from diaopei.planning.market import NOBODY, Market, Mechanism

SEED, RUNS, LIMIT = 2020, 5, 1.0
PEOPLE, POSTS, SEATS, HELD = 15_000, 500, 30, 24
TASTES = {"own": 0.0, "half": 0.5, "same": 1.0}
RESULTS = Path(__file__).with_name("results.json")


def market(shared: float) -> Market:
    """Four in five people hold a post and rank it among the others; two thirds must be filled."""
    rng = np.random.default_rng(SEED)
    taste = rng.random(POSTS) * shared + rng.random((PEOPLE, POSTS)) * (1 - shared)
    order = np.argsort(-taste, axis=1)
    own = np.full(PEOPLE, NOBODY, dtype=np.int64)
    own[: POSTS * HELD] = rng.permutation(np.repeat(np.arange(POSTS), HELD))
    start = np.arange(PEOPLE + 1) * POSTS
    place = np.argmax(order == own[:, None], axis=1)
    return Market(
        own=own,
        rank=rng.permutation(PEOPLE),
        start=start,
        wanted=np.where(own == NOBODY, start[1:], start[:-1] + place + 1),
        post=order.ravel(),
        score=rng.integers(0, 1001, PEOPLE * POSTS),
        arc=np.arange(PEOPLE * POSTS),
        seats=np.full(POSTS, SEATS, dtype=np.int64),
        needed=np.full(POSTS, SEATS * 2 // 3, dtype=np.int64),
    )


def median_seconds(mechanism: Mechanism, here: Market) -> tuple[float, float]:
    """The medians of five runs: of the clock on the wall, and of the processor."""
    wall, processor = [], []
    for _ in range(RUNS):
        begun, used = time.perf_counter(), time.process_time()
        mechanism.run(here)
        wall.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    return round(statistics.median(wall), 3), round(statistics.median(processor), 3)


def measure() -> dict[str, Any]:
    """All figures, and what they were taken on."""
    seconds: dict[str, float] = {}
    for taste, shared in TASTES.items():
        here = market(shared)
        for name, mechanism in mechanisms().items():
            wall, processor = median_seconds(mechanism, here)
            seconds |= {f"{name}_{taste}_wall": wall, f"{name}_{taste}_processor": processor}
    return {
        **seconds,
        "people": PEOPLE,
        "posts": POSTS,
        "seats": SEATS,
        "seed": SEED,
        "runs": RUNS,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def main() -> int:
    figures = measure()
    print(json.dumps(figures, indent=1))
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["mechanisms"] = figures
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    slowest = max(figures[f"deferred_acceptance_{taste}_processor"] for taste in TASTES)
    return 0 if slowest < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
