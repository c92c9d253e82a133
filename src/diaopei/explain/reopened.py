"""A plan's model read back from its certificate, to be asked "what if" without starting anew."""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from diaopei.planning import Plan
from diaopei.planning.first_arcs import first_arcs, top
from diaopei.planning.model import TIES, UNBOUNDED, Floats, Ints, Layer, Model
from diaopei.planning.prices import SCALE, reduced

NEAR = 6
"""Arcs of one person, by their worth at a layer's prices, that a re-solve begins with."""

PRICED = ("duty", "exchange")
"""Layers whose prices tell well which arcs are near."""

CALM = "least disturbance"
"""The last layer of a re-solve: of plans equal in every goal, the one nearest to the plan."""


@dataclass(frozen=True)
class Reopened:
    """A plan with the arrays its certificate holds; nothing is screened or scored again."""

    plan: Plan

    @cached_property
    def arcs(self) -> pl.DataFrame:
        """The certificate's arcs."""
        return self.plan.certificate.arcs

    @cached_property
    def chosen(self) -> Ints:
        """The arcs of the plan."""
        return np.flatnonzero(self.arcs["chosen"].to_numpy())

    @cached_property
    def names(self) -> pl.DataFrame:
        """The rows by number: constraint, row, subject, at_least, at_most, soft."""
        return self.plan.certificate.rows.select(
            "constraint", "row", "subject", "at_least", "at_most", "soft"
        )

    @cached_property
    def model(self) -> Model:
        """The model the plan is the best answer to."""
        entries, rows = self.plan.certificate.entries, self.plan.certificate.rows
        person = self.arcs["person_id"].rank("dense").to_numpy().astype(np.int64) - 1
        arc = entries["arc"].to_numpy().astype(np.int64)
        stay = (self.arcs["kind"] == "stay").to_numpy()
        parts: dict[str, Any] = {
            "person": person,
            "start": np.searchsorted(arc, np.arange(len(person) + 1)).astype(np.int64),
            "entry_row": entries["index"].to_numpy().astype(np.int64),
            "entry_coef": entries["coef"].to_numpy().astype(np.int64),
            "lower": rows["at_least"].fill_null(-UNBOUNDED).to_numpy(),
            "upper": rows["at_most"].fill_null(UNBOUNDED).to_numpy(),
            "soft": rows["soft"].to_numpy(),
            "layers": tuple(self._layer(told) for told in self._layers.to_dicts()),
            "names": self.names,
            "measured": {},
            "among": {"stay": stay},
        }
        return Model(**{part.name: parts[part.name] for part in fields(Model)})

    @cached_property
    def scores(self) -> dict[str, int]:
        """Each layer's score in the plan, always to be made large."""
        return {layer.name: self.model.score(layer, self.chosen) for layer in self.model.layers}

    @cached_property
    def known(self) -> dict[str, int]:
        """The best score of each layer while those above keep theirs."""
        kept = dict(self._layers.select("layer", "kept").rows())
        tolerance = self.plan.round.tolerance
        return {name: low + tolerance.get(name, 0) for name, low in kept.items()}

    @cached_property
    def values(self) -> dict[str, int]:
        """Each layer's value in its own sense, ties left out."""
        return {
            layer.name: layer.sign * self.scores[layer.name]
            for layer in self.model.layers
            if layer.name != TIES
        }

    @cached_property
    def opening(self) -> Ints:
        """The arcs a re-solve begins with: the plan's, and those near it at its own prices."""
        everything = np.arange(self.model.arcs)
        near = [
            top(self.model, everything, self._worth(layer), NEAR)
            for layer in self.model.layers
            if layer.name in PRICED
        ]
        return np.unique(np.concatenate([self.chosen, first_arcs(self.model), *near]))

    def points(self, layer: str) -> Floats:
        """What one unit more room in each row is worth in a layer, at the prices of its proof."""
        told = self.plan.binding.filter(pl.col("layer") == layer)
        priced = self.names.select("constraint", "row").join(
            told.select("constraint", "row", "points"),
            on=["constraint", "row"], how="left", validate="1:1", maintain_order="left",
        )  # fmt: skip
        return priced["points"].fill_null(0.0).to_numpy()

    def _worth(self, layer: Layer) -> Ints:
        """Roughly what each arc adds to a layer at its prices, the layers above left aside."""
        sign = np.where(self.model.upper < UNBOUNDED, 1.0, -1.0)
        prices = np.rint(sign * self.points(layer.name) * SCALE).astype(np.int64)
        return reduced(self.model, layer, [], (prices, prices[:0]))

    @cached_property
    def _layers(self) -> pl.DataFrame:
        return self.plan.certificate.layers

    def _layer(self, told: dict[str, object]) -> Layer:
        name = str(told["layer"])
        return Layer(
            name=name,
            sense=str(told["sense"]),
            gain=self.arcs[f"gain_{name}"].to_numpy(),
            price=self.plan.certificate.rows[f"cost_{name}"].to_numpy(),
            constant=int(str(told["constant"])),
            goals=(),
        )


def demanded(model: Model, arcs: Ints) -> Model:
    """The model with one more row: at least one of some arcs is taken.

    Args:
        model: the model as it was.
        arcs: numbers of arcs, ascending.
    """
    count = len(model.lower)
    ends = model.start[arcs + 1]
    before = np.searchsorted(arcs, np.arange(model.arcs + 1))
    return replace(
        model,
        start=model.start + before,
        entry_row=np.insert(model.entry_row, ends, count),
        entry_coef=np.insert(model.entry_coef, ends, 1),
        lower=np.append(model.lower, 1),
        upper=np.append(model.upper, UNBOUNDED),
        soft=np.append(model.soft, False),
        layers=tuple(replace(one, price=np.append(one.price, 0)) for one in model.layers),
        names=pl.concat([model.names, _demand()], how="diagonal_relaxed"),
    )


def nearest(model: Model, chosen: Ints) -> Model:
    """The model with ties broken by nearness to a choice instead of by ids."""
    kept = np.zeros(model.arcs, dtype=np.int64)
    kept[chosen] = 1
    calm = Layer(CALM, "max", kept, np.zeros(len(model.lower), dtype=np.int64), 0, ())
    layers = tuple(layer for layer in model.layers if layer.name != TIES)
    return replace(model, layers=(*layers, calm))


def _demand() -> pl.DataFrame:
    told = {"constraint": ["question"], "row": ["question"], "subject": ["question"]}
    return pl.DataFrame(told | {"at_least": [1], "soft": [False]})
