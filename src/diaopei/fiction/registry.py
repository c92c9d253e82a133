"""The table of people, written from the numbers of the staff."""

import numpy as np
import numpy.typing as npt
import polars as pl

from diaopei.fiction.calendar import UNKNOWN, days
from diaopei.fiction.careers import Careers, person_ids
from diaopei.fiction.establishment import LADDER, Establishment
from diaopei.fiction.names import people_names
from diaopei.fiction.offices import SPECIALIST
from diaopei.fiction.staff import GONE, Staff
from diaopei.snapshot.tables import EDUCATION, HEALTH_LIMITS

Ints = npt.NDArray[np.int64]

ELSEWHERE = 2
"""Row of the place outside every prefecture."""
CLERK_RANKS = (
    "clerk_2",
    "clerk_1",
    "chief_clerk_4",
    "chief_clerk_3",
    "chief_clerk_2",
    "chief_clerk_1",
)
DEGREES = ("硕士", "学士")


def people_table(
    staff: Staff, careers: Careers, land: Establishment, as_of: int, rng: np.random.Generator
) -> pl.DataFrame:
    """Everybody with all that the contract has a column for."""
    count = len(staff)
    numbers = pl.DataFrame({"number": np.arange(count)})
    native = _native(staff, land, rng)
    moved = rng.random(count) < 0.12
    growth = np.where(moved, np.roll(native, 1), native)
    other = rng.random(count) < 0.04
    minority = pl.Series(("03", "11", "15")).gather(rng.integers(0, 3, count))
    party = rng.random(count) < np.where(staff.level > 0, 0.97, 0.8)
    ranks, rank_since = _ranks(staff, as_of, rng)
    place = land.places["place_id"]
    return numbers.select(
        person_id=person_ids(pl.col("number")),
        name=people_names(staff.tibetan, staff.female, rng),
        sex=_either(staff.female, "female", "male"),
        birth=days(staff.birth, rng.integers(1, 29, count)),
        ethnicity=pl.select(
            pl.when(pl.Series(staff.tibetan))
            .then(pl.lit("04"))
            .when(pl.Series(other))
            .then(minority)
            .otherwise(pl.lit("01"))
        ).to_series(),
        native_place_id=place.gather(native),
        birth_place_id=place.gather(native),
        growth_place_id=place.gather(growth),
        party=_either(party, "01", "13"),
        party_since=days(
            np.where(party, np.minimum(staff.work + rng.integers(0, 60, count), as_of), UNKNOWN)
        ),
        work_since=days(staff.work),
        education=pl.Series(EDUCATION).gather(staff.education),
        degree=pl.Series((*DEGREES, None, None)).gather(staff.education),
        specialties=_specialties(staff, land, rng),
        health_limit=pl.Series(HEALTH_LIMITS).gather(
            rng.choice(4, count, p=[0.8, 0.07, 0.07, 0.06])
        ),
        level=pl.Series(LADDER).gather(staff.level),
        level_since=days(_level_since(staff, careers)),
        rank=ranks,
        rank_since=rank_since,
        affiliation=_affiliation(staff, rng),
        status=_status(staff, careers, as_of, rng),
        retirement_base_age=pl.Series(staff.base_age),
    )


def _either(which: npt.NDArray[np.bool_], yes: str, no: str) -> pl.Series:
    return pl.Series((no, yes)).gather(which.astype(np.int64))


def _native(staff: Staff, land: Establishment, rng: np.random.Generator) -> Ints:
    """Home counties: one of the own prefecture for local people, elsewhere for the others."""
    homes = np.unique(land.unit_home)
    each = len(homes) // land.prefectures
    prefecture = staff.unit // (len(land.unit_home) // land.prefectures)
    own = homes[prefecture * each + rng.integers(0, each, len(staff))]
    return np.where(staff.tibetan, own, ELSEWHERE)


def _specialties(staff: Staff, land: Establishment, rng: np.random.Generator) -> pl.Series:
    """One specialty, sometimes two, for four in five; often that of the present unit."""
    count = len(staff)
    system = land.units["system"].gather(staff.unit)
    known = pl.Series(SPECIALIST)
    drawn = pl.DataFrame(
        {
            "own": system,
            "first": known.gather(rng.integers(0, len(SPECIALIST), count)),
            "second": known.gather(rng.integers(0, len(SPECIALIST), count)),
            "fits": rng.random(count) < 0.5,
            "number": rng.choice(3, count, p=[0.2, 0.65, 0.15]),
        }
    ).with_columns(
        first=pl.when("fits", pl.col("own").is_in(list(SPECIALIST))).then("own").otherwise("first")
    )
    two = (pl.col("number") == 2) & (pl.col("first") != pl.col("second"))
    return drawn.select(
        pl.when(two).then(pl.concat_list("first", "second"))
        .when(pl.col("number") > 0).then(pl.concat_list("first"))
        .alias("specialties")
    ).to_series()  # fmt: skip


def _level_since(staff: Staff, careers: Careers) -> Ints:
    """The month in which the present level was first reached."""
    reached = careers.level == staff.level[careers.person]
    _, first = np.unique(careers.person[reached], return_index=True)
    since: Ints = careers.start[reached][first]
    return since


def _ranks(staff: Staff, as_of: int, rng: np.random.Generator) -> tuple[pl.Series, pl.Series]:
    """Ranks of the lower levels by years of work, and the month each was given."""
    years = (as_of - staff.work) // 12
    rank = np.clip(years // 4 + staff.level, 0, len(CLERK_RANKS) - 1)
    has = (staff.level <= 2) & (rng.random(len(staff)) < 0.7)
    since = np.maximum(staff.work + 1, as_of - rng.integers(0, 60, len(staff)))
    names = pl.select(pl.when(pl.Series(has)).then(pl.Series(CLERK_RANKS).gather(rank))).to_series()
    return names, days(np.where(has, np.minimum(since, as_of), UNKNOWN))


def _affiliation(staff: Staff, rng: np.random.Generator) -> pl.Series:
    """Local people, settled ones, and those sent for a time."""
    sent = rng.random(len(staff)) < 0.2
    code = np.where(staff.tibetan, 0, np.where(sent, 2, 1))
    return pl.Series(("local", "settled", "aid")).gather(code)


def _status(staff: Staff, careers: Careers, as_of: int, rng: np.random.Generator) -> pl.Series:
    """Nearly all are active; the freshly promoted are on probation for a year."""
    names = ("active", "on_probation", "under_review", "on_leave", "retired", "departed")
    chance = rng.random(len(staff))
    promoted = (
        careers.is_promotion[careers.is_last] & (staff.start > as_of - 12) & (staff.level > 0)
    )
    code = np.where(promoted & (chance < 0.7), 1, np.where(chance > 0.996, 2, 0))
    code = np.where((chance > 0.99) & (chance <= 0.996), 3, code)
    gone = np.where(chance < 0.75, 4, 5)
    return pl.Series(names).gather(np.where(staff.presence == GONE, gone, code))
