"""What a goal is: gains on arcs and prices on missed rows, in one layer of the objective."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from diaopei.planning.constraint import rows
from diaopei.planning.problem import Problem

SENSES = ("min", "max")


@dataclass(frozen=True)
class Gains:
    """What a plan is worth to a goal: `constant + sum(gain of its arcs) - price of missed rows`.

    For a goal of sense "min" the same sum is a cost: gains are costs and missed rows add to it.

    Attributes:
        arcs: columns arc, gain (whole numbers; an arc may stand in several rows, they add up).
        rows: soft rows (each entry has a price) in the columns of `Rows`.
        constant: what holds whatever is chosen.
    """

    arcs: pl.DataFrame
    rows: pl.DataFrame = field(default_factory=rows)
    constant: int = 0


@dataclass(frozen=True)
class Goal:
    """A plug-in: what the whole plan wants more of (or less)."""

    name: str
    layer: str
    sense: str
    title: Mapping[str, str]
    measure: Callable[[Problem], Gains]


def goal(
    layer: str, sense: str, title: Mapping[str, str]
) -> Callable[[Callable[[Problem], Gains]], Goal]:
    """Makes a function a goal of the function's name, in a layer.

    Args:
        layer: one of the layers of a round; goals of one layer are added up.
        sense: "max" or "min"; all goals of a layer share it.
        title: the label in English, Simplified and Traditional Chinese.
    """

    def wrap(measure: Callable[[Problem], Gains]) -> Goal:
        return Goal(measure.__name__, layer, sense, title, measure)

    return wrap


def gains(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns arc and gain, cast, with rows of gain 0 left out."""
    return frame.select(
        pl.col("arc").cast(pl.UInt32), pl.col("gain").cast(pl.Int64)
    ).filter(pl.col("gain") != 0)  # fmt: skip
