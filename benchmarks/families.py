"""Families of made-up rounds as bare models: of any size, the same for the same seed.

Units of 12 seats, counties of 42 units, regions of 8 counties. Two people in a hundred hold no
post, five seats in a hundred stand empty, eight people in a hundred must move.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from diaopei.planning.model import UNBOUNDED, Ints, Layer, Model

Flags = npt.NDArray[np.bool_]

UNIT, COUNTY, REGION = 12, 12 * 42, 12 * 42 * 8
LEVELS = np.array([3, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0])
"""The level of each seat of a unit: one head, three deputies, four and four below."""

DRAWS = 16
FILLED, OVERSTAY, CLASSES = 1000, 500, 3


@dataclass(frozen=True)
class Family:
    """The knobs of a family.

    `batch` is the share of people who may move, in thousandths; `churn` how many may leave a
    unit; `penalty` the points a step of a missed range costs; `couples` and `kin` the share of
    people in couples apart and in cliques of three, in thousandths.
    """

    name: str
    values: str = "random"
    batch: int = 130
    churn: int = 3
    penalty: int = 8
    couples: int = 0
    kin: int = 0


FAMILIES = {
    family.name: family
    for family in (
        Family("standard"),
        Family("correlated", values="correlated"),
        Family("geographic", values="geographic"),
        Family("churn-2", churn=2),
        Family("composition-x5", penalty=40),
        Family("couples-10", couples=100),
        Family("kin-cliques", kin=60),
    )
}


class World(NamedTuple):
    """People and arcs before any row is written; `post` is -1 where an arc leads out."""

    home: Ints
    person: Ints
    post: Ints
    fit: Ints
    overstays: Flags
    promotion: Flags
    posts: int

    @property
    def stays(self) -> Flags:
        """Which arcs stay."""
        held: Flags = (self.post >= 0) & (self.post == self.home[self.person])
        return held

    @property
    def outs(self) -> Flags:
        """Which arcs lead out."""
        return self.post < 0

    @property
    def still(self) -> Flags:
        """Which arcs move nobody: those that stay, and without a post those that lead out."""
        return self.stays | (self.outs & (self.home[self.person] < 0))


def world(family: Family, people: int, seed: int) -> World:
    """People with their posts, and about 17 arcs each."""
    rng = np.random.default_rng(seed)
    posts = -(-int(people * 0.98 / 0.95) // UNIT) * UNIT
    home = np.full(people, -1, dtype=np.int64)
    held = rng.permutation(people)[: int(people * 0.98)]
    home[np.sort(held)] = np.sort(rng.permutation(posts)[: len(held)])
    drawn = _drawn(home, posts, rng)
    person = np.concatenate([np.arange(people), np.repeat(np.arange(people), DRAWS)])
    post = np.concatenate([home, drawn.ravel()])
    keep = np.flatnonzero(post >= 0)
    key = np.unique(person[keep] * posts + post[keep])
    out = np.arange(people) * posts + posts - 1
    person = np.concatenate([key // posts, out // posts])
    post = np.concatenate([key % posts, np.full(people, -1)])
    stay = (post >= 0) & (post == home[person])
    order = np.lexsort((post, np.where(stay, 0, np.where(post < 0, 2, 1)), person))
    person, post, stay = person[order], post[order], stay[order]
    overdue = (rng.random(people) < 0.08) & (home >= 0)
    level = LEVELS[home % UNIT]
    return World(
        home=home,
        person=person,
        post=post,
        fit=_fit(family, person, post, stay, rng),
        overstays=stay & overdue[person],
        promotion=(post >= 0) & (home[person] >= 0) & (LEVELS[post % UNIT] > level[person]),
        posts=posts,
    )


def _drawn(home: Ints, posts: int, rng: np.random.Generator) -> Ints:
    """Sixteen posts a person: near by more often than far, a level up for three in ten."""
    people = len(home)
    base = np.where(home >= 0, home, rng.integers(0, posts, people))[:, None]
    near = rng.random((people, DRAWS))
    span = np.where(near < 0.60, COUNTY, np.where(near < 0.85, REGION, posts))
    first = base // span * span
    units = np.maximum(1, np.minimum(span, posts - first) // UNIT)
    unit = first // UNIT + (rng.random((people, DRAWS)) * units).astype(np.int64)
    up = (rng.random(people) < 0.3)[:, None] & (np.arange(DRAWS) < 5)
    level = np.minimum(3, LEVELS[base % UNIT] + up)
    lowest, count = np.array([8, 4, 1, 0])[level], np.array([4, 4, 3, 1])[level]
    seat = lowest + (rng.random((people, DRAWS)) * count).astype(np.int64)
    drawn: Ints = unit * UNIT + seat
    return drawn


def _fit(family: Family, person: Ints, post: Ints, stay: Flags, rng: np.random.Generator) -> Ints:
    """What each arc is worth in points, from 0 to about 100; ways out are worth nothing."""
    people, posts = int(person.max()) + 1, int(post.max()) + 1
    noise = rng.random(len(person))
    if family.values == "correlated":
        base = 100 * rng.random(people)[person] * rng.random(posts)[post] + 8 * noise
    elif family.values == "geographic":
        wanted = rng.integers(0, -(-posts // COUNTY), people)
        base = 60 * noise + 40 * (post // COUNTY == wanted[person])
    else:
        base = 100 * noise
    points = np.where(stay, 30 + 0.6 * base, base - 10)
    fit: Ints = np.where(post < 0, 0, np.rint(points)).astype(np.int64)
    return fit


class Written:
    """Rows as they are written, one block of a constraint at a time."""

    def __init__(self) -> None:
        self.count = 0
        self.blocks: list[tuple[Ints, Ints, Ints]] = []
        self.bounds: list[tuple[str, Ints, Ints, Ints, bool]] = []

    def add(
        self, name: str, entries: tuple[Ints, Ints, Ints], bounds: tuple[Ints, Ints], price: int
    ) -> None:
        """A block: row, arc and coefficient of each entry; lower and upper of each row."""
        row, arc, coef = entries
        lower, upper = bounds
        # Half the width of a number is enough, and a million people have 85 million entries.
        few = np.int32
        self.blocks.append(((row + self.count).astype(few), arc.astype(few), coef.astype(few)))
        self.bounds.append((name, lower, upper, np.full(len(lower), price), price > 0))
        self.count += len(lower)


def model(family: Family, people: int, seed: int = 0, *, strict: bool = False) -> Model:
    """The model of a family: one weighted layer, or the layers in strict order."""
    made = world(family, people, seed)
    return compiled(made, written(made, family, seed), strict=strict)


def written(made: World, family: Family, seed: int) -> Written:
    """All rows of a family over a world of the same seed."""
    rng = np.random.default_rng(seed + 1)
    rows = seating(made)
    _batch(rows, made, family)
    _churn(rows, made, family)
    _composition(rows, made, family, rng)
    _promotions(rows, made, rng)
    _couples(rows, made, family, rng)
    _kin(rows, made, family, rng)
    return rows


def seating(made: World) -> Written:
    """Everybody has one place, and a post one seat."""
    rows, people = Written(), len(made.home)
    arcs, ones = np.arange(len(made.person)), np.ones(len(made.person), dtype=np.int64)
    one = np.ones(people, dtype=np.int64)
    rows.add("one_place", (made.person, arcs, ones), (one, one), 0)
    into = np.flatnonzero(~made.outs)
    full = np.ones(made.posts, dtype=np.int64)
    rows.add("seats", (made.post[into], into, ones[into]), (unbounded_below(made.posts), full), 0)
    return rows


def unbounded_below(count: int) -> Ints:
    return np.full(count, -UNBOUNDED, dtype=np.int64)


def unbounded(count: int) -> Ints:
    return np.full(count, UNBOUNDED, dtype=np.int64)


def _batch(rows: Written, made: World, family: Family) -> None:
    """All but the batch keep their post, or stay without one."""
    people, still = len(made.home), np.flatnonzero(made.still)
    least = np.array([people - people * family.batch // 1000])
    zero = np.zeros(len(still), dtype=np.int64)
    rows.add("batch_size", (zero, still, zero + 1), (least, unbounded(1)), 0)


def _churn(rows: Written, made: World, family: Family) -> None:
    """Of each unit's holders all but a few stay."""
    stays = np.flatnonzero(made.stays)
    unit = made.post[stays] // UNIT
    count = made.posts // UNIT
    least = np.maximum(0, np.bincount(unit, minlength=count) - family.churn)
    rows.add("team_changes", (unit, stays, np.ones_like(stays)), (least, unbounded(count)), 0)


def _composition(rows: Written, made: World, family: Family, rng: np.random.Generator) -> None:
    """Each unit has, of three crossing classes of people, about their share."""
    units = made.posts // UNIT
    into = np.flatnonzero(~made.outs)
    for number, share in enumerate((0.30, 0.40, 0.25)):
        member = rng.random(len(made.home)) < share
        mine = into[member[made.person[into]]]
        least = np.full(units, int(UNIT * share) - 1)
        entries = (made.post[mine] // UNIT, mine, np.ones_like(mine))
        rows.add(f"range_{number}", entries, (least, unbounded(units)), family.penalty)


def _promotions(rows: Written, made: World, rng: np.random.Generator) -> None:
    """Of the promoted, 68 in a hundred come from the grassroots."""
    grassroots = rng.random(len(made.home)) < 0.6
    up = np.flatnonzero(made.promotion)
    coef = np.where(grassroots[made.person[up]], 32, -68)
    rows.add(
        "grassroots_share", (np.zeros_like(up), up, coef), (np.zeros(1, np.int64), unbounded(1)), 0
    )


def _pairs(entries: tuple[Ints, Ints], size: int) -> tuple[Ints, Ints]:
    """Numbers groups of equal key with at least `size` entries; drops the others."""
    key, arc = entries
    _, number, count = np.unique(key, return_inverse=True, return_counts=True)
    kept = count[number] >= size
    _, number = np.unique(key[kept], return_inverse=True)
    return number, arc[kept]


def _couples(rows: Written, made: World, family: Family, rng: np.random.Generator) -> None:
    """Points lost where one of a couple is at home and the other is not there."""
    many = len(made.home) * family.couples // 2000
    if not many:
        return
    chosen = rng.permutation(np.flatnonzero(made.home >= 0))[: 2 * many].reshape(2, many)
    for one, other in (chosen, chosen[::-1]):
        of_one = np.full(len(made.home), -1)
        of_one[one] = np.arange(many)
        of_other = np.full(len(made.home), -1)
        of_other[other] = np.arange(many)
        county = np.where(made.post >= 0, made.post // COUNTY, -1)
        at_home = county == made.home[made.person] // COUNTY
        stays = np.flatnonzero((of_one[made.person] >= 0) & at_home)
        row = of_other[made.person]
        comes = np.flatnonzero((row >= 0) & (county == made.home[one[row]] // COUNTY))
        entries = (
            np.concatenate([of_one[made.person[stays]], row[comes]]),
            np.concatenate([stays, comes]),
            np.concatenate([np.ones_like(stays), -np.ones_like(comes)]),
        )
        rows.add("couples_together", entries, (unbounded_below(many), np.zeros(many, np.int64)), 20)


def _kin(rows: Written, made: World, family: Family, rng: np.random.Generator) -> None:
    """Of three relatives at most one in a unit."""
    many = len(made.home) * family.kin // 3000
    if not many:
        return
    clique = np.full(len(made.home), -1)
    clique[rng.permutation(len(made.home))[: 3 * many]] = np.repeat(np.arange(many), 3)
    mine = np.flatnonzero((clique[made.person] >= 0) & ~made.outs)
    unit = made.post[mine] // UNIT
    row, arc = _pairs((clique[made.person[mine]] * made.posts + unit, mine), 2)
    count = int(row.max()) + 1
    rows.add(
        "kin", (row, arc, np.ones_like(arc)), (unbounded_below(count), np.ones(count, np.int64)), 0
    )


def compiled(made: World, rows: Written, *, strict: bool) -> Model:
    row, arc, coef = (np.concatenate(parts) for parts in zip(*rows.blocks, strict=True))
    order = np.argsort(arc, kind="stable")
    names = pl.DataFrame(
        {
            "constraint": np.repeat([b[0] for b in rows.bounds], [len(b[1]) for b in rows.bounds]),
            "row": np.concatenate([np.arange(len(b[1])) for b in rows.bounds]),
        }
    ).with_columns(pl.col("row").cast(pl.String), subject=pl.col("row").cast(pl.String))
    price = np.concatenate([b[3] for b in rows.bounds])
    return Model(
        person=made.person,
        start=np.concatenate([[0], np.cumsum(np.bincount(arc, minlength=len(made.person)))]),
        entry_row=row[order],
        entry_coef=coef[order],
        lower=np.concatenate([b[1] for b in rows.bounds]),
        upper=np.concatenate([b[2] for b in rows.bounds]),
        soft=price > 0,
        layers=_strict(made, price) if strict else (_weighted(made, price),),
        names=names,
        measured={},
        among={"home": made.stays, "stay": made.stays},
    )


def _weighted(made: World, price: Ints) -> Layer:
    """All goals in one sum, as the peers take it."""
    gain = made.fit - OVERSTAY * made.overstays + np.where(made.outs, 0, FILLED)
    return Layer("plan", "max", gain, price, 0, ())


def _strict(made: World, price: Ints) -> tuple[Layer, ...]:
    """The same goals one after the other, and ties last."""
    none = np.zeros(len(price), dtype=np.int64)
    mixed = (made.person * 0x9E3779B1 + (made.post + 2) * 0x85EBCA77) % (2**61 - 1) % 2**16 + 1
    return (
        Layer("seats", "min", -made.outs.astype(np.int64), none, 0, ()),
        Layer("duty", "min", -made.overstays.astype(np.int64), none, 0, ()),
        Layer("exchange", "max", np.zeros(len(made.fit), dtype=np.int64), price, 0, ()),
        Layer("fit", "max", made.fit, none, 0, ()),
        Layer("calm", "min", -(~made.stays).astype(np.int64), none, 0, ()),
        Layer("ties", "min", np.where(made.stays, 0, -mixed), none, 0, ()),
    )
