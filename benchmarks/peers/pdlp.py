"""OR-Tools PDLP on the linear relaxation of the whole model: a bound, no plan."""

import numpy as np
import ortools
import scipy.sparse
from instance import UNBOUNDED, Answer, Instance, serve
from ortools.pdlp import solve_log_pb2, solvers_pb2
from ortools.pdlp.python import pdlp

TOLERANCE = 1e-6
SETTINGS = {"relaxation": f"2 threads, relative optimality gap and residuals {TOLERANCE:g}"}


def program(given: Instance) -> pdlp.QuadraticProgram:
    """One column an arc, then one a soft row; losses are made small."""
    slacked = np.flatnonzero(given.soft)
    arcs, count = len(given.person), len(slacked)
    low, high = given.lower.astype(float), given.upper.astype(float)
    low[given.lower <= -UNBOUNDED], high[given.upper >= UNBOUNDED] = -np.inf, np.inf
    sign = np.where(given.lower[slacked] > -UNBOUNDED, 1.0, -1.0)
    of_arcs = scipy.sparse.csc_matrix(
        (given.entry_coef.astype(float), given.entry_row, given.start), shape=(len(low), arcs)
    )
    of_slacks = scipy.sparse.csc_matrix(
        (sign, slacked, np.arange(count + 1)), shape=(len(low), count)
    )
    made = pdlp.QuadraticProgram()
    made.objective_vector = np.concatenate([-given.gain, given.price[slacked]]).astype(float)
    made.constraint_matrix = scipy.sparse.hstack([of_arcs, of_slacks], format="csc")
    made.constraint_lower_bounds, made.constraint_upper_bounds = low, high
    made.variable_lower_bounds = np.zeros(arcs + count)
    made.variable_upper_bounds = np.concatenate([np.ones(arcs), np.full(count, np.inf)])
    return made


def solve(given: Instance, seconds: float, _setting: str) -> Answer:
    told = solvers_pb2.PrimalDualHybridGradientParams()
    told.num_threads = 2
    told.termination_criteria.time_sec_limit = seconds
    wanted = told.termination_criteria.simple_optimality_criteria
    wanted.eps_optimal_relative = TOLERANCE
    wanted.eps_optimal_absolute = 0.0
    result = pdlp.primal_dual_hybrid_gradient(program(given), told)
    ended = result.solve_log.termination_reason
    infeasible = (
        solve_log_pb2.TERMINATION_REASON_PRIMAL_INFEASIBLE,
        solve_log_pb2.TERMINATION_REASON_PRIMAL_OR_DUAL_INFEASIBLE,
    )
    if ended in infeasible:
        return {"status": "infeasible"}
    done = ended == solve_log_pb2.TERMINATION_REASON_OPTIMAL
    duals = -np.asarray(result.dual_solution)
    return {"status": "relaxed" if done else "stopped", "duals": np.round(duals, 9).tolist()}


if __name__ == "__main__":
    serve({"ortools": ortools.__version__, "scipy": scipy.__version__}, SETTINGS, solve)
