"""Every choice there is, tried one by one: what the planner must agree with on tiny worlds."""

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import polars as pl

from diaopei.planning.model import constraints, goals
from diaopei.planning.problem import Problem

Table = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Choices:
    """All choices that keep every row: one line a choice, one column an arc, 0 or 1."""

    problem: Problem
    table: Table

    @classmethod
    def of(cls, ready: Problem) -> "Choices":
        """One arc a person in every way, less those that break a row."""
        arcs = ready.arcs.group_by("person_id", maintain_order=True).agg("arc")["arc"].to_list()
        picks = np.array(list(product(*arcs)), dtype=np.int64)
        table = np.zeros((len(picks), ready.arcs.height), dtype=np.int64)
        np.put_along_axis(table, picks, 1, axis=1)
        for one in constraints().values():
            table = table[_missed(one.build(ready), table)[0].sum(axis=1) == 0]
        return cls(ready, table)

    def best(self, layers: tuple[str, ...], tolerance: dict[str, int]) -> list[int]:
        """The best value of each layer in strict order."""
        table, found = self.table, []
        for layer in layers:
            sense, values = self._values(layer, table)
            best = values.max() if sense == "max" else values.min()
            found.append(int(best))
            table = table[abs(values - best) <= tolerance.get(layer, 0)]
        return found

    def _values(self, layer: str, table: Table) -> tuple[str, Table]:
        """A layer's sense and its value for each choice."""
        total, sense = np.zeros(len(table), dtype=np.int64), "max"
        for told in goals().values():
            if told.layer == layer:
                part, sense = told.measure(self.problem), told.sense
                gain = np.zeros(table.shape[1], dtype=np.int64)
                np.add.at(gain, part.arcs["arc"].to_numpy(), part.arcs["gain"].to_numpy())
                missed, price = _missed(part.rows, table)
                lost = missed @ price
                total += part.constant + table @ gain + (lost if sense == "min" else -lost)
        return sense, total


def _missed(rows: pl.DataFrame, table: Table) -> tuple[Table, Table]:
    """By how much each choice misses each row, and the rows' prices."""
    missed, prices = [np.zeros((len(table), 0), dtype=np.int64)], []
    for (_,), entries in rows.group_by("row", maintain_order=True):
        first = entries.row(0, named=True)
        total = table[:, entries["arc"].to_numpy()] @ entries["coef"].to_numpy().astype(np.int64)
        short = np.zeros(len(table), dtype=np.int64)
        if first["at_least"] is not None:
            short = np.maximum(short, first["at_least"] - total)
        if first["at_most"] is not None:
            short = np.maximum(short, total - first["at_most"])
        missed.append(short[:, np.newaxis])
        prices.append(first["price"] or 0)
    return np.concatenate(missed, axis=1), np.array(prices, dtype=np.int64)
