"""The floor: OR-Tools' minimum-cost flow over the same arcs without any row but seats."""

import numpy as np
import ortools
from instance import Answer, Instance, serve
from ortools.graph.python import min_cost_flow

SETTINGS = {"no rows": "SimpleMinCostFlow over people and seats, all other rows left out"}


def solve(given: Instance, _seconds: float, _setting: str) -> Answer:
    people, posts = int(given.person.max()) + 1, int(given.post.max()) + 1
    sink = people + posts
    flow = min_cost_flow.SimpleMinCostFlow()
    head = np.where(given.post < 0, sink, people + given.post).astype(np.int32)
    one = np.ones(len(head), dtype=np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(given.person.astype(np.int32), head, one, -given.gain)
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(people, sink, dtype=np.int32),
        np.full(posts, sink, dtype=np.int32),
        np.ones(posts, dtype=np.int64),
        np.zeros(posts, dtype=np.int64),
    )
    supply = np.append(np.ones(people, dtype=np.int64), -people)
    flow.set_nodes_supplies(np.append(np.arange(people), sink).astype(np.int32), supply)
    if flow.solve() != flow.OPTIMAL:
        return {"status": "nothing"}
    return {"status": "optimal", "bound": -flow.optimal_cost()}


if __name__ == "__main__":
    serve({"ortools": ortools.__version__}, SETTINGS, solve)
