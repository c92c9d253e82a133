"""Careers: for everybody the posts from the first day of work to the present one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from diaopei.fiction.calendar import UNKNOWN, days
from diaopei.fiction.establishment import LADDER, UPPER_UNITS, Establishment
from diaopei.fiction.staff import IN_FORCE, Staff, overlay_count
from diaopei.snapshot.tables import ASSIGNMENT_KINDS, EXCHANGES, MEANS

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

WINDOW = 17
"""Months before the day of the snapshot from which moves bear a purpose."""
NOTED = 24
"""Months for which the register has noted promotions, and the visits owed after them; before,
every new post was an appointment."""


@dataclass(frozen=True)
class Careers:
    """One entry a post held, sorted by person and time; `is_last` marks the present or last one."""

    person: Ints
    level: Ints
    unit: Ints
    post: Ints
    start: Ints
    end: Ints
    is_first: Flags
    is_last: Flags

    @property
    def is_promotion(self) -> Flags:
        """Whether the level is above that of the post before."""
        return ~self.is_first & (self.level > np.roll(self.level, 1))


def lived(staff: Staff, land: Establishment, rng: np.random.Generator) -> Careers:
    """Divides everybody's years of work into posts that rise to the present one."""
    count = staff.earlier + 1
    person = np.repeat(np.arange(len(staff)), count)
    first = np.cumsum(count) - count
    step = np.arange(len(person)) - first[person]
    is_last = step == staff.earlier[person]
    start = _starts(staff, person, step, rng)
    end = np.where(is_last, staff.end[person], np.roll(start, -1))
    pause = ~is_last & (end - start >= 8) & (rng.random(len(person)) < 0.03)
    phase = rng.random(len(staff))[person]
    rise = step / np.maximum(staff.earlier[person], 1)
    level = np.floor(staff.level[person] * rise + np.where(is_last, 0, phase * (rise < 1))).astype(
        np.int64
    )
    level = np.where(is_last, staff.level[person], np.minimum(level, staff.level[person]))
    stays = _stays(level, is_last, rng)
    unit = _units(staff, land, (person, level, stays), rng)
    again = (
        stays
        & (level == np.roll(level, -1))
        & np.roll(is_last, -1)
        & (rng.random(len(person)) < 0.5)
    )
    post = np.where(is_last | again, staff.post[person], -1)
    end = np.where(pause, end - rng.integers(1, 4, len(person)), end)
    return Careers(person, level, unit, post, start, end, step == 0, is_last)


def _starts(staff: Staff, person: Ints, step: Ints, rng: np.random.Generator) -> Ints:
    """Months in which the posts begin: in rising order, no two of a person in one month."""
    chance = np.sort(person + rng.random(len(person))) - person
    room = (staff.start - staff.work - staff.earlier)[person]
    drawn = staff.work[person] + np.floor(chance * room).astype(np.int64) + step
    earlier = np.where(step == 0, staff.work[person], drawn)
    return np.where(step == staff.earlier[person], staff.start[person], earlier)


def _stays(level: Ints, is_last: Flags, rng: np.random.Generator) -> Flags:
    """Which posts lie in the same unit as the person's next one."""
    same = level == np.roll(level, -1)
    return ~is_last & (rng.random(len(level)) < np.where(same, 0.4, 0.15))


def _units(
    staff: Staff, land: Establishment, rows: tuple[Ints, Ints, Flags], rng: np.random.Generator
) -> Ints:
    """A unit for every post: one of the prefecture that has the level, or that of the next post."""
    person, level, stays = rows
    per_prefecture = len(land.unit_home) // land.prefectures
    drawn = np.empty(len(person), dtype=np.int64)
    posts = len(land.post_unit) // land.prefectures
    for rung in range(len(LADDER)):
        having = land.post_unit[:posts][land.post_level[:posts] == rung]
        mine = level == rung
        drawn[mine] = having[rng.integers(0, len(having), int(mine.sum()))]
    prefecture = staff.unit[person] // per_prefecture
    is_last = np.append(person[1:] != person[:-1], True)
    unit = np.where(is_last, staff.unit[person], prefecture * per_prefecture + drawn)
    ends = np.flatnonzero(~stays)
    return unit[ends[np.searchsorted(ends, np.arange(len(person)))]]


def assignments(
    staff: Staff, careers: Careers, land: Establishment, as_of: int, rng: np.random.Generator
) -> pl.DataFrame:
    """The table of assignments: all posts, then the overlays."""
    titles = _titles(land)
    per_prefecture = len(land.unit_home) // land.prefectures
    place = (careers.unit % per_prefecture) * len(LADDER) + careers.level
    means = _means(careers, as_of, rng)
    recent = (careers.start > as_of - WINDOW) & ~careers.is_first & (rng.random(len(means)) < 0.7)
    purpose = rng.choice(len(EXCHANGES), len(means), p=[0.3, 0.2, 0.2, 0.1, 0.2])
    posts = pl.DataFrame(
        {
            "person": careers.person,
            "post_id": land.posts["post_id"].gather(np.maximum(careers.post, 0)),
            "has_post": careers.post >= 0,
            "unit_id": land.units["unit_id"].gather(careers.unit),
            "title": titles.gather(place),
            "level": pl.Series(LADDER).gather(careers.level),
            "is_leadership": careers.level > 0,
            "kind": pl.repeat(ASSIGNMENT_KINDS[0], len(means), eager=True),
            "start": days(careers.start),
            "end": days(careers.end),
            "means": pl.Series(MEANS).gather(means),
            "purpose": pl.Series(EXCHANGES).gather(purpose),
            "has_purpose": recent,
        }
    ).with_columns(
        post_id=pl.when("has_post").then("post_id"),
        purpose=pl.when("has_purpose").then(pl.concat_list("purpose")),
    )
    both = pl.concat([posts, _overlays(staff, as_of, rng)], how="diagonal")
    return both.select(
        pl.format("A{}", (pl.int_range(pl.len()) + 1).cast(pl.String).str.zfill(8)).alias(
            "assignment_id"
        ),
        person_ids(pl.col("person")).alias("person_id"),
        pl.exclude("person", "has_post", "has_purpose"),
        pl.lit(value=False).alias("is_concurrent"),
    )


def person_ids(number: pl.Expr) -> pl.Expr:
    """Ids of people from their numbers, which count from 0."""
    return pl.format("N{}", (number + 1).cast(pl.String).str.zfill(7))


def _titles(land: Establishment) -> pl.Series:
    """Titles by unit of the layout and level; a plain one where the unit has no such post."""
    posts = len(land.post_unit) // land.prefectures
    per_prefecture = len(land.unit_home) // land.prefectures
    plain = (
        "科员",
        "副科级干部",
        "正科级干部",
        "副处级干部",
        "正处级干部",
        "副厅级干部",
        "正厅级干部",
    )
    titles = list(plain) * per_prefecture
    rows = zip(
        land.post_unit[:posts], land.post_level[:posts], land.posts["title"][:posts], strict=True
    )
    for unit, level, title in rows:
        titles[unit * len(LADDER) + level] = title
    return pl.Series(titles)


def _means(careers: Careers, as_of: int, rng: np.random.Generator) -> Ints:
    """How each post was come by; codes are positions in `MEANS`."""
    moved = careers.unit != np.roll(careers.unit, 1)
    codes = {
        name: MEANS.index(name) for name in ("appointment", "promotion", "lateral", "transfer")
    }
    sideways = np.where(moved & (rng.random(len(moved)) < 0.6), codes["transfer"], codes["lateral"])
    rise = np.where(careers.start >= as_of - NOTED, codes["promotion"], codes["appointment"])
    later = np.where(careers.is_promotion, rise, sideways)
    return np.where(careers.is_first, codes["appointment"], later)


def _overlays(staff: Staff, as_of: int, rng: np.random.Generator) -> pl.DataFrame:
    """Secondments, shadowings and loans of the last two years: ended, lasting, some overrun."""
    serving = np.flatnonzero(staff.presence == IN_FORCE)
    count = overlay_count(staff.presence)
    person = np.sort(rng.choice(serving, count, replace=False))
    start = np.maximum(as_of - rng.integers(0, 24, count), staff.start[person])
    length = rng.choice(np.array([6, 12, 24]), count)
    end = np.where(rng.random(count) < 0.8, start + length, UNKNOWN)
    kind = 1 + rng.choice(3, count, p=[0.4, 0.5, 0.1])
    ids, _names, tiers = zip(*UPPER_UNITS, strict=True)
    regional = tiers.count("region")
    unit = np.where(kind == 1, rng.integers(0, len(ids), count), rng.integers(0, regional, count))
    kinds = pl.Series(ASSIGNMENT_KINDS).gather(kind)
    rows = pl.DataFrame(
        {"person": person, "unit_id": pl.Series(ids).gather(unit), "kind": kinds,
         "start": days(start), "end": days(end)}
    )  # fmt: skip
    return rows.with_columns(
        title=pl.when(pl.col("kind") == "shadowing").then(pl.lit("跟岗")).otherwise(pl.lit("挂职")),
        is_leadership=pl.lit(value=False),
        means=pl.when(pl.col("kind") != "loan").then("kind"),
        purpose=pl.concat_list(pl.lit("development")),
    )
