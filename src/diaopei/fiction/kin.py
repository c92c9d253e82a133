"""Couples and kin, inside the register and beyond it."""

import numpy as np
import numpy.typing as npt
import polars as pl

from diaopei.fiction.careers import person_ids
from diaopei.fiction.establishment import Establishment
from diaopei.fiction.names import people_names
from diaopei.fiction.staff import IN_FORCE, Staff
from diaopei.snapshot.tables import RELATIONS

Ints = npt.NDArray[np.int64]

TOGETHER, APART, OUTSIDE, KIN, CHAIN = 0.025, 0.03, 0.04, 0.012, 0.001
"""Shares of the people: couples in one county, couples drawn from a prefecture, people whose
spouse is not in the register, other kin, and kin who report to each other."""


def ties_table(staff: Staff, land: Establishment, rng: np.random.Generator) -> pl.DataFrame:
    """The table of ties; nobody is married twice."""
    serving = np.flatnonzero(staff.presence == IN_FORCE)
    near = _couples(staff, serving, staff.home, (TOGETHER, rng))
    rest = np.setdiff1d(serving, near)
    prefecture = staff.unit // (len(land.unit_home) // land.prefectures)
    wide = _couples(staff, rest, prefecture, (APART, rng))
    single = rng.permutation(np.setdiff1d(rest, wide))
    alone = np.sort(single[: _count(OUTSIDE, len(staff))])
    pairs = np.concatenate([near, wide])
    married = _rows(pairs[:, 0], pairs[:, 1], np.zeros(len(pairs), dtype=np.int64))
    kin = _kin(staff, prefecture, serving, rng)
    chain = _chain(staff, land, serving, rng)
    others = np.concatenate([kin, chain])
    others = others[others[:, 0] != others[:, 1]]
    relation = 1 + rng.integers(0, len(RELATIONS) - 1, len(others))
    inside = pl.concat([married, _rows(others[:, 0], others[:, 1], relation)])
    inside = inside.unique(["person_id", "other_id"], keep="first", maintain_order=True)
    return pl.concat([inside, _outside(staff, alone, land, rng)], how="diagonal")


def _count(share: float, people: int) -> int:
    return max(2, round(share * people))


def _rows(one: Ints, other: Ints, relation: Ints) -> pl.DataFrame:
    return pl.DataFrame({"one": one, "other": other}).select(
        person_id=person_ids(pl.col("one")),
        other_id=person_ids(pl.col("other")),
        relation=pl.Series(RELATIONS).gather(relation),
    )


def _couples(
    staff: Staff, serving: Ints, group: Ints, drawn: tuple[float, np.random.Generator]
) -> Ints:
    """Pairs of a man and a woman of one group, each person in one pair at most."""
    share, rng = drawn
    mixed = rng.permutation(serving)
    women, men = mixed[staff.female[mixed]], mixed[~staff.female[mixed]]
    _, left, right = np.intersect1d(_ranked(group[women]), _ranked(group[men]), return_indices=True)
    chosen = np.sort(rng.permutation(len(left))[: _count(share, len(staff))])
    return np.column_stack([women[left[chosen]], men[right[chosen]]])


def _ranked(group: Ints) -> Ints:
    """A number for each entry that is the same for the n-th of one group in any two lists."""
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    begins = np.searchsorted(ordered, ordered)
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = np.arange(len(group)) - begins
    number: Ints = group * 2**32 + rank
    return number


def _kin(staff: Staff, prefecture: Ints, serving: Ints, rng: np.random.Generator) -> Ints:
    """Pairs of neighbours in a shuffled list of each prefecture."""
    mixed = rng.permutation(serving)
    ordered = mixed[np.argsort(prefecture[mixed], kind="stable")]
    at = rng.integers(0, len(ordered) - 1, _count(KIN, len(staff)))
    at = at[prefecture[ordered[at]] == prefecture[ordered[at + 1]]]
    return np.column_stack([ordered[at], ordered[at + 1]])


def _chain(staff: Staff, land: Establishment, serving: Ints, rng: np.random.Generator) -> Ints:
    """Pairs of a person and whoever they report to: what the rule on kin forbids."""
    holder = np.full(len(land.post_unit), -1, dtype=np.int64)
    holder[staff.post[serving]] = serving
    superior = land.post_above[staff.post[serving]]
    above = np.where(superior >= 0, holder[superior], -1)
    reporting = np.column_stack([serving, above])[above >= 0]
    return reporting[rng.permutation(len(reporting))[: _count(CHAIN, len(staff))]]


def _outside(
    staff: Staff, alone: Ints, land: Establishment, rng: np.random.Generator
) -> pl.DataFrame:
    """Spouses outside the register, by name and place; half of them live where the person works."""
    far = rng.random(len(alone)) < 0.5
    place = np.where(far, rng.integers(0, land.places.height, len(alone)), staff.home[alone])
    return pl.DataFrame({"one": alone}).select(
        person_id=person_ids(pl.col("one")),
        relation=pl.lit("spouse"),
        other_name=people_names(staff.tibetan[alone], ~staff.female[alone], rng),
        other_place_id=land.places["place_id"].gather(place),
    )
