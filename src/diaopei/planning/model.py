"""The model: all rows of all constraints and all layers of all goals, as arrays over the arcs."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from diaopei.discover import plugins
from diaopei.planning.constraint import Constraint
from diaopei.planning.goal import Gains, Goal
from diaopei.planning.problem import Problem
from diaopei.planning.runs import laid
from diaopei.planning.ties import tie_costs

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

UNBOUNDED = 2**62
"""Stands for "no bound" in whole numbers."""

TIES = "ties"
"""The last layer: of plans equal in every goal, the one whose ids come first by their hash."""


@dataclass(frozen=True)
class Layer:
    """One layer of the objective, always to be made as large as possible.

    `score(x) = constant + gain @ x - price @ missed`; for goals of sense "min" gains and
    constant are negated, so that `sign * score` is the value a reader knows.
    """

    name: str
    sense: str
    gain: Ints
    price: Ints
    constant: int
    goals: tuple[str, ...]

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is."""
        return 1 if self.sense == "max" else -1

    @cached_property
    def largest(self) -> int:
        """The most that one arc, or one row missed by one, counts."""
        return int(max(np.abs(self.gain).max(initial=0), self.price.max(initial=0)))


@dataclass(frozen=True)
class Model:
    """Arcs, rows and layers as arrays.

    `entries` are sorted by arc; `start[a]:start[a + 1]` are those of arc `a`. `lower` and
    `upper` are a row's bounds (`UNBOUNDED` if none), `soft` says whether it may be missed.
    `among` marks sets of arcs by which the plans may be parted into cases.
    """

    person: Ints
    start: Ints
    entry_row: Ints
    entry_coef: Ints
    lower: Ints
    upper: Ints
    soft: npt.NDArray[np.bool_]
    layers: tuple[Layer, ...]
    names: pl.DataFrame
    measured: dict[str, tuple[Goal, Gains]]
    among: dict[str, npt.NDArray[np.bool_]] = field(default_factory=dict)

    @property
    def arcs(self) -> int:
        """How many arcs there are."""
        return len(self.person)

    @cached_property
    def people(self) -> int:
        """How many people there are."""
        return int(self.person[-1]) + 1 if len(self.person) else 0

    @cached_property
    def entry_arc(self) -> Ints:
        """The arc of every entry."""
        return np.repeat(np.arange(self.arcs, dtype=np.int64), np.diff(self.start))

    def activity(self, chosen: Ints) -> Ints:
        """What each row sums to under a choice of arcs."""
        taken = self.entries(chosen)
        rows, coefs = self.entry_row[taken], self.entry_coef[taken]
        total: Ints = np.bincount(rows, coefs, minlength=len(self.lower)).astype(np.int64)
        return total

    def entries(self, arcs: Ints) -> Ints:
        """The places of all entries of some arcs, arc by arc."""
        return laid(self.start[arcs], self.start[arcs + 1] - self.start[arcs])

    def missed(self, chosen: Ints) -> Ints:
        """By how much each row is missed under a choice of arcs; 0 where it is kept."""
        total = self.activity(chosen)
        short: Ints = np.maximum(0, np.maximum(self.lower - total, total - self.upper))
        return short

    def goal_value(self, goal: str, chosen: Ints) -> int:
        """One goal's own value of a choice, in its own sense."""
        told, part = self.measured[goal]
        gained = part.arcs.filter(pl.col("arc").is_in(pl.Series(chosen).implode()))["gain"].sum()
        mine = ((pl.col("constraint") == goal) & pl.col("soft")).fill_null(value=False)
        price = self.names.select(pl.when(mine).then("price").otherwise(0)).to_series().to_numpy()
        lost = int(price @ self.missed(chosen))
        return part.constant + int(gained) + (lost if told.sense == "min" else -lost)

    def score(self, layer: Layer, chosen: Ints) -> int:
        """A layer's score of a choice, in whole numbers."""
        return int(layer.constant + layer.gain[chosen].sum() - layer.price @ self.missed(chosen))


def constraints() -> dict[str, Constraint]:
    """Every constraint of the house, by name."""
    return plugins("diaopei.planning.constraints", Constraint)


def goals() -> dict[str, Goal]:
    """Every goal of the house, by name."""
    return plugins("diaopei.planning.goals", Goal)


def compile_model(problem: Problem) -> Model:
    """The model of a problem: every constraint's rows, every goal's gains, in layers."""
    measured = {
        name: (goal, goal.measure(problem))
        for name, goal in goals().items()
        if goal.layer in problem.round.layers
    }
    tables = [_named(name, c.build(problem), soft=False) for name, c in constraints().items()]
    tables += [_named(name, part.rows, soft=True) for name, (_, part) in measured.items()]
    entries, names = _number(pl.concat(tables))
    order = np.lexsort((entries["index"].to_numpy(), entries["arc"].to_numpy()))
    arc = entries["arc"].to_numpy()[order].astype(np.int64)
    person = problem.arcs["person_id"].rank("dense").to_numpy().astype(np.int64) - 1
    return Model(
        person=person,
        start=np.searchsorted(arc, np.arange(len(person) + 1)).astype(np.int64),
        entry_row=entries["index"].to_numpy()[order].astype(np.int64),
        entry_coef=entries["coef"].to_numpy()[order].astype(np.int64),
        lower=names["at_least"].fill_null(-UNBOUNDED).to_numpy(),
        upper=names["at_most"].fill_null(UNBOUNDED).to_numpy(),
        soft=names["soft"].to_numpy(),
        layers=(*_layers(problem, measured, names), _ties(problem, names.height)),
        names=names,
        measured=measured,
        among=among(problem.arcs),
    )


def among(arcs: pl.DataFrame) -> dict[str, npt.NDArray[np.bool_]]:
    """Sets of arcs that cases are parted by: those that stay, those that end in the same county."""
    at_home = pl.col("to_county_id").eq_missing(pl.col("from_county_id"))
    kept = arcs.select(stay=pl.col("kind") == "stay", home=at_home)
    return {name: kept[name].to_numpy() for name in ("home", "stay")}


def _named(name: str, table: pl.DataFrame, *, soft: bool) -> pl.DataFrame:
    return table.with_columns(constraint=pl.lit(name), soft=pl.lit(soft))


def _number(table: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Entries with the number of their row, and the rows by number."""
    keys = ["constraint", "row"]
    names = table.select(
        *keys, "subject", "at_least", "at_most", "price", "soft"
    ).unique(keys, keep="first", maintain_order=True).with_row_index("index")  # fmt: skip
    numbered = table.select(*keys, "arc", "coef").join(
        names.select(*keys, "index"), on=keys, how="left", validate="m:1"
    )
    summed = numbered.group_by("index", "arc", maintain_order=True).agg(pl.col("coef").sum())
    return summed, names


def _layers(
    problem: Problem, measured: dict[str, tuple[Goal, Gains]], names: pl.DataFrame
) -> list[Layer]:
    return [
        _layer(
            name,
            {key: pair for key, pair in measured.items() if pair[0].layer == name},
            problem.arcs.height,
            names,
        )
        for name in problem.round.layers
    ]


def _layer(
    name: str, members: dict[str, tuple[Goal, Gains]], arcs: int, names: pl.DataFrame
) -> Layer:
    """The goals of one layer added up."""
    senses = {goal.sense for goal, _ in members.values()}
    if len(senses) != 1:
        msg = f"the goals of layer {name} must share one sense, they have {sorted(senses)}"
        raise TypeError(msg)
    sense = senses.pop()
    sign = 1 if sense == "max" else -1
    gain = np.zeros(arcs, dtype=np.int64)
    for _, part in members.values():
        np.add.at(gain, part.arcs["arc"].to_numpy(), sign * part.arcs["gain"].to_numpy())
    mine = pl.col("constraint").is_in(list(members)) & pl.col("soft")
    price = names.select(pl.when(mine).then("price").otherwise(0)).to_series().to_numpy()
    constant = sign * sum(part.constant for _, part in members.values())
    return Layer(name, sense, gain, price.astype(np.int64), constant, tuple(members))


def _ties(problem: Problem, rows: int) -> Layer:
    cost = tie_costs(problem.arcs)
    return Layer(TIES, "min", -cost, np.zeros(rows, dtype=np.int64), 0, (TIES,))
