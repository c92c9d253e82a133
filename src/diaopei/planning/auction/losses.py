"""Where a plan falls short of its bound, and the people around those places.

The bound less the plan's score is a sum of losses, none below nothing: a row priced and not used
up, a person not on the best arc at the prices. A better plan changes something at one of them at
least, so the search goes there first and leaves everybody far from a loss alone.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from diaopei.planning.auction.market import Flags
from diaopei.planning.auction.pockets import opened
from diaopei.planning.exact import Effort
from diaopei.planning.model import Ints, Layer, Model
from diaopei.planning.prices import Cuts

POCKET = 4_000
"""People with an open choice searched at a time."""

SHORT = 2_000
"""Neighbours are people with open arcs in one row of at most so many entries."""

TURNS = 16
"""Pockets searched at most."""


class Priced(NamedTuple):
    """Prices of rows and of the layers above, the bound they prove, and how far arcs stand below.

    `slack` is by arc what it falls short of its person's best, `UNBOUNDED` where it is dead;
    `grain` is how far a person's arcs lie apart, `chosen` the best plan met, or None.
    """

    rows: Ints
    cuts: Ints
    bound: int
    slack: Ints
    grain: int
    chosen: Ints | None


@dataclass(frozen=True)
class Left:
    """What the prices of a layer leave open: some arcs, too many to be searched at once.

    `size` is how many people are searched at a time.
    """

    model: Model
    layer: Layer
    cuts: Cuts
    known: Priced
    wanted: Flags
    size: int = POCKET

    def bettered(self, chosen: Ints, free: Ints, effort: Effort) -> Ints:
        """A better plan, from one pocket after the other around what is lost most.

        Args:
            chosen: the plan in hand.
            free: people with a choice.
            effort: when each search may stop.
        """
        tried = np.zeros(len(self.model.lower), dtype=bool)
        score = self.model.score(self.layer, chosen)
        for _ in range(TURNS):
            lost = np.where(tried, 0, self.lost(chosen))
            group, seeds = self._around(lost, free)
            if not len(seeds):
                break
            found, _ = opened(
                self.model, self.layer, self.cuts, (self.wanted, chosen, group), effort
            )
            gained = -1 if found is None else self.model.score(self.layer, found) - score
            if found is not None and gained > 0:
                chosen, score = found, score + gained
            tried[seeds] = True
        return chosen

    def lost(self, chosen: Ints) -> Ints:
        """By row what its price loses on it, in units of 1/SCALE."""
        model, price = self.model, self.known.rows
        sums = model.activity(chosen)
        room = np.where(price > 0, model.upper - sums, np.where(price < 0, sums - model.lower, 0))
        lost: Ints = np.abs(price) * np.maximum(0, room)
        return lost

    @cached_property
    def _links(self) -> tuple[Ints, Ints]:
        """People and the short rows their open arcs are in."""
        model = self.model
        size = np.bincount(model.entry_row, minlength=len(model.lower))
        arcs = np.flatnonzero(self.wanted)
        entries = model.entries(arcs)
        person = np.repeat(model.person[arcs], (model.start[arcs + 1] - model.start[arcs]))
        short = size[model.entry_row[entries]] <= SHORT
        return person[short], model.entry_row[entries[short]]

    def _around(self, lost: Ints, free: Ints) -> tuple[Ints, Ints]:
        """A pocket of people around the greatest losses, and the rows they are lost on."""
        least = self.known.grain // 20
        ranked = np.argsort(-lost, kind="stable")
        ranked = ranked[lost[ranked] > least]
        seeds = ranked
        while len(seeds):
            group = self._grown(seeds, free)
            if len(group) <= self.size or len(seeds) == 1:
                return group[: self.size], seeds
            seeds = seeds[: len(seeds) // 2]
        return free[:0], seeds

    def _grown(self, seeds: Ints, free: Ints) -> Ints:
        """People with a choice few steps from some rows; more steps as long as they are few."""
        model = self.model
        person, row = self._links
        open_to = np.zeros(model.people, dtype=bool)
        open_to[free] = True
        rows = np.zeros(len(model.lower), dtype=bool)
        rows[seeds] = True
        group = free[:0]
        while True:
            inside = np.zeros(len(open_to), dtype=bool)
            inside[person[rows[row]]] = True
            wider = np.flatnonzero(inside & open_to)
            if len(wider) == len(group) or (len(wider) > self.size and len(group)):
                return group if len(group) else wider
            group = wider
            rows[row[inside[person] & open_to[person]]] = True
