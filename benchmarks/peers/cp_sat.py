"""OR-Tools CP-SAT on the whole model, from the plan in which everybody stays."""

import time

import numpy as np
import ortools
from instance import SEED, UNBOUNDED, Answer, Instance, serve
from ortools.sat.python import cp_model

SETTINGS = {
    "2 workers": "num_workers=2",
    "1 worker": "num_workers=1, linearization_level=2",
}


class Trail(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]  # no types
    """Notes when each plan was met."""

    def __init__(self, began: float) -> None:
        super().__init__()
        self.began = began
        self.met: list[tuple[float, int]] = []

    def on_solution_callback(self) -> None:
        self.met.append((round(time.perf_counter() - self.began, 3), round(self.objective_value)))


def built(given: Instance) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """The model: one Boolean an arc, one whole number a soft row, hints for both."""
    model, missed = cp_model.CpModel(), given.misses(given.home).tolist()
    arcs = [model.new_bool_var("") for _ in range(len(given.person))]
    first, arc, coef = given.by_row
    exactly_one, at_most_one = given.of("one_place"), given.of("seats")
    sum_terms, sum_weights = list(arcs), given.gain.tolist()
    for row in range(len(given.lower)):
        mine = slice(first[row], first[row + 1])
        terms = [arcs[a] for a in arc[mine]]
        if exactly_one[row]:
            model.add_exactly_one(terms)
        elif at_most_one[row]:
            model.add_at_most_one(terms)
        else:
            weights = coef[mine].tolist()
            low, high = int(given.lower[row]), int(given.upper[row])
            if given.soft[row]:
                most = int(np.abs(coef[mine]).sum()) + abs(low if low > -UNBOUNDED else high)
                slack = model.new_int_var(0, most, "")
                terms, weights = [*terms, slack], [*weights, 1 if low > -UNBOUNDED else -1]
                model.add_hint(slack, missed[row])
                sum_terms.append(slack)
                sum_weights.append(-int(given.price[row]))
            total = cp_model.LinearExpr.weighted_sum(terms, weights)
            model.add_linear_constraint(total, low, high)
    for var, still in zip(arcs, given.still.tolist(), strict=True):
        model.add_hint(var, still)
    model.maximize(cp_model.LinearExpr.weighted_sum(sum_terms, sum_weights))
    return model, arcs


def solve(given: Instance, seconds: float, setting: str) -> Answer:
    began = time.perf_counter()
    model, arcs = built(given)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = SEED
    solver.parameters.num_workers = 2 if setting == "2 workers" else 1
    if setting == "1 worker":
        solver.parameters.linearization_level = 2
    trail = Trail(began)
    status = solver.solve(model, trail)
    names = {cp_model.OPTIMAL: "optimal", cp_model.INFEASIBLE: "infeasible"}
    answer: Answer = {"status": names.get(status, "stopped"), "trail": trail.met}
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        answer["plan"] = np.flatnonzero([solver.boolean_value(var) for var in arcs]).tolist()
    if status != cp_model.INFEASIBLE:
        answer["bound"] = solver.best_objective_bound
    return answer


if __name__ == "__main__":
    serve({"ortools": ortools.__version__}, SETTINGS, solve)
