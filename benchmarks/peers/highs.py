"""HiGHS' mixed-integer search on the whole model, from the plan in which everybody stays."""

import time
from importlib.metadata import version

import highspy
import numpy as np
from instance import SEED, UNBOUNDED, Answer, Instance, serve

SETTINGS = {"mip": "presolve on, 2 threads, mip_rel_gap=0, mip_abs_gap=0.5"}


def program(given: Instance) -> highspy.HighsLp:
    """One column an arc, then one a soft row that says by how much it is missed."""
    slacked = np.flatnonzero(given.soft)
    arcs, count = len(given.person), len(slacked)
    low, high = given.lower.astype(float), given.upper.astype(float)
    low[given.lower <= -UNBOUNDED], high[given.upper >= UNBOUNDED] = -np.inf, np.inf
    made = highspy.HighsLp()
    made.num_col_, made.num_row_ = arcs + count, len(low)
    made.sense_ = highspy.ObjSense.kMaximize
    made.col_cost_ = np.concatenate([given.gain, -given.price[slacked]]).astype(float)
    made.col_lower_ = np.zeros(arcs + count)
    made.col_upper_ = np.concatenate([np.ones(arcs), np.full(count, np.inf)])
    made.row_lower_, made.row_upper_ = low, high
    made.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    ends = given.start[-1] + np.arange(1, count + 1)
    made.a_matrix_.start_ = np.concatenate([given.start, ends]).astype(np.int32)
    made.a_matrix_.index_ = np.concatenate([given.entry_row, slacked]).astype(np.int32)
    sign = np.where(given.lower[slacked] > -UNBOUNDED, 1, -1)
    made.a_matrix_.value_ = np.concatenate([given.entry_coef, sign]).astype(float)
    whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    made.integrality_ = [whole] * arcs + [real] * count
    return made


def solve(given: Instance, seconds: float, _setting: str) -> Answer:
    began = time.perf_counter()
    solver = highspy.Highs()
    solver.silent()
    for name, value in (("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5), ("random_seed", SEED),
                        ("threads", 2), ("time_limit", seconds)):  # fmt: skip
        solver.setOptionValue(name, value)
    solver.passModel(program(given))
    trail: list[tuple[float, int]] = []
    start = np.zeros(len(given.person) + int(given.soft.sum()))
    start[given.home] = 1
    start[len(given.person) :] = given.misses(given.home)[given.soft]
    solver.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
    solver.cbMipImprovingSolution += lambda event: trail.append(
        (round(time.perf_counter() - began, 3), round(event.data_out.objective_function_value))
    )
    solver.run()
    return found(solver, given) | {"trail": trail}


def found(solver: highspy.Highs, given: Instance) -> Answer:
    """What the solver ended with."""
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kInfeasible:
        return {"status": "infeasible"}
    best = status == highspy.HighsModelStatus.kOptimal
    answer: Answer = {"status": "optimal" if best else "stopped"}
    if np.isfinite(info.mip_dual_bound):
        answer["bound"] = info.mip_dual_bound
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        values = np.array(solver.getSolution().col_value)[: len(given.person)]
        answer["plan"] = np.flatnonzero(values > 1 / 2).tolist()
    return answer


if __name__ == "__main__":
    serve({"highspy": version("highspy")}, SETTINGS, solve)
