"""The certificate as arrays, and the sums over them that prove values and bounds.

Any row prices of the right sign prove a bound on every plan (weak duality), so it does not matter
which solver they came from.
"""

import numpy as np
import polars as pl

TABLES = ("arcs", "rows", "entries", "layers")
SCALE = 2**20
"""Prices are whole numbers of 1/1,048,576 point."""

NONE = 2**62
"""Stands for "no bound"."""


class Proof:
    """A certificate; all numbers are whole."""

    def __init__(self, tables: dict[str, pl.DataFrame]) -> None:
        """Takes the four tables of a certificate."""
        self.arcs, rows, entries, layers = (tables[name] for name in TABLES)
        self.layers = layers.to_dicts()
        self.person = (self.arcs["person_id"].rank("dense").to_numpy() - 1).astype(np.int64)
        self.chosen = self.arcs["chosen"].to_numpy()
        self.low = rows["at_least"].fill_null(-NONE).to_numpy()
        self.high = rows["at_most"].fill_null(NONE).to_numpy()
        self.soft = rows["soft"].to_numpy()
        columns = [entries[name].to_numpy() for name in ("index", "arc", "coef")]
        self.row, self.arc, self.coef = (column.astype(np.int64) for column in columns)
        names = [layer["layer"] for layer in self.layers]
        self.gain = [self.arcs[f"gain_{name}"].to_numpy().astype(np.int64) for name in names]
        self.cost = [rows[f"cost_{name}"].to_numpy().astype(np.int64) for name in names]
        self.price = [rows[f"price_{name}"].to_numpy().astype(np.int64) for name in names]
        total = np.zeros(len(self.low), dtype=np.int64)
        np.add.at(total, self.row, self.coef * self.chosen[self.arc])
        self.missed = np.maximum(0, np.maximum(self.low - total, total - self.high))

    def added_up(self) -> pl.DataFrame:
        """Each layer's value in the plan and the bound its prices prove, in its own sense."""
        alive = np.ones(len(self.person), dtype=bool)
        rows = []
        for number, layer in enumerate(self.layers):
            sign = 1 if layer["sense"] == "max" else -1
            bound, alive = self.bound(number, alive)
            rows.append((layer["layer"], layer["sense"], sign * self.score(number), sign * bound))
        return pl.DataFrame(rows, schema=["layer", "sense", "value", "certified"], orient="row")

    def problems(self) -> list[str]:
        """What is wrong in the certificate itself."""
        count = np.bincount(self.person[self.chosen], minlength=int(self.person.max()) + 1)
        hard = int((self.missed[~self.soft] > 0).sum())
        found = ["certificate: not everybody has just one place"] if (count != 1).any() else []
        found += [f"certificate: the plan breaks {hard} rows that must be kept"] if hard else []
        for number, layer in enumerate(self.layers):
            if self.score(number) < layer["kept"]:
                found.append(f"{layer['layer']}: the plan gives up more than is allowed")
            if self._wrong_price(number):
                found.append(f"{layer['layer']}: a price has the wrong sign or size")
        return found

    def score(self, number: int) -> int:
        """The plan's score in a layer: more is better."""
        gained = int(self.gain[number][self.chosen].sum())
        return int(self.layers[number]["constant"]) + gained - int(self.cost[number] @ self.missed)

    def _wrong_price(self, number: int) -> bool:
        """A price must lean on a bound that exists, and not exceed what missing the row costs."""
        price, cuts = self.price[number], self.layers[number]["cuts"]
        bad = ((price > 0) & (self.high >= NONE)) | ((price < 0) & (self.low <= -NONE))
        most = self.cost[number] * SCALE
        for cut, cost in zip(cuts, self.cost, strict=False):
            most = most - cost * cut
        bad |= self.soft & (np.abs(price) > most)
        return bool(bad.any()) or len(cuts) != number or any(cut > 0 for cut in cuts)

    def bound(self, number: int, alive: np.ndarray) -> tuple[int, np.ndarray]:
        """No plan that keeps the layers above scores more; and the arcs still of use below.

        The constant, each person's best arc at the prices, and each price times its row's bound.
        An arc so far below its person's best that it would cost the layer its score is dead.
        """
        price, layer = self.price[number], self.layers[number]
        worth = self.gain[number] * SCALE
        np.subtract.at(worth, self.arc, self.coef * price[self.row])
        for cut, gain in zip(layer["cuts"], self.gain, strict=False):
            worth -= gain * cut
        best = np.full(int(self.person.max()) + 1, -NONE, dtype=np.int64)
        np.maximum.at(best, self.person[alive], worth[alive])
        up, down = price > 0, price < 0
        total = int(layer["constant"]) * SCALE + int(best.sum())
        total += int(price[up] @ self.high[up]) + int(price[down] @ self.low[down])
        for cut, above in zip(layer["cuts"], self.layers, strict=False):
            total += cut * (above["kept"] - above["constant"])
        room = total - layer["kept"] * SCALE
        return total // SCALE, alive & (best[self.person] - worth <= room)
