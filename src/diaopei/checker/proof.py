"""The certificate as arrays, and the sums over them that prove values and bounds.

Any row prices of the right sign prove a bound on every plan (weak duality), so it does not matter
which solver they came from. The proofs of a layer must cover every plan: each open case of the
layer above is proved itself, or both cases it was parted into are covered.
"""

from collections import defaultdict
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

TABLES = ("arcs", "rows", "entries", "layers", "cases", "proofs", "prices")
SCALE = 2**20
"""Prices are whole numbers of 1/1,048,576 point."""

NONE = 2**62
"""Stands for "no bound"."""

Alive = npt.NDArray[np.bool_]


class Proof:
    """A certificate; all numbers are whole."""

    def __init__(self, tables: dict[str, pl.DataFrame]) -> None:
        """Takes the tables of a certificate."""
        self.arcs, rows, entries = tables["arcs"], tables["rows"], tables["entries"]
        self.layers = tables["layers"].to_dicts()
        people = self.arcs["person_id"].unique(maintain_order=True)
        self.number = {person: place for place, person in enumerate(people)}
        self.person = self.arcs["person_id"].replace_strict(self.number).to_numpy()
        self.chosen = self.arcs["chosen"].to_numpy()
        stay = self.arcs.select(pl.col("kind") == "stay").to_series().to_numpy()
        self.among = {"stay": stay, "home": self.arcs["home"].to_numpy()}
        self.low = rows["at_least"].fill_null(-NONE).to_numpy()
        self.high = rows["at_most"].fill_null(NONE).to_numpy()
        self.soft = rows["soft"].to_numpy()
        columns = [entries[name].to_numpy() for name in ("index", "arc", "coef")]
        self.row, self.arc, self.coef = (column.astype(np.int64) for column in columns)
        names = [layer["layer"] for layer in self.layers]
        self.gain = [self.arcs[f"gain_{name}"].to_numpy().astype(np.int64) for name in names]
        self.cost = [rows[f"cost_{name}"].to_numpy().astype(np.int64) for name in names]
        self.branches = {branch["case"]: branch for branch in tables["cases"].to_dicts()}
        self.prices = tables["prices"].partition_by("layer", "case", as_dict=True)
        self.proofs = tables["proofs"].partition_by("layer", as_dict=True, maintain_order=True)
        total = np.zeros(len(self.low), dtype=np.int64)
        np.add.at(total, self.row, self.coef * self.chosen[self.arc])
        self.missed = np.maximum(0, np.maximum(self.low - total, total - self.high))
        self.found: list[str] = []

    def added_up(self) -> pl.DataFrame:
        """Each layer's value in the plan and the bound its proofs show, in its own sense."""
        open_cases: dict[int, Alive] = {0: np.ones(len(self.person), dtype=bool)}
        rows = []
        for number, layer in enumerate(self.layers):
            sign = 1 if layer["sense"] == "max" else -1
            bound, open_cases = self._layer(number, open_cases)
            rows.append((layer["layer"], layer["sense"], sign * self.score(number), sign * bound))
        schema = ["layer", "sense", "value", "certified"]
        return pl.DataFrame(rows, schema=schema, orient="row", infer_schema_length=None)

    def problems(self) -> list[str]:
        """What is wrong in the certificate itself; to be asked after `added_up`."""
        count = np.bincount(self.person[self.chosen], minlength=len(self.number))
        hard = int((self.missed[~self.soft] > 0).sum())
        found = ["certificate: not everybody has just one place"] if (count != 1).any() else []
        found += [f"certificate: the plan breaks {hard} rows that must be kept"] if hard else []
        for number, layer in enumerate(self.layers):
            if self.score(number) < layer["kept"]:
                found.append(f"{layer['layer']}: the plan gives up more than is allowed")
        return found + self.found

    def score(self, number: int) -> int:
        """The plan's score in a layer: more is better."""
        gained = int(self.gain[number][self.chosen].sum())
        return int(self.layers[number]["constant"]) + gained - int(self.cost[number] @ self.missed)

    def _layer(self, number: int, above: dict[int, Alive]) -> tuple[int, dict[int, Alive]]:
        """The bound on all plans left by the layers above, and the cases still open below."""
        layer = self.layers[number]
        none = pl.DataFrame(schema=["case", "empty", "cuts"])
        proofs = self.proofs.get((layer["layer"],), none).to_dicts()
        proved = {proof["case"]: proof for proof in proofs}
        alive = dict(self._covered(above, set(proved)))
        if len(alive) < len(proved) or None in alive:
            self.found.append(f"{layer['layer']}: the proofs do not cover every plan")
        most, still_open = -NONE, {}
        for case, mask in alive.items():
            if case is None:
                continue
            bound, below = self._bound(number, proved[case], mask)
            if proved[case]["empty"] and bound < 0:
                continue
            most = max(most, bound // SCALE)
            if bound // SCALE >= layer["kept"]:
                still_open[case] = mask & (below <= bound - layer["kept"] * SCALE)
        return most, still_open

    def _covered(self, above: dict[int, Alive], proved: set[int]) -> list[tuple[int | None, Alive]]:
        """The proved cases that make up the open ones, with their arcs; None for a missing one."""
        sides: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for branch in self.branches.values():
            sides[branch["parent"]].append(branch)
        todo = list(above.items())
        covered: list[tuple[int | None, Alive]] = []
        while todo:
            case, mask = todo.pop()
            if case in proved:
                covered.append((case, mask))
                continue
            two = sides[case]
            whole = len(two) == 2 and _complementary(*two)
            covered += [] if whole else [(None, mask)]
            todo += [(side["case"], mask & self._inside(side)) for side in two if whole]
        return covered

    def _inside(self, branch: dict[str, Any]) -> Alive:
        """The arcs a branch leaves: all of other people, and of its person one side."""
        mine = self.person == self.number[branch["person_id"]]
        if branch["among"] == "arc":
            among = np.arange(len(self.person)) == branch["arc"]
        else:
            among = self.among[branch["among"]]
        left: Alive = ~mine | (among == branch["inside"])
        return left

    def _bound(
        self, number: int, proof: dict[str, Any], alive: Alive
    ) -> tuple[int, npt.NDArray[np.int64]]:
        """No plan of the case scores more, in units of 1/SCALE; and how far below each arc stands.

        The constant, each person's best arc at the prices, and each price times its row's bound.
        A proof that the case is empty leaves the gains out.
        """
        layer, weight = self.layers[number], 0 if proof["empty"] else 1
        price = np.zeros(len(self.low), dtype=np.int64)
        told = self.prices.get((layer["layer"], proof["case"]))
        if told is not None:
            price[told["index"].to_numpy()] = told["price"].to_numpy()
        self._check_prices(number, proof, price)
        worth = weight * self.gain[number] * SCALE
        np.subtract.at(worth, self.arc, self.coef * price[self.row])
        for cut, gain in zip(proof["cuts"], self.gain, strict=False):
            worth -= gain * cut
        best = np.full(len(self.number), -NONE, dtype=np.int64)
        np.maximum.at(best, self.person[alive], worth[alive])
        up, down = price > 0, price < 0
        total = weight * int(layer["constant"]) * SCALE + sum(best.tolist())
        total += int(price[up] @ self.high[up]) + int(price[down] @ self.low[down])
        for cut, above in zip(proof["cuts"], self.layers, strict=False):
            total += cut * (above["kept"] - above["constant"])
        return total, best[self.person] - worth

    def _check_prices(
        self, number: int, proof: dict[str, Any], price: npt.NDArray[np.int64]
    ) -> None:
        """A price must lean on a bound that exists, and not exceed what missing the row costs."""
        cuts = proof["cuts"]
        bad = ((price > 0) & (self.high >= NONE)) | ((price < 0) & (self.low <= -NONE))
        most = (0 if proof["empty"] else 1) * self.cost[number] * SCALE
        for cut, cost in zip(cuts, self.cost, strict=False):
            most = most - cost * cut
        bad |= self.soft & (np.abs(price) > most)
        if bad.any() or len(cuts) != number or any(cut > 0 for cut in cuts):
            name = self.layers[number]["layer"]
            self.found.append(f"{name}: a price has the wrong sign or size")


def _complementary(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two branches part a case by one question, with both answers."""
    same = all(one[name] == other[name] for name in ("person_id", "among", "arc"))
    return same and one["inside"] != other["inside"]
