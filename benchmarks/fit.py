"""How long scoring and pruning take: 5,000 people × 2,000 posts, and 1,000,000 pairs.

Run: ``python benchmarks/fit.py``. Prints the machine, versions and seed, and puts the medians
of five runs under ``fit`` into ``benchmarks/results.json``.
"""

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from diaopei.fit import score, score_grid, shortlist
from diaopei.snapshot import Snapshot
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.tables import EDUCATION, GRADES, LEVELS

SEED, RUNS = 2023, 5
PEOPLE, POSTS, PAIRS, KEEP = 5_000, 2_000, 1_000_000, 25
UNITS, COUNTIES, TERMS, YEARS = 280, 10, 4, 5
SYSTEMS = [f"system{n:02d}" for n in range(40)]
TIERS = ("prefecture", "county", "township")
AS_OF = date(2023, 5, 31)
RESULTS = Path(__file__).with_name("results.json")
LIMIT = 5.0


def ids(letter: str, count: int) -> list[str]:
    return [f"{letter}{n:06d}" for n in range(count)]


def lists(rng: np.random.Generator, count: int, share: float) -> list[list[str] | None]:
    """One or two specialties for a share of the rows, nothing for the rest."""
    words = rng.choice(SYSTEMS, (count, 2))
    return [
        sorted(set(map(str, pair))) if said else None
        for pair, said in zip(words, rng.random(count) < share, strict=True)
    ]


def ground(rng: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Ten counties, and units of 40 systems in them."""
    counties, units = ids("C", COUNTIES), ids("U", UNITS)
    places = {"place_id": counties, "name": counties, "kind": ["county"] * COUNTIES}
    return {
        "places": pl.DataFrame(places),
        "units": pl.DataFrame(
            {
                "unit_id": units,
                "name": units,
                "tier": rng.choice(TIERS, UNITS),
                "kind": ["government"] * UNITS,
                "system": rng.choice(SYSTEMS, UNITS),
                "place_id": rng.choice(counties, UNITS),
            }
        ),
        "posts": pl.DataFrame(
            {
                "post_id": ids("P", POSTS),
                "unit_id": rng.choice(units, POSTS),
                "title": ids("P", POSTS),
                "level": np.array(LEVELS)[rng.integers(6, 11, POSTS)],
                "specialties": lists(rng, POSTS, 0.3),
                "min_education": rng.choice(EDUCATION[:3], POSTS),
            }
        ),
    }


def corps(rng: np.random.Generator) -> dict[str, pl.DataFrame]:
    """People, and five appraisals of each."""
    people = ids("N", PEOPLE)
    return {
        "people": pl.DataFrame(
            {
                "person_id": people,
                "name": people,
                "birth": [date(1980, 1, 1)] * PEOPLE,
                "education": rng.choice(EDUCATION, PEOPLE),
                "specialties": lists(rng, PEOPLE, 0.8),
                "level": np.array(LEVELS)[rng.integers(6, 11, PEOPLE)],
                "status": ["active"] * PEOPLE,
            }
        ),
        "appraisals": pl.DataFrame(
            {
                "person_id": np.repeat(people, YEARS),
                "year": np.tile(np.arange(2018, 2023), PEOPLE),
                "grade": rng.choice(GRADES, PEOPLE * YEARS, p=[0.25, 0.7, 0.04, 0.01]),
            }
        ),
    }


def careers(rng: np.random.Generator) -> pl.DataFrame:
    """Four posts in each career; the first people hold the posts of the register today."""
    begun = 2023 - np.sort(rng.integers(0, 25, (PEOPLE, TERMS)), axis=1)[:, ::-1]
    post_ids: list[str | None] = [None] * (PEOPLE * TERMS)
    post_ids[TERMS - 1 : POSTS * TERMS : TERMS] = ids("P", POSTS)
    return pl.DataFrame(
        {
            "assignment_id": ids("A", PEOPLE * TERMS),
            "person_id": np.repeat(ids("N", PEOPLE), TERMS),
            "post_id": post_ids,
            "unit_id": rng.choice(ids("U", UNITS), PEOPLE * TERMS),
            "kind": ["post"] * (PEOPLE * TERMS),
            "year": begun.ravel(),
            "month": rng.integers(1, 6, PEOPLE * TERMS),
        }
    ).select(
        pl.exclude("year", "month"),
        pl.date("year", "month", 1).alias("start"),
        pl.date("year", "month", 1).shift(-1).over("person_id").alias("end"),
    )


def prefecture() -> Facts:
    """A fictitious prefecture, each table drawn from the seed."""
    rng = np.random.default_rng(SEED)
    tables = ground(rng) | corps(rng) | {"assignments": careers(rng)}
    return Facts(Snapshot.of({"name": "benchmark", "as_of": AS_OF, "fictitious": True}, tables))


def median_seconds(work: Callable[[Facts], object], facts: Facts) -> float:
    """The median of five runs, each from the bare snapshot: derived facts are not kept."""
    times = []
    for _ in range(RUNS):
        fresh = Facts(facts.snapshot)
        start = time.perf_counter()
        work(fresh)
        times.append(time.perf_counter() - start)
    return round(statistics.median(times), 3)


def measure() -> dict[str, Any]:
    """All figures, and what they were taken on."""
    facts = prefecture()
    people, posts = ids("N", PEOPLE), ids("P", POSTS)
    rng = np.random.default_rng(SEED)
    pairs = pl.DataFrame(
        {"person_id": rng.choice(people, PAIRS), "post_id": rng.choice(posts, PAIRS)}
    )
    kept = shortlist(facts, KEEP)
    return {
        "people": PEOPLE,
        "posts": POSTS,
        "keep": KEEP,
        "seed": SEED,
        "runs": RUNS,
        "grid_seconds": median_seconds(lambda f: score_grid(f, people, posts), facts),
        "grid_and_shortlist_seconds": median_seconds(
            lambda f: (score_grid(f, people, posts), shortlist(f, KEEP)), facts
        ),
        "shortlist_seconds": median_seconds(lambda f: shortlist(f, KEEP), facts),
        "shortlist_pairs": kept.height,
        "million_pairs_seconds": median_seconds(lambda f: score(f, pairs), facts),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "polars": pl.__version__,
        "numpy": np.__version__,
    }


def main() -> int:
    figures = measure()
    print(json.dumps(figures))
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["fit"] = figures
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0 if figures["grid_and_shortlist_seconds"] <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
