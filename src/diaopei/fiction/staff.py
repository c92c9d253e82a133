"""Who sits where: the people as arrays of numbers, drawn by chance, but sound."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from diaopei.fiction.calendar import UNKNOWN
from diaopei.fiction.establishment import Establishment

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

GONE, POOL, IN_FORCE = 0, 1, 2
YOUNGEST = np.array([23, 27, 31, 35, 40, 44, 47])
OLDEST = np.array([57, 56, 58, 59, 59, 59, 59])
"""Ages in years between which the holders of each level lie."""
SCHOOL_LEAVING = np.array([25, 22, 21, 19])
"""Age in years at which people begin to work, by education from high to low."""
ASSIGNMENTS_EACH = 5
OVERLAYS = 0.03
"""Share of the people in force who have a secondment, a shadowing or a loan."""


@dataclass(frozen=True)
class Staff:
    """One entry a person; months are month numbers, `level` a position on the ladder.

    `post` is -1 for who holds none; `start` and `end` are those of the last post, `earlier` the
    number of posts before it.
    """

    presence: Ints
    post: Ints
    unit: Ints
    home: Ints
    level: Ints
    female: Flags
    tibetan: Flags
    base_age: Ints
    birth: Ints
    education: Ints
    work: Ints
    start: Ints
    end: Ints
    earlier: Ints

    def __len__(self) -> int:
        """Number of people."""
        return len(self.post)


def engage(people: int, land: Establishment, as_of: int, rng: np.random.Generator) -> Staff:
    """Fills the seats and gives everybody a life up to the month `as_of`."""
    presence = _presence(people)
    seat = _seats(presence, land, rng)
    post = np.where(presence == IN_FORCE, land.seat_post[seat], -1)
    unit, level = land.post_unit[land.seat_post[seat]], land.post_level[land.seat_post[seat]]
    female = rng.random(people) < np.where(level >= 3, 0.16, 0.32)
    base_age = np.where(female & (level < 3), 55, 60)
    retired = presence == GONE
    age = _ages(level, base_age, retired, rng)
    birth = as_of - age
    end = np.where(
        retired,
        birth + 12 * base_age,
        np.where(presence == POOL, as_of - rng.integers(0, 6, people), UNKNOWN),
    )
    last = np.where(end == UNKNOWN, as_of, end)
    education = rng.choice(4, people, p=[0.10, 0.60, 0.25, 0.05])
    begin = 12 * SCHOOL_LEAVING[education] + rng.integers(-6, 12, people)
    work = np.minimum(birth + begin, last - 14)
    earlier = _earlier(level, last - work, rng)
    tenure = np.minimum(_tenures(people, rng), last - work - 6 * earlier - 1)
    start = np.where(earlier > 0, last - tenure, work)
    earlier = _evened(earlier, level, start - work, presence, rng)
    return Staff(
        presence, post, unit, land.unit_home[unit], level, female, rng.random(people) < 0.53,
        base_age, birth, education, work, start, end, earlier,
    )  # fmt: skip


def _presence(people: int) -> Ints:
    """Who is in force; two in a hundred are gone, a few wait for a post. The gone come last."""
    gone, pool = round(0.025 * people), round(0.005 * people)
    counts = [people - gone - pool, pool, gone]
    return np.repeat(np.array([IN_FORCE, POOL, GONE]), counts)


def _seats(presence: Ints, land: Establishment, rng: np.random.Generator) -> Ints:
    """A seat for everybody in force, in order; for the others the last seat they had.

    Principals' seats are rarely vacant: what must be filled mostly is.
    """
    total, wanted = len(land.seat_post), int((presence == IN_FORCE).sum())
    rare = land.posts["must_fill"].to_numpy()[land.seat_post]
    chance = rng.random(total) / np.where(rare, 0.15, 1.0)
    taken = np.sort(np.argsort(chance, kind="stable")[total - wanted :])
    return np.concatenate([taken, rng.integers(0, total, len(presence) - wanted)])


def _ages(level: Ints, base_age: Ints, retired: Flags, rng: np.random.Generator) -> Ints:
    """Ages in months: by level for who serves, past the base age for who has retired."""
    low, high = 12 * YOUNGEST[level], 12 * np.minimum(OLDEST[level], base_age - 1) + 11
    serving = low + (rng.beta(1.7, 1.9, len(level)) * (high - low)).astype(np.int64)
    return np.where(retired, 12 * base_age + rng.integers(1, 37, len(level)), serving)


def _earlier(level: Ints, career: Ints, rng: np.random.Generator) -> Ints:
    """Number of earlier posts: one for every step up at least, six months each at least."""
    drawn = np.maximum(rng.poisson(ASSIGNMENTS_EACH - 1.2, len(level)), level + 1)
    return np.minimum(drawn, (career - 2) // 6)


def _tenures(people: int, rng: np.random.Generator) -> Ints:
    """Months in the present post: some fresh, most a few years, some far too long."""
    kind = rng.choice(4, people, p=[0.16, 0.60, 0.19, 0.05])
    usual = 6 + rng.gamma(2.2, 16.0, people).astype(np.int64)
    spans = [
        rng.integers(1, 17, people),
        usual,
        rng.integers(60, 110, people),
        rng.integers(110, 170, people),
    ]
    return np.choose(kind, spans)


def _evened(
    earlier: Ints, level: Ints, room: Ints, presence: Ints, rng: np.random.Generator
) -> Ints:
    """Adds or takes away posts until there are five assignments a person, overlays counted."""
    overlays = overlay_count(presence)
    missing = (ASSIGNMENTS_EACH - 1) * len(level) - overlays - int(earlier.sum())
    can = (room >= 6 * (earlier + 1)) & (earlier > 0) if missing > 0 else earlier > level + 1
    chosen = rng.permutation(np.flatnonzero(can))[: abs(missing)]
    evened = earlier.copy()
    evened[chosen] += np.sign(missing)
    return evened


def overlay_count(presence: Ints) -> int:
    """How many secondments, shadowings and loans there are."""
    return max(1, round(OVERLAYS * int((presence == IN_FORCE).sum())))
