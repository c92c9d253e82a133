"""Do the two engines agree: every layer's value by prices and by the exact engine, seed by seed.

Run: ``python benchmarks/agreement.py``. Rounds of up to 1,000 people in strict layers, every family
and several seeds. Results known for the same programs are kept, so that a stopped run goes on.
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import families
import numpy as np
import results
from instances import HERE, arrays, engine_stamp

from diaopei.planning.by_prices import solve_by_prices
from diaopei.planning.first_arcs import first_arcs
from diaopei.planning.layers import Solved, silent, solve_layers
from diaopei.planning.model import Model

SEEDS = {60: 10, 200: 5, 500: 2, 1_000: 1}
"""How many seeds at each size."""


def by_both(model: Model) -> tuple[Iterator[Solved], Iterator[Solved]]:
    """Both engines on one model, from the plan without a move where it keeps the rows."""
    home = arrays(model).home
    kept = not model.missed(home)[~model.soft].any()
    exact = solve_layers(model, {}, np.union1d(first_arcs(model), home), silent)
    return exact, solve_by_prices(model, {}, home if kept else None, silent)


def _told(done: Iterable[Solved]) -> dict[str, Any]:
    """Values and proofs of an engine's layers, and its time."""
    cpu = time.process_time()
    layers = [(each.layer.name, each.value, each.proved) for each in done]
    return {
        "values": {name: value for name, value, _ in layers},
        "proved": all(proved for *_, proved in layers),
        "cpu": round(time.process_time() - cpu, 2),
    }


def compared(family: str, people: int, seed: int) -> dict[str, Any]:
    """One round: whether all layers have the same values."""
    exact, prices = map(_told, by_both(families.model(families.FAMILIES[family], people, seed,
                                                      strict=True)))  # fmt: skip
    same = exact["values"] == prices["values"]
    told: dict[str, Any] = {"same": same, "exact_cpu": exact["cpu"], "prices_cpu": prices["cpu"]}
    told |= {"exact_proved": exact["proved"], "prices_proved": prices["proved"]}
    return told if same else told | {"exact": exact["values"], "prices": prices["values"]}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SEEDS))
    told = parser.parse_args()
    mark = engine_stamp(HERE / "agreement.py")
    known = results.of("agreement")
    rounds = known.get("rounds", {}) if known.get("stamp") == mark else {}
    for people, family in product(told.sizes, families.FAMILIES):
        for seed in range(SEEDS[people]):
            name = f"{family}/{people}/{seed}"
            if name not in rounds:
                rounds[name] = compared(family, people, seed)
                results.keep("agreement", summed(rounds) | {"stamp": mark})
                print(name, rounds[name], flush=True)
    return 0 if all(one["same"] for one in rounds.values()) else 1


def summed(rounds: dict[str, Any]) -> dict[str, Any]:
    """How many of the rounds agree."""
    every = rounds.values()
    return {
        "rounds": rounds,
        "compared": len(every),
        "agreeing": sum(one["same"] for one in every),
        "proved_by_prices": sum(one["prices_proved"] for one in every),
        **results.machine(),
    }


if __name__ == "__main__":
    raise SystemExit(main())
