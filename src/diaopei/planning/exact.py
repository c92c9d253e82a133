"""The only file that knows HiGHS: linear relaxations that grow by arcs, and exact search."""

from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt

from diaopei.errors import DiaopeiError
from diaopei.planning.model import UNBOUNDED, Floats, Ints, Layer, Model

DUAL_SIMPLEX, PRIMAL_SIMPLEX = 1, 4
"""HiGHS strategies: the primal starts well from the basis of the layer above or when arcs have
come in, the dual when arcs have been shut."""

ALL_RULES = 2**17 - 1
"""Every rule of presolve that may be switched off, one bit each."""


class SolverError(DiaopeiError):
    """The solver stopped without an answer; the message carries its own words."""


@dataclass(frozen=True)
class Relaxed:
    """An optimum of the relaxation over the arcs in it.

    `duals` are those of the model's rows, then of the cut-off rows, in the order of adding.
    """

    value: float
    duals: Floats
    columns: Floats


@dataclass
class Relaxation:
    """The linear relaxation over some of the arcs, kept warm from layer to layer.

    Columns are first the slacks of soft rows, then the arcs in the order they came in.
    """

    model: Model
    arcs: Ints
    cuts: list[tuple[Layer, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Hands the rows and the first arcs to the solver."""
        self._slacked = np.flatnonzero(self.model.soft)
        self._solver = _quiet()
        self._open = np.ones(len(self.arcs), dtype=bool)
        # Presolve would find rows in conflict without the multipliers that show it.
        self._solver.setOptionValue("presolve", "off")
        self._solver.passModel(_program(self.model, self.arcs, self._slacked))

    def aim(self, layer: Layer) -> None:
        """Makes the layer's score the objective."""
        self._layer = layer
        cost = np.concatenate([-layer.price[self._slacked], layer.gain[self.arcs]]).astype(float)
        self._solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)

    def keep(self, layer: Layer, at_least: int) -> None:
        """From now on the layer's score may not fall below a number."""
        self.cuts.append((layer, at_least))
        cost = np.concatenate([-layer.price[self._slacked], layer.gain[self.arcs]]).astype(float)
        used = np.flatnonzero(cost).astype(np.int32)
        low = float(at_least - layer.constant)
        self._solver.addRow(low, highspy.kHighsInf, len(used), used, cost[used])

    def admit(self, arcs: Ints) -> None:
        """Takes more arcs in, with their entries in all rows and cut-offs."""
        starts, rows, coefs = _columns(self.model, arcs, [layer for layer, _ in self.cuts])
        count = len(arcs)
        self._solver.addCols(
            count,
            self._layer.gain[arcs].astype(float),
            np.zeros(count),
            np.ones(count),
            len(rows),
            starts[:-1],
            rows,
            coefs,
        )
        self.arcs = np.concatenate([self.arcs, arcs])
        self._open = np.concatenate([self._open, np.ones(count, dtype=bool)])

    def confine(self, alive: npt.NDArray[np.bool_]) -> None:
        """Shuts every arc that is not alive, and opens those that are again."""
        wanted = alive[self.arcs]
        changed = np.flatnonzero(wanted != self._open)
        if len(changed):
            columns = (changed + len(self._slacked)).astype(np.int32)
            upper = wanted[changed].astype(float)
            self._solver.changeColsBounds(len(columns), columns, np.zeros(len(columns)), upper)
        self._open = wanted

    def ray(self) -> Floats | None:
        """After no optimum: multipliers of the rows that show why none exists, if to be had."""
        _, known, values = self._solver.getDualRay()  # type: ignore[attr-defined]  # no stub
        largest = np.abs(values).max() if known else 0.0
        return values / largest if largest > 0 else None

    def solve(self, strategy: int = PRIMAL_SIMPLEX) -> Relaxed | None:
        """The optimum, or None where the rows cannot all be kept.

        Raises:
            SolverError: the solver gave up.
        """
        self._solver.setOptionValue("simplex_strategy", strategy)
        status = self._ran()
        if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible):
            # A basis gone bad in its numbers: from scratch the simplex method finds its way.
            self._solver.clearSolver()
            status = self._ran()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise _stopped(self._solver)
        solution = self._solver.getSolution()
        return Relaxed(
            value=self._solver.getInfo().objective_function_value + self._layer.constant,
            duals=np.array(solution.row_dual),
            columns=np.array(solution.col_value)[len(self._slacked) :],
        )

    def _ran(self) -> highspy.HighsModelStatus:
        """The solver's word after one more run."""
        _run(self._solver)
        return self._solver.getModelStatus()


@dataclass(frozen=True)
class Search:
    """What exact search over some arcs found: the chosen arcs, and whether that is proved best.

    No arc is chosen where the effort ran out before any plan was found.
    """

    chosen: Ints
    proved: bool


@dataclass(frozen=True)
class Effort:
    """Where a search begins and when it may stop: at how many nodes, or points below its bound.

    `start` is a choice to begin with, or None; `light` spares the rules of presolve that take
    longer than the whole search where prices have left little open.
    """

    start: Ints | None = None
    nodes: int = 2**31 - 1
    gap: float = 0.5
    light: bool = False


def search(
    model: Model, arcs: Ints, layer: Layer, cuts: list[tuple[Layer, int]], start: Ints | None
) -> Search | None:
    """The best choice among some arcs for a layer, by branch and bound; None if there is none.

    Args:
        model: rows and layers.
        arcs: the arcs that may be chosen.
        layer: the score to make largest.
        cuts: layers above with the score each must keep.
        start: a choice to begin with, or none.
    """
    return search_within(model, arcs, layer, cuts, Effort(start))


def search_within(
    model: Model, arcs: Ints, layer: Layer, cuts: list[tuple[Layer, int]], effort: Effort
) -> Search | None:
    """Like `search`, but it may stop before the answer is proved."""
    slacked = np.flatnonzero(model.soft)
    solver = _quiet()
    for option, value in (("mip_rel_gap", 0.0), ("mip_abs_gap", effort.gap), ("random_seed", 0)):
        solver.setOptionValue(option, value)
    solver.setOptionValue("mip_max_nodes", effort.nodes)
    if effort.light:
        solver.setOptionValue("presolve_rule_off", ALL_RULES)
    solver.passModel(_program(model, arcs, slacked, integral=True))
    cost = np.concatenate([-layer.price[slacked], layer.gain[arcs]]).astype(float)
    solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    for cut, at_least in cuts:
        row = np.concatenate([-cut.price[slacked], cut.gain[arcs]]).astype(float)
        used = np.flatnonzero(row).astype(np.int32)
        solver.addRow(float(at_least - cut.constant), highspy.kHighsInf, len(used), used, row[used])
    if effort.start is not None:
        _begin(solver, model, arcs, effort.start)
    _run(solver)
    return _found(solver, arcs, len(slacked))


def write_mps(
    model: Model, arcs: Ints, layer: Layer, cuts: list[tuple[Layer, int]], path: str
) -> None:
    """Writes a layer's whole model as MPS, so that any solver can contradict us."""
    slacked = np.flatnonzero(model.soft)
    solver = _quiet()
    solver.passModel(_program(model, arcs, slacked, integral=True))
    cost = np.concatenate([-layer.price[slacked], layer.gain[arcs]]).astype(float)
    solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    solver.changeObjectiveOffset(float(layer.constant))
    for cut, at_least in cuts:
        row = np.concatenate([-cut.price[slacked], cut.gain[arcs]]).astype(float)
        used = np.flatnonzero(row).astype(np.int32)
        solver.addRow(float(at_least - cut.constant), highspy.kHighsInf, len(used), used, row[used])
    solver.writeModel(path)


def _quiet() -> highspy.Highs:
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.HandleUserInterrupt = True
    return solver


def _run(solver: highspy.Highs) -> None:
    """Runs the solver in a thread of its own, so that ctrl-C is heard while it works."""
    thread = solver.startSolve()
    try:
        while thread.is_alive():
            thread.join(0.05)
    except KeyboardInterrupt:
        solver.cancelSolve()
        thread.join()
        raise


def _found(solver: highspy.Highs, arcs: Ints, slacks: int) -> Search | None:
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        if status == highspy.HighsModelStatus.kSolutionLimit:
            return Search(np.zeros(0, dtype=np.int64), proved=False)
        raise _stopped(solver)
    values = np.array(solver.getSolution().col_value)[slacks:]
    chosen = np.sort(arcs[values > 0.5])
    return Search(chosen, proved=status == highspy.HighsModelStatus.kOptimal)


def _stopped(solver: highspy.Highs) -> SolverError:
    words = solver.modelStatusToString(solver.getModelStatus())
    return SolverError(f"the solver stopped with {words!r}; run again, or report the round file")


def _begin(solver: highspy.Highs, model: Model, arcs: Ints, start: Ints) -> None:
    slacked = np.flatnonzero(model.soft)
    values = np.concatenate([model.missed(start)[slacked], np.isin(arcs, start)]).astype(float)
    solver.setSolution(len(values), np.arange(len(values), dtype=np.int32), values)


def _program(model: Model, arcs: Ints, slacked: Ints, *, integral: bool = False) -> highspy.HighsLp:
    """The rows over slacks and some arcs as a program to be maximised."""
    starts, rows, coefs = _columns(model, arcs, [])
    slack_coef = np.where(model.lower[slacked] > -UNBOUNDED, 1.0, -1.0)
    count = len(slacked)
    program = highspy.HighsLp()
    program.num_col_ = count + len(arcs)
    program.num_row_ = len(model.lower)
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = np.zeros(count + len(arcs))
    program.col_lower_ = np.zeros(count + len(arcs))
    program.col_upper_ = np.concatenate([np.full(count, highspy.kHighsInf), np.ones(len(arcs))])
    program.row_lower_ = _bound(model.lower)
    program.row_upper_ = _bound(model.upper)
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.concatenate([np.arange(count), count + starts]).astype(np.int32)
    program.a_matrix_.index_ = np.concatenate([slacked, rows]).astype(np.int32)
    program.a_matrix_.value_ = np.concatenate([slack_coef, coefs])
    if integral:
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        program.integrality_ = [real] * count + [whole] * len(arcs)
    return program


def _bound(values: Ints) -> Floats:
    bounds = values.astype(float)
    bounds[values <= -UNBOUNDED] = -highspy.kHighsInf
    bounds[values >= UNBOUNDED] = highspy.kHighsInf
    return bounds


def _columns(
    model: Model, arcs: Ints, cuts: list[Layer]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Floats]:
    """Column starts, row numbers and coefficients of some arcs, cut-off rows after the model's."""
    entries = model.entries(arcs)
    owner = np.repeat(np.arange(len(arcs)), model.start[arcs + 1] - model.start[arcs])
    rows, coefs = [model.entry_row[entries]], [model.entry_coef[entries]]
    owners = [owner]
    for number, layer in enumerate(cuts):
        used = np.flatnonzero(layer.gain[arcs])
        rows.append(np.full(len(used), len(model.lower) + number))
        coefs.append(layer.gain[arcs][used])
        owners.append(used)
    order = np.argsort(np.concatenate(owners), kind="stable")
    counts = np.bincount(np.concatenate(owners), minlength=len(arcs))
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    flat = np.concatenate(rows)[order].astype(np.int32)
    return starts, flat, np.concatenate(coefs)[order].astype(float)
