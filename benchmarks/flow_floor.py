"""The floor: OR-Tools' minimum-cost flow over the same arcs without any row but seats.

Runs in an environment of its own (``requirements/bench.txt``): ``python flow_floor.py ARCS.npz``.
"""

import json
import sys
import time

import numpy as np
import ortools
from ortools.graph.python import min_cost_flow


def solved(person: np.ndarray, post: np.ndarray, gain: np.ndarray) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    people, posts = int(person.max()) + 1, int(post.max()) + 1
    sink = people + posts
    flow = min_cost_flow.SimpleMinCostFlow()
    head = np.where(post < 0, sink, people + post).astype(np.int32)
    flow.add_arcs_with_capacity_and_unit_cost(
        person.astype(np.int32), head, np.ones(len(head), np.int64), -gain
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(people, sink, dtype=np.int32), np.full(posts, sink, np.int32),
        np.ones(posts, np.int64), np.zeros(posts, np.int64),
    )  # fmt: skip
    supply = np.append(np.ones(people, np.int64), -people)
    flow.set_nodes_supplies(np.append(np.arange(people), sink).astype(np.int32), supply)
    if flow.solve() != flow.OPTIMAL:
        msg = "the flow has no solution"
        raise RuntimeError(msg)
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "value": -flow.optimal_cost(),
    }


if __name__ == "__main__":
    with np.load(sys.argv[1]) as arcs:
        told = solved(arcs["person"], arcs["post"], arcs["gain"])
    print(json.dumps({**told, "version": ortools.__version__}))
