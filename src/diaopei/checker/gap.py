"""Where the gap lies: what the plan leaves below the bound, by layer and by county.

The bound less the plan's score is a sum of losses, none of them below nothing: how far each person
stands below their best arc at the prices, and each price times the room that the plan leaves in
its row. So it can be told whose losses they are, and they add up to the gap exactly.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from diaopei.checker.proof import Priced, Proof
from diaopei.snapshot.facts import Facts

SHARED = "shared"
"""Where a loss belongs to no one county: rows of several, people without a post, other cases."""


@dataclass(frozen=True)
class Counties:
    """The county of every person (of the post held now), post, unit and place; none for others."""

    of: Mapping[str, str | None]

    @classmethod
    def known(cls, facts: Facts) -> "Counties":
        """Those of a snapshot."""
        keyed = (
            (facts.places, "place_id"),
            (facts.units, "unit_id"),
            (facts.posts, "post_id"),
            (facts.holders, "person_id"),
        )
        return cls({
            name: county
            for table, key in keyed
            for name, county in table.select(key, "county_id").rows()
        })  # fmt: skip

    def of_row(self, subject: str) -> str:
        """The county that all of a row's subjects lie in, else `SHARED`."""
        named = {self.of[word] for word in re.split(r"[| ]", subject) if word in self.of}
        return named.pop() or SHARED if len(named) == 1 else SHARED


def losses(
    proof: Proof, bounds: list[tuple[int, Priced | None]], counties: Counties
) -> pl.DataFrame:
    """The gap of each layer by county: layer, county, loss in units of 1/1,048,576 point.

    The losses of a layer add up to the bound of its prices less the plan's score. Counties where
    nothing is lost are left out.

    Args:
        proof: a certificate in which nothing wrong was found.
        bounds: what its `bounds` gave.
        counties: of the snapshot.
    """
    people = proof.tables["arcs"]["person_id"].gather(proof.first.tolist()).to_list()
    homes = [counties.of.get(person) or SHARED for person in people]
    subjects = proof.tables["rows"]["subject"].to_list()
    rows: list[tuple[str, str, int]] = []
    for number, (most, own) in enumerate(bounds):
        lost: dict[str, int] = defaultdict(int)
        if own is not None:
            lost[SHARED] += most - own.bound
            for place, much in _of_people(proof, own):
                lost[homes[place]] += much
            for place, much in _of_rows(proof, number, own):
                lost[counties.of_row(subjects[place])] += much
            for cut, above in zip(own.cuts, range(number), strict=True):
                lost[SHARED] -= cut * (proof.score(above) - proof.layers[above]["kept"])
        name = proof.layers[number]["layer"]
        rows += [(name, county, much) for county, much in sorted(lost.items()) if much]
    schema = {"layer": pl.String, "county": pl.String, "loss": pl.Int128}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _of_people(proof: Proof, own: Priced) -> Iterator[tuple[int, int]]:
    below = own.below[proof.chosen]
    lost = np.flatnonzero(below)
    yield from zip(lost.tolist(), below[lost].tolist(), strict=True)


def _of_rows(proof: Proof, number: int, own: Priced) -> Iterator[tuple[int, int]]:
    """A price times the room left, and what a missed row costs beyond its price."""
    fine = proof.fine(number, own.cuts)
    for row in np.flatnonzero(own.price | proof.missed).tolist():
        price, total = int(own.price[row]), int(proof.total[row])
        leans = int(proof.high[row]) if price > 0 else int(proof.low[row]) if price < 0 else 0
        yield row, price * (leans - total) + int(fine[row]) * int(proof.missed[row])
