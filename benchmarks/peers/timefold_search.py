"""Timefold's local search over the whole model, from the plan in which everybody stays."""

import time
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Annotated

import numpy as np
from instance import SEED, UNBOUNDED, Answer, Instance, serve
from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration,
    EnvironmentMode,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import HardSoftScore, IncrementalScoreCalculator

FAR = 2**30


@planning_entity
@dataclass
class Person:
    number: Annotated[int, PlanningId]
    choices: Annotated[list[int], ValueRangeProvider(id="choices")]
    arc: Annotated[int | None, PlanningVariable(value_range_provider_refs=["choices"])] = field(default=None)


class Limits:
    def __init__(self, arcs, rows):
        self.start, self.row, self.coef, self.gain = arcs
        self.lower, self.upper, self.price = rows


@planning_solution
@dataclass
class Round:
    limits: Annotated[Limits, ProblemFactProperty]
    people: Annotated[list[Person], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


class Counted(IncrementalScoreCalculator):
    lower: list[int]
    upper: list[int]
    price: list[int]
    total: list[int]
    hard: int
    soft: int

    def reset_working_solution(self, solution) -> None:
        self.lower = solution.limits.lower
        self.upper = solution.limits.upper
        self.price = solution.limits.price
        self.start = solution.limits.start
        self.row = solution.limits.row
        self.coef = solution.limits.coef
        self.gain = solution.limits.gain
        self.total = [0] * len(self.lower)
        self.hard = 0
        self.soft = 0
        for row in range(len(self.lower)):
            short = self.lower[row]
            if short > 0:
                if self.price[row] > 0:
                    self.soft -= short * self.price[row]
                else:
                    self.hard -= short
        for person in solution.people:
            if person.arc is not None:
                self.change(person.arc, 1)

    def change(self, arc, sign) -> None:
        self.soft += sign * self.gain[arc]
        for place in range(self.start[arc], self.start[arc + 1]):
            row = self.row[place]
            low = self.lower[row]
            high = self.upper[row]
            before = self.total[row]
            after = before + sign * self.coef[place]
            self.total[row] = after
            less = 0
            if before < low:
                less = low - before
            elif before > high:
                less = before - high
            if after < low:
                less = less - low + after
            elif after > high:
                less = less - after + high
            if less != 0:
                if self.price[row] > 0:
                    self.soft += less * self.price[row]
                else:
                    self.hard += less

    def before_variable_changed(self, entity, variable_name) -> None:
        if entity.arc is not None:
            self.change(entity.arc, -1)

    def after_variable_changed(self, entity, variable_name) -> None:
        if entity.arc is not None:
            self.change(entity.arc, 1)

    def before_entity_added(self, entity) -> None:
        pass

    def after_entity_added(self, entity) -> None:
        pass

    def before_entity_removed(self, entity) -> None:
        pass

    def after_entity_removed(self, entity) -> None:
        pass

    def calculate_score(self):
        return HardSoftScore.of(self.hard, self.soft)


def built(given: Instance) -> Round:
    first = np.searchsorted(given.person, np.arange(given.person[-1] + 2)).tolist()
    home = given.home.tolist()
    people = [Person(p, list(range(first[p], first[p+1])), home[p]) for p in range(len(home))]
    price = np.where(given.soft, given.price, 0)
    return Round(Limits([x.tolist() for x in (given.start, given.entry_row, given.entry_coef, given.gain)],
        [np.maximum(given.lower, -FAR).tolist(), np.minimum(given.upper, FAR).tolist(), price.tolist()]), people)


def solve(given: Instance, seconds: float, _setting: str) -> Answer:
    began = time.perf_counter()
    config = SolverConfig(
        solution_class=Round, entity_class_list=[Person],
        environment_mode=EnvironmentMode.NO_ASSERT, random_seed=SEED,
        score_director_factory_config=ScoreDirectorFactoryConfig(incremental_score_calculator_class=Counted),
        termination_config=TerminationConfig(spent_limit=Duration(milliseconds=int(seconds * 1000))),
    )
    round_ = built(given)
    print('built', time.perf_counter()-began, flush=True)
    solver = SolverFactory.create(config).build_solver()
    print('factory', time.perf_counter()-began, flush=True)
    solved = solver.solve(round_)
    print('solved', time.perf_counter()-began, solved.score, flush=True)
    print('moves/s', solver._delegate.getMoveEvaluationSpeed() if hasattr(solver._delegate,'getMoveEvaluationSpeed') else None, solver._delegate.getScoreCalculationCount() if hasattr(solver._delegate,'getScoreCalculationCount') else None)
    return {"status": "stopped", "plan": sorted(p.arc for p in solved.people)}


if __name__ == "__main__":
    serve({"timefold": version("timefold")}, {"":""}, solve)
