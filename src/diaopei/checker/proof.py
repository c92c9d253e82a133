"""The certificate added up: the plan's scores, and the bounds that its prices prove.

Any prices of the right sign prove a bound on every plan (weak duality), so it does not matter
which solver they came from. The proofs of a layer cover every plan that the layers above leave.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from diaopei.checker.cover import Alive, covered
from diaopei.checker.form import SCALE, Tables

NONE = 2**62
"""Stands for "no bound"."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Priced:
    """A case at its prices: no plan in it scores more than `bound`, in units of 1/SCALE.

    `below` says how far each arc stands below its person's best, `price` each row's price, and
    `cuts` those of the layers above.
    """

    bound: int
    below: Ints
    price: Ints
    cuts: list[int]


class Proof:
    """A certificate that has its form; `found` gathers what is wrong with it."""

    def __init__(self, tables: Tables) -> None:
        """Takes the tables of a certificate, as `malformed` lets them pass."""
        arcs, rows, entries = tables["arcs"], tables["rows"], tables["entries"]
        self.tables, self.layers = tables, tables["layers"].to_dicts()
        self.person = arcs["person_id"].rle_id().to_numpy().astype(np.int64)
        self.first = np.flatnonzero(np.diff(self.person, prepend=-1))
        self.chosen = arcs["chosen"].to_numpy()
        self.low = rows["at_least"].fill_null(-NONE).to_numpy()
        self.high = rows["at_most"].fill_null(NONE).to_numpy()
        self.soft = rows["soft"].to_numpy()
        self.row, self.arc, self.coef = (c.to_numpy().astype(np.int64) for c in entries)
        self.gain = [arcs[f"gain_{layer['layer']}"].to_numpy() for layer in self.layers]
        self.cost = [rows[f"cost_{layer['layer']}"].to_numpy() for layer in self.layers]
        self.total = np.zeros(len(self.low), dtype=np.int64)
        np.add.at(self.total, self.row, self.coef * self.chosen[self.arc])
        self.missed = np.maximum(0, np.maximum(self.low - self.total, self.total - self.high))
        self.found = list(self._unlawful())

    def _unlawful(self) -> Iterator[str]:
        """What is wrong with the plan by its own certificate."""
        if (np.bincount(self.person[self.chosen], minlength=len(self.first)) != 1).any():
            yield "certificate: not everybody has just one place"
        if (self.missed[~self.soft] > 0).any():
            yield "certificate: the plan breaks rows that must be kept"
        for number, layer in enumerate(self.layers):
            if self.score(number) < layer["kept"]:
                yield f"{layer['layer']}: the plan gives up more than is allowed"

    def score(self, number: int) -> int:
        """The plan's score in a layer: more is better."""
        gained = int(self.gain[number][self.chosen].sum())
        return int(self.layers[number]["constant"]) + gained - dot(self.cost[number], self.missed)

    def bounds(self) -> Iterator[tuple[int, Priced | None]]:
        """Layer by layer the bound in units of 1/SCALE, and the case in which the plan lies."""
        still_open: dict[int, Alive] = {0: np.ones(len(self.person), dtype=bool)}
        for number, layer in enumerate(self.layers):
            proofs = self.tables["proofs"].filter(layer=layer["layer"]).to_dicts()
            told = {proof["case"]: proof for proof in proofs}
            cases, whole = covered(still_open, told, self.tables)
            most, own, still_open = -NONE, None, {}
            for case, alive in cases.items():
                priced = self._priced(number, told[case], alive)
                if told[case]["empty"] and priced.bound < 0:
                    continue
                most = max(most, priced.bound)
                own = priced if alive[self.chosen].all() else own
                if priced.bound // SCALE >= layer["kept"]:
                    room = min(priced.bound - layer["kept"] * SCALE, NONE)
                    still_open[case] = alive & (priced.below <= room)
            if not whole or own is None or len(cases) < len(told):
                self.found.append(f"{layer['layer']}: the proofs do not cover every plan")
            yield most, own

    def _priced(self, number: int, proof: dict[str, Any], alive: Alive) -> Priced:
        """The constant, each person's best arc at the prices, and each price times its bound.

        A proof that a case is empty leaves the gains out: then a bound below 0 shows it.
        """
        name, case = proof["layer"], proof["case"]
        weight, cuts = 0 if proof["empty"] else SCALE, proof["cuts"]
        told = self.tables["prices"].filter(layer=name, case=case)
        price = np.zeros(len(self.low), dtype=np.int64)
        price[told["index"].to_numpy()] = told["price"].to_numpy()
        worth, bound = weight * self.gain[number], weight * int(self.layers[number]["constant"])
        np.subtract.at(worth, self.arc, self.coef * price[self.row])
        for cut, gain, above in zip(cuts, self.gain, self.layers, strict=False):
            worth -= gain * cut
            bound += cut * (above["kept"] - above["constant"])
        best = np.maximum.reduceat(np.where(alive, worth, -NONE), self.first)
        bound += dot(np.maximum(price, 0), self.high) + dot(np.minimum(price, 0), self.low)
        bound = bound + sum(best.tolist()) if (best > -NONE).all() else -NONE
        nowhere = ((price > 0) & (self.high >= NONE)) | ((price < 0) & (self.low <= -NONE))
        dear = self.soft & (np.abs(price) > self.fine(number, cuts, weight))
        if len(cuts) != number or any(cut > 0 for cut in cuts) or (nowhere | dear).any():
            self.found.append(f"{name}: a price has the wrong sign or size")
        if bound != proof["bound"] or (proof["empty"] and bound >= 0):
            self.found.append(
                f"{name}: the prices do not show the bound told of case {proof['case']}"
            )
        return Priced(bound, best[self.person] - worth, price, cuts)

    def fine(self, number: int, cuts: list[int], weight: int = SCALE) -> Ints:
        """What missing each row by one costs, here and in the layers above at their prices."""
        most: Ints = weight * self.cost[number]
        for cut, cost in zip(cuts, self.cost, strict=False):
            most = most - cut * cost
        return most


def dot(one: Ints, other: Ints) -> int:
    """The sum of products in Python's own numbers, which cannot wrap round."""
    used = np.flatnonzero(one)
    return sum(a * b for a, b in zip(one[used].tolist(), other[used].tolist(), strict=True))
