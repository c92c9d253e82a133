"""The office that brings jurisdictions to agree on prices, layer by layer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from diaopei.planning.auction.engine import CHOICES, SMALL, Above, Pace, gap_of, priced, refined
from diaopei.planning.auction.losses import Priced
from diaopei.planning.auction.schedules import Schedule
from diaopei.planning.exact import Effort
from diaopei.planning.jurisdictions.joint import AFRESH, FOLLOW, REST, followed
from diaopei.planning.jurisdictions.lists import Lists
from diaopei.planning.jurisdictions.shortlist import Answer, Question
from diaopei.planning.jurisdictions.workers import Workers
from diaopei.planning.model import UNBOUNDED, Ints, Layer, Model
from diaopei.planning.prices import SCALE, Cuts, best_by_person, bound, reduced

ROUNDS = 16
"""How often the jurisdictions are asked about one layer at most."""

FEW, MORE = 2, 9
"""Arcs a person on the first list, and arcs a person that are added at a time."""

A_POST = 3
"""People a post on the first lists."""

ROUGH = Pace((Schedule(rounds=15, fine=1 / 1_000),), (), Effort())
"""The first prices need not be fine: the first lists are short."""

CLOSE = 1_000_000
"""Lists are good where what they miss is below this part of the grain a person."""


@dataclass(frozen=True)
class Turn:
    """One round of asking: the layer, the number of the round, and what it came to.

    `bound` holds for every plan, `joint` for those on the lists alone, both in units of 1/SCALE;
    `score` is that of the plan in hand, `listed` how many arcs are on the lists.
    """

    layer: Layer
    turn: int
    bound: int
    joint: int
    score: int
    listed: int


@dataclass(frozen=True)
class Agreed:
    """A layer done: the plan, arcs by their numbers in the whole, with prices and their bound."""

    layer: Layer
    chosen: Ints
    score: int
    kept: int
    proved: bool
    known: Priced


@dataclass(frozen=True)
class Way:
    """How hard to try, and who is told of every round."""

    pace: Pace
    watch: Callable[[Turn], None]


class Office:
    """Asks the jurisdictions at prices, lists the arcs they name, and prices the lists again."""

    def __init__(self, frame: Model, parts: Sequence[Any], workers: Workers, start: Ints) -> None:
        """Takes what is common to all, the handles of the parts, and a plan that keeps every row.

        Args:
            frame: rows and layers of the whole.
            parts: the handles of its parts.
            workers: who does their work.
            start: a choice of arcs by their numbers in the whole.
        """
        self.frame, self.chosen = frame, start
        self.lists = Lists(frame, parts, workers)
        self.lists.open(start)
        self.kept: list[int] = []
        self.before: tuple[Ints, Ints] | None = None

    def solved(self, tolerance: Mapping[str, int], way: Way) -> Iterator[Agreed]:
        """Layer after layer, each as soon as it is done.

        Args:
            tolerance: by layer, how much of its score the layers below may give up.
            way: how hard to try, and who is told.
        """
        for number, layer in enumerate(self.frame.layers):
            known = self._agreed(number, way)
            known, proved = self._searched(number, known, way.pace)
            score = self._score(number)
            kept = score - tolerance.get(layer.name, 0)
            yield Agreed(layer, self.chosen, score, kept, proved, known)
            most = known.bound - kept * SCALE
            question = Question(number, known.rows, known.cuts)
            self.lists.narrow(question, self.chosen, most)
            self.kept.append(kept)
            self.before = known.rows, known.cuts

    def _agreed(self, number: int, way: Way) -> Priced:
        """The best prices met until no jurisdiction misses anybody; keeps the best plan met."""
        nothing = np.zeros(len(self.frame.lower), np.int64), np.zeros(len(self.kept), np.int64)
        first = self.lists.ask(Question(number, *nothing, FEW, A_POST))
        self.lists.admit(first, whole_posts=False, a_post=A_POST)
        known = best = self._priced(number, ROUGH)
        steps = [FOLLOW, AFRESH]
        for turn in range(ROUNDS):
            a_post = 0 if turn else A_POST
            answers = self.lists.ask(Question(number, known.rows, known.cuts, MORE, a_post))
            whole = self._bound(number, known, answers)
            if not turn or whole < best.bound:
                best = known._replace(bound=whole)
            self._take(known.chosen)
            score = self._score(number)
            layer, listed = self.frame.layers[number], len(self.lists.listed.arc)
            way.watch(Turn(layer, turn, whole, known.bound, score, listed))
            good = (whole - known.bound) * CLOSE <= known.grain * self.lists.people
            if best.bound // SCALE <= score or (good and not steps):
                break
            self.lists.admit(answers, whole_posts=turn > 0, a_post=a_post)
            if not turn:
                known = self._priced(number, way.pace)
            else:
                known = self._followed(number, known, steps.pop(0) if good or turn == 1 else REST)
        return best

    def _followed(self, number: int, last: Priced, schedule: Schedule) -> Priced:
        model = self.lists.listed.model
        return followed(model, model.layers[number], self._above(), (last, schedule))

    def _above(self) -> Above:
        """The layers above, with their prices, over the arcs listed."""
        model = self.lists.listed.model
        every = np.ones(model.arcs, dtype=bool)
        start = self.lists.listed.places(self.chosen)
        return Above(self._cuts(model), every, start, self.before)

    def _cuts(self, model: Model) -> Cuts:
        return list(zip(model.layers, self.kept, strict=False))

    def _priced(self, number: int, pace: Pace) -> Priced:
        model = self.lists.listed.model
        return priced(model, model.layers[number], self._above(), pace)

    def _bound(self, number: int, known: Priced, answers: list[Answer]) -> int:
        """What no plan of the whole exceeds, in units of 1/SCALE."""
        best = np.array([answer.best for answer in answers])
        frame, prices = self.frame, (known.rows, known.cuts)
        return bound(frame, frame.layers[number], self._cuts(frame), prices, best)

    def _score(self, number: int) -> int:
        """What the plan in hand scores in a layer."""
        model = self.lists.listed.model
        return model.score(model.layers[number], self.lists.listed.places(self.chosen))

    def _take(self, chosen: Ints | None) -> None:
        """Keeps a plan found on the lists."""
        if chosen is not None:
            self.chosen = self.lists.listed.arc[chosen]

    def _searched(self, number: int, best: Priced, pace: Pace) -> tuple[Priced, bool]:
        """Searches what the prices leave open, after asking for all that may be of use to it.

        The plan is proved where it reaches the bound, or where every arc that a better plan could
        use is on the lists and the search went through all of them.
        """
        listed = self.lists.listed
        gap = gap_of(
            listed.model, listed.model.layers[number], best.bound, listed.places(self.chosen)
        )
        small = self.lists.people <= SMALL
        # Among very many plans equal in all goals any one will do: the bound is told, none sought.
        idle = 0 < number == len(self.frame.layers) - 1 and not small
        if gap < 0 or idle:
            return best, gap < 0
        wide = gap if small else min(gap, int(max(pace.widths) * best.grain))
        question = Question(
            number, best.rows, best.cuts, UNBOUNDED if small else CHOICES, 0, wide + 1
        )
        self.lists.admit(self.lists.ask(question), whole_posts=False)
        above, model = self._above(), self.lists.listed.model
        layer = model.layers[number]
        worth = reduced(model, layer, above.cuts, (best.rows, best.cuts))
        slack = best_by_person(model, worth, above.alive)[model.person] - worth
        known = best._replace(slack=slack, chosen=above.start)
        chosen, proved = refined(model, layer, above, known, pace)
        self._take(chosen)
        reached = gap_of(model, layer, best.bound, chosen) < 0
        return known, reached or (proved and small)
