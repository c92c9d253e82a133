"""What an edit comes to: layers, broken rows, who is touched, and what the prices prove. Values."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from diaopei.planning.model import Ints, Layer
from diaopei.planning.prices import SCALE


@dataclass(frozen=True, eq=False)
class Outcome:
    """A choice of arcs counted: each layer's score, and the hard rows it breaks.

    `rows` are their numbers, ascending, and `short` by how much each is missed.
    """

    scores: tuple[int, ...]
    rows: Ints
    short: Ints

    def broken(self, names: pl.DataFrame) -> pl.DataFrame:
        """The hard rows broken, by name.

        Args:
            names: the model's rows, in the order of their numbers.

        Returns:
            Columns constraint, row, subject, by.
        """
        told = names[self.rows].select("constraint", "row", "subject")
        return told.with_columns(by=pl.Series(self.short, dtype=pl.Int64))


@dataclass(frozen=True, eq=False)
class Bounds:
    """What the prices prove of each layer that has prices.

    `limit` is what no plan under the demands made so far exceeds, and `worth` what the plan on the
    board comes to: the layer and, at the prices of their cut-offs, those above it, in units of
    1/SCALE. Their difference is the certified gap.
    """

    limit: tuple[int, ...]
    worth: tuple[int, ...]

    @property
    def gap(self) -> tuple[int, ...]:
        """How much of each is not proved, in units of 1/SCALE."""
        return tuple(most - now for most, now in zip(self.limit, self.worth, strict=True))


@dataclass(frozen=True, eq=False)
class Edit:
    """One edit and what comes of it.

    Attributes:
        act: pin, forbid, strike or place.
        person: who, by number.
        arc: the arc asked for, or forbidden.
        before: the board as it was.
        alone: this person's change, everybody else where they were.
        after: with the repair; the same as `alone` where none was wanted.
        people: who ends elsewhere than before, the person of the edit among them; ascending.
        left: the arcs they had.
        taken: the arcs they have now.
        least: by layer with prices what the edit costs at the least, whatever the repair, in units
            of 1/SCALE of that layer; where it is not above 0 the prices prove no loss.
        reduced: by layer with prices how far the demand stands below the person's best at the
            prices, in the same units: `least` is this less the certified gap.
        bounds: what the prices prove after the edit.
    """

    act: str
    person: int
    arc: int
    before: Outcome
    alone: Outcome
    after: Outcome
    people: Ints
    left: Ints
    taken: Ints
    least: tuple[int, ...]
    reduced: tuple[int, ...]
    bounds: Bounds

    @property
    def touched(self) -> Ints:
        """Who else is placed differently, by number."""
        others: Ints = self.people[self.people != self.person]
        return others

    @property
    def mended(self) -> bool:
        """Whether every hard row is kept."""
        return not len(self.after.rows)

    def losses(self, layers: tuple[Layer, ...]) -> pl.DataFrame:
        """The layers: before, alone, after, change, at_least (a number of points, or none).

        Args:
            layers: the model's, in order.
        """
        least = [*self.least, *[None] * (len(layers) - len(self.least))]
        rows = [
            (one.name, one.sign * was, one.sign * alone, one.sign * then, then - was,
             None if low is None else max(0.0, low / SCALE))
            for one, was, alone, then, low in zip(
                layers, self.before.scores, self.alone.scores, self.after.scores, least,
                strict=True,
            )
        ]  # fmt: skip
        schema = {
            "layer": pl.String, "plan": pl.Int64, "alone": pl.Int64, "then": pl.Int64,
            "change": pl.Int64, "at_least": pl.Float64,
        }  # fmt: skip
        return pl.DataFrame(rows, schema=schema, orient="row")


NO_ROWS = np.empty(0, dtype=np.int64)
"""No numbers at all."""
