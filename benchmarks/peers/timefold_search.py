"""Timefold's local search over the whole model, from the plan in which everybody stays.

Its Python package translates the classes below to Java. A planning entity is a person, whose
variable ranges over the numbers of the person's own arcs; rows that must be kept are hard points,
one for each step missed, gains and priced rows soft points. The score is counted incrementally:
constraint streams over the same rows were tried and took about twice as long for each move. Tried
as well, and behind: the default moves alone, change moves alone, simulated annealing, and a start
from nothing with first fit.
"""

from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Annotated

import numpy as np
from instance import SEED, Answer, Instance, Ints, serve
from timefold.solver import SolverFactory
from timefold.solver.config import (
    EnvironmentMode,
    ScoreDirectorFactoryConfig,
    SolverConfig,
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

SETTINGS = {
    "search": "incremental score, environment mode NO_ASSERT, late acceptance of 400; change, swap "
    "and ruin-and-recreate moves"
}
SEARCH = """<solver><localSearch>
<unionMoveSelector><changeMoveSelector/><swapMoveSelector/><ruinRecreateMoveSelector/>
</unionMoveSelector>
<acceptor><lateAcceptanceSize>400</lateAcceptanceSize></acceptor>
<forager><acceptedCountLimit>1</acceptedCountLimit></forager>
<termination><millisecondsSpentLimit>{limit}</millisecondsSpentLimit></termination>
</localSearch></solver>"""
FAR = 2**30
"""Stands for "no bound": Timefold's hard and soft points have 32 bits."""


def words(numbers: Ints) -> str:
    """Numbers as one text: it is handed to Java far faster than a list of numbers."""
    return " ".join(map(str, numbers.tolist()))


class Numbers:
    """The arrays of the instance as texts."""

    def __init__(self, given: Instance) -> None:
        self.start = words(given.start)
        self.row = words(given.entry_row)
        self.coef = words(given.entry_coef)
        self.gain = words(given.gain)
        self.lower = words(np.maximum(given.lower, -FAR))
        self.upper = words(np.minimum(given.upper, FAR))
        self.price = words(np.where(given.soft, given.price, 0))


@planning_entity
@dataclass
class Person:
    number: Annotated[int, PlanningId]
    first: int
    last: int
    arc: Annotated[int | None, PlanningVariable(value_range_provider_refs=["choices"])] = field(
        default=None
    )

    def choices(self) -> Annotated[list[int], ValueRangeProvider(id="choices")]:
        return list(range(self.first, self.last + 1))


@planning_solution
@dataclass
class Round:
    numbers: Annotated[Numbers, ProblemFactProperty]
    people: Annotated[list[Person], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


class Counted(IncrementalScoreCalculator):  # type: ignore[misc]  # the package has no types here
    """The score, kept up to date row by row."""

    start: list[int]
    row: list[int]
    coef: list[int]
    gain: list[int]
    lower: list[int]
    upper: list[int]
    price: list[int]
    total: list[int]
    hard: int
    soft: int

    def reset_working_solution(self, solution: Round) -> None:
        given = solution.numbers
        self.start = [int(word) for word in given.start.split(" ")]
        self.row = [int(word) for word in given.row.split(" ")]
        self.coef = [int(word) for word in given.coef.split(" ")]
        self.gain = [int(word) for word in given.gain.split(" ")]
        self.lower = [int(word) for word in given.lower.split(" ")]
        self.upper = [int(word) for word in given.upper.split(" ")]
        self.price = [int(word) for word in given.price.split(" ")]
        self.total = [0] * len(self.lower)
        self.hard = 0
        self.soft = 0
        for row in range(len(self.lower)):
            self.miss(row, -max(0, self.lower[row]))
        for person in solution.people:
            if person.arc is not None:
                self.change(person.arc, 1)

    def miss(self, row: int, less: int) -> None:
        if self.price[row] > 0:
            self.soft += less * self.price[row]
        else:
            self.hard += less

    def change(self, arc: int, sign: int) -> None:
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
                less -= low - after
            elif after > high:
                less -= after - high
            if less != 0:
                self.miss(row, less)

    def before_variable_changed(self, entity: Person, _name: str) -> None:
        if entity.arc is not None:
            self.change(entity.arc, -1)

    def after_variable_changed(self, entity: Person, _name: str) -> None:
        if entity.arc is not None:
            self.change(entity.arc, 1)

    def before_entity_added(self, entity: Person) -> None:
        pass

    def after_entity_added(self, entity: Person) -> None:
        pass

    def before_entity_removed(self, entity: Person) -> None:
        pass

    def after_entity_removed(self, entity: Person) -> None:
        pass

    def calculate_score(self) -> HardSoftScore:
        return HardSoftScore.of(self.hard, self.soft)


def built(given: Instance) -> Round:
    """The round with everybody where they are."""
    home = given.home.tolist()
    first = np.searchsorted(given.person, np.arange(len(home) + 1)).tolist()
    people = [
        Person(person, first[person], first[person + 1] - 1, home[person])
        for person in range(len(home))
    ]
    return Round(Numbers(given), people)


def solve(given: Instance, seconds: float, _setting: str) -> Answer:
    """The limit is for the search alone: handing the round over to Java takes longer."""
    config = SolverConfig(
        solution_class=Round,
        entity_class_list=[Person],
        environment_mode=EnvironmentMode.NO_ASSERT,
        random_seed=SEED,
        score_director_factory_config=ScoreDirectorFactoryConfig(
            incremental_score_calculator_class=Counted
        ),
        xml_source_text=SEARCH.format(limit=round(1000 * seconds)),
    )
    solved = SolverFactory.create(config).build_solver().solve(built(given))
    return {"status": "stopped", "plan": sorted(int(person.arc) for person in solved.people)}


if __name__ == "__main__":
    serve({"timefold": version("timefold")}, SETTINGS, solve)
