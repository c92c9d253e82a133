"""What the days and the wishes of a plan cost: 100,000 people of whom a tenth moves, and fairness.

Run: ``python benchmarks/days_and_wishes.py``. The moves are made up (rings and chains over the
posts of a fictitious register), since only their shape matters to the days; the wishes are those
of a fictitious prefecture whose arcs are all pairs. Processor seconds, medians of three runs, go
under ``days_and_wishes`` into ``benchmarks/results.json`` with the machine and the seeds.
"""

import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from diaopei.checker.dates import broken_dates
from diaopei.fiction import prefecture
from diaopei.planning import Draft, Round
from diaopei.planning.calendar import Pace
from diaopei.planning.chains import chains
from diaopei.planning.order import ordered
from diaopei.snapshot.facts import Facts

PEOPLE, WISHING, SEED, RUNS = 100_000, 2_000, 1, 3
FIRST, PACE = date(2023, 6, 1), Pace(hand_over=7, bench=14, per_week=1_000)
RESULTS = Path(__file__).with_name("results.json")


def made_up(facts: Facts) -> pl.DataFrame:
    """Moves of a tenth of the people: each takes the next one's post, every fourth an empty one."""
    held = facts.holders.select("person_id", from_post_id="post_id").unique(
        "from_post_id", keep="first", maintain_order=True
    )
    movers = held.sample(PEOPLE // 10, seed=SEED).sort("person_id")
    empty = facts.posts.join(facts.holders.select("post_id"), on="post_id", how="anti")["post_id"]
    to = movers["from_post_id"].gather(np.roll(np.arange(movers.height), 1)).to_list()
    for number, post in zip(range(0, len(to), 4), empty, strict=False):
        to[number] = post
    moves = movers.with_columns(to_post_id=pl.Series(to)).unique(
        "to_post_id", keep="first", maintain_order=True
    )
    told = moves.join(chains(moves), on="person_id", validate="1:1")
    return told.sort("chain", "place_in_chain").with_columns(starts_on=pl.lit(None, pl.Date))


def seconds(act: Callable[[], object]) -> float:
    """Processor seconds of an act, the median of some runs."""
    took = []
    for _ in range(RUNS):
        begun = time.process_time()
        act()
        took.append(time.process_time() - begun)
    return round(statistics.median(took), 3)


def days() -> dict[str, Any]:
    """Of the order of moves and of the checker, which follows it post by post."""
    facts = Facts(prefecture(PEOPLE))
    moves = made_up(facts)
    order, placed = ordered(moves, facts, FIRST, PACE)
    told = {"first_day": FIRST.isoformat(), "pace": asdict(PACE), **order.summary()}
    frames = {"moves": placed, "legs": order.legs, "unkept": order.unkept}
    text = {name: t.cast(dict.fromkeys(t.columns, pl.String)) for name, t in frames.items()}
    if broken_dates(facts, told, text):
        msg = "the checker refuses the days of the planner; report it"
        raise AssertionError(msg)
    return {
        "people": PEOPLE,
        "moves": moves.height,
        "days_processor": seconds(lambda: ordered(moves, facts, FIRST, PACE)),
        "checked_processor": seconds(lambda: broken_dates(facts, told, text)),
    }


def wishes() -> dict[str, Any]:
    """Of all mechanisms together, with what they do to wishes and every row they break."""
    draft = Draft.of(prefecture(WISHING), "ngari", Round())
    nobody = pl.DataFrame(schema={"person_id": pl.String, "to_post_id": pl.String})

    def all_told() -> object:
        return Draft(draft.problem, draft.model, draft.issues).fairness(nobody)

    return {
        "wishing_among": WISHING,
        "arcs": draft.problem.arcs.height,
        "wishes": draft.problem.facts.snapshot.wishes.height,
        "mechanisms_and_fairness_processor": seconds(all_told),
    }


def main() -> None:
    """Measures, prints and keeps the figures."""
    figures = {
        **days(),
        **wishes(),
        "seed": SEED,
        "runs": RUNS,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "versions": {"python": platform.python_version(), "polars": pl.__version__},
    }
    print(json.dumps(figures, indent=1))
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["days_and_wishes"] = figures
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
