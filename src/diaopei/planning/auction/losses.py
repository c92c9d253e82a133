"""Where a plan falls short of its bound, and better plans around those places.

The bound less the plan's score is a sum of losses, none below nothing: a row priced and not used
up, a row missed at less than it costs, a person not on the best arc at the prices. A better plan
makes good one of them at least, by changes that cost less together than is lost. So the search goes
where most is lost, looks at the people nearest to it, and leaves everybody else alone.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from diaopei.planning.auction.cut_out import cut_out, layer_of
from diaopei.planning.auction.neighbourhood import links, near
from diaopei.planning.exact import Effort, search_within
from diaopei.planning.model import Ints, Layer, Model
from diaopei.planning.prices import SCALE, Cuts

POCKET = 2_000
"""People searched at a time."""

ARCS = 8_000
"""Arcs searched at a time, the nearest."""

FEW, MANY = 3, 20
"""Losses in one pocket: few where they are greater than the grain, many where they are small."""

PER_LOSS = 600
"""People around one loss at most, the first time; the second time four times as many."""

PART = 20
"""A second time only losses are tried that make up this part of all that is lost."""

FAR = 7
"""The longest way from a loss is a grain, or this part of a unit if that is more: beyond it arcs
are many and of little use."""

HOP = 200
"""Each person on the way counts this part of a grain: where all is alike, few links are near."""

LEAST = 40
"""Losses below this part of the grain are left."""


class Priced(NamedTuple):
    """Prices of rows and of the layers above, the bound they prove, and how far arcs stand below.

    `slack` is by arc what it falls short of its person's best, `UNBOUNDED` where it is dead;
    `grain` is how far a person's arcs lie apart, `unit` that or what missing a row costs if it is
    more; `chosen` is the best plan met, or None.
    """

    rows: Ints
    cuts: Ints
    bound: int
    slack: Ints
    grain: int
    chosen: Ints | None
    unit: int = 0


class Open(NamedTuple):
    """What a pocket leaves open: people, their arcs, the rows those use, what others use there."""

    people: Ints
    arcs: Ints
    rows: Ints
    rest: Ints


class Hand:
    """A plan in hand, which keeps every row and the layers above, and gets better in places.

    `arc` is everybody's arc, `sums` what each row comes to.
    """

    def __init__(
        self, model: Model, stakes: tuple[Layer, Cuts], known: Priced, chosen: Ints
    ) -> None:
        """Takes the plan in hand.

        Args:
            model: rows and arcs.
            stakes: the layer to make large, and the layers above with what they must keep.
            known: the prices of the layer.
            chosen: the plan, one arc a person.
        """
        self.model, self.known = model, known
        self.layer, self.cuts = stakes
        self.arc = chosen.copy()
        self.sums = model.activity(chosen)
        self.above = [model.score(cut, chosen) for cut, _ in self.cuts]
        self.gained = 0
        self._links = links(model)
        self._long = np.append(np.diff(self._links.into) == 0, np.zeros(model.people, dtype=bool))
        self._tries = np.zeros(len(self.sums) + model.people, dtype=np.int64)

    def lost(self) -> tuple[Ints, Ints]:
        """What is lost by row, and by person, in units of 1/SCALE."""
        model, price = self.model, self.known.rows
        room = np.where(
            price > 0, model.upper - self.sums, np.where(price < 0, self.sums - model.lower, 0)
        )
        lost = np.abs(price) * np.maximum(0, room)
        missed = np.maximum(0, np.maximum(model.lower - self.sums, self.sums - model.upper))
        spared = np.flatnonzero(missed)
        lost[spared] += (self._costs(spared) - np.abs(price[spared])) * missed[spared]
        return lost, self.known.slack[self.arc]

    def _costs(self, rows: Ints) -> Ints:
        """What missing some rows by one costs at the prices of the layers above."""
        cost = self.layer.price[rows] * SCALE
        for (cut, _), price in zip(self.cuts, self.known.cuts, strict=True):
            cost = cost - cut.price[rows] * int(price)
        return cost

    def bettered(self, effort: Effort, turns: int, enough: int = 10**9, size: int = POCKET) -> Ints:
        """A plan at least as good: the greatest losses are looked at first, in vain twice at most.

        Args:
            effort: when each search may stop.
            turns: how many pockets at most.
            enough: it ends when less is lost than this part of a grain for each person.
            size: how many people in a pocket at most.
        """
        little = self.model.people * self.known.grain // enough
        for _ in range(turns):
            lost = np.concatenate(self.lost())
            seeds, radius, most = self._worst(lost, size)
            if not len(seeds) or int(lost.sum()) <= little:
                break
            count = len(self.sums)
            around = (seeds[seeds < count], seeds[seeds >= count] - count)
            group = near(
                self._links, self.known.slack, around, (radius, self.known.grain // HOP), most
            )
            better = len(group) > 0 and self._search(self._open(group, radius), effort)
            self._tries[seeds] = 0 if better else self._tries[seeds] + 1
        return self.arc

    def _worst(self, lost: Ints, size: int) -> tuple[Ints, int, int]:
        """Some of the greatest losses, how far to look around them, and among how many people.

        Rows come first, then people. Losses tried in vain come again once, one by one, if great.
        """
        grain, far = self.known.grain, max(self.known.grain, self.known.unit // FAR)
        total = int(lost.sum())
        lost = np.where(self._long, 0, lost)
        new = np.where(self._tries == 0, lost, 0)
        again = np.where((self._tries == 1) & (lost * PART > total), lost, 0)
        most = int(new.max(initial=0))
        if most <= grain // LEAST:
            worst = int(np.argmax(again))
            most = int(again[worst])
            seeds = np.array([worst] if most > grain // LEAST else [], dtype=np.int64)
            return seeds, min(most, far), min(2 * size, 4 * PER_LOSS)
        alike = np.flatnonzero(new >= max(1, most // 4))
        many = max(1, (FEW if most > grain else MANY) * size // POCKET)
        seeds = alike[np.argsort(-new[alike], kind="stable")][:many]
        return np.sort(seeds), min(most, far), min(size, PER_LOSS * len(seeds))

    def _near_arcs(self, group: Ints, radius: int) -> tuple[Ints, Ints]:
        """The nearest people of a group, in order, and their arcs that are near enough."""
        first, slack = self._links.first, self.known.slack
        people, far = group.T
        count = first[people + 1] - first[people]
        owner = np.repeat(np.arange(len(people)), count)
        arcs = np.arange(len(owner)) + np.repeat(first[people] - np.cumsum(count) + count, count)
        kept = (slack[arcs] <= radius - far[owner]) | (arcs == self.arc[people][owner])
        arcs, owner = arcs[kept], owner[kept]
        few = owner[ARCS] if len(arcs) > ARCS else len(people)
        return np.sort(people[:few]), np.sort(arcs[owner < few])

    def _open(self, group: Ints, radius: int) -> Open:
        """The arcs of a group that are near enough, and what everybody else uses of their rows."""
        model = self.model
        people, arcs = self._near_arcs(group, radius)
        rows = np.unique(model.entry_row[model.entries(arcs)])
        mine = model.entries(self.arc[people])
        rest = self.sums[rows]
        np.subtract.at(rest, np.searchsorted(rows, model.entry_row[mine]), model.entry_coef[mine])
        return Open(people, arcs, rows, rest)

    def _search(self, left: Open, effort: Effort) -> bool:
        """Takes the best choice of a pocket if it is better than the one in hand."""
        model, (small, layer, cuts) = self.model, self._small(left)
        start = np.searchsorted(left.arcs, self.arc[left.people])
        every = np.arange(len(left.arcs))
        found = search_within(small, every, layer, cuts, replace(effort, start=start))
        if found is None or not len(found.chosen):
            return False
        gained = small.score(layer, found.chosen) - small.score(layer, start)
        if gained <= 0:
            return False
        self.gained += gained
        self.above = [
            score + small.score(cut, found.chosen) - small.score(cut, start)
            for score, (cut, _) in zip(self.above, cuts, strict=True)
        ]
        taken = left.arcs[found.chosen]
        entries = model.entries(taken)
        self.arc[left.people] = taken
        self.sums[left.rows] = left.rest
        np.add.at(self.sums, model.entry_row[entries], model.entry_coef[entries])
        return True

    def _small(self, left: Open) -> tuple[Model, Layer, Cuts]:
        """The pocket as a model of its own, with the layer and what is left of those above."""
        small, rows = cut_out(self.model, left.arcs, (left.rows, left.rest))
        start = np.searchsorted(left.arcs, self.arc[left.people])
        parts = [layer_of(cut, left.arcs, rows) for cut, _ in self.cuts]
        cuts = [
            (here, least - score + small.score(here, start))
            for here, (_, least), score in zip(parts, self.cuts, self.above, strict=True)
        ]
        return small, layer_of(self.layer, left.arcs, rows), cuts
