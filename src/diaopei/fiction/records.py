"""What the years leave behind: appraisals, lists, requests, visits, ranks, wishes, waivers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from diaopei.fiction.calendar import UNKNOWN, days
from diaopei.fiction.careers import NOTED, Careers, person_ids
from diaopei.fiction.establishment import Establishment
from diaopei.fiction.staff import IN_FORCE, Staff
from diaopei.snapshot.months import months_between
from diaopei.snapshot.tables import GRADES, GROUNDS, VISIT_METHODS, VISIT_VERDICTS

Ints = npt.NDArray[np.int64]

YEARS = 5
"""Years of appraisals kept."""


@dataclass(frozen=True)
class Scene:
    """What the records are drawn from; `as_of` is a month number."""

    staff: Staff
    careers: Careers
    land: Establishment
    as_of: int
    rng: np.random.Generator

    def some(self, of: Ints, share: float) -> Ints:
        """A share of some people, at least one, in order."""
        count = min(len(of), max(1, round(share * len(of))))
        return np.sort(self.rng.choice(of, count, replace=False))


def _ids(person: Ints) -> pl.Series:
    return pl.DataFrame({"number": person}).select(person_ids(pl.col("number"))).to_series()


def _numbered(mark: str, count: int) -> pl.Series:
    number = pl.int_range(1, count + 1, eager=True).cast(pl.String).str.zfill(7)
    return pl.Series([mark]).extend_constant(mark, count - 1) + number if count else number


def appraisals(scene: Scene) -> pl.DataFrame:
    """One grade for each of the last full years in which a person worked."""
    last = scene.as_of // 12 - 1
    year = np.tile(np.arange(last - YEARS + 1, last + 1), len(scene.staff))
    person = np.repeat(np.arange(len(scene.staff)), YEARS)
    worked = (scene.staff.work[person] < year * 12) & (
        (scene.staff.end[person] == UNKNOWN) | (scene.staff.end[person] >= (year + 1) * 12)
    )
    person, year = person[worked], year[worked]
    grade = scene.rng.choice(4, len(person), p=[0.18, 0.79, 0.025, 0.005])
    return pl.DataFrame(
        {"person_id": _ids(person), "year": year, "grade": pl.Series(GRADES).gather(grade)}
    )


def reserve(scene: Scene) -> pl.DataFrame:
    """Reserve lists: young section heads for division posts, young clerks for section posts."""
    staff, as_of, rng = scene.staff, scene.as_of, scene.rng
    age = as_of - staff.birth
    serving = staff.presence == IN_FORCE
    division = scene.some(np.flatnonzero(serving & (staff.level == 2) & (age < 43 * 12)), 0.35)
    section = scene.some(np.flatnonzero(serving & (staff.level <= 1) & (age < 38 * 12)), 0.25)
    person = np.concatenate([division, section])
    entered = np.maximum(as_of - rng.integers(1, 40, len(person)), staff.work[person])
    gone = rng.random(len(person)) < 0.12
    left = np.where(gone, np.minimum(entered + rng.integers(6, 30, len(person)), as_of), UNKNOWN)
    kinds = np.repeat(np.array(["division", "section"]), [len(division), len(section)])
    return pl.DataFrame(
        {"person_id": _ids(person), "list": kinds, "entered": days(entered), "left": days(left)}
    ).with_columns(reason=pl.when(pl.col("left").is_not_null()).then(pl.lit("考核调整")))


def requests(scene: Scene, ties: pl.DataFrame) -> pl.DataFrame:
    """Requests for care: of people high up, in poor health, apart from their spouse, and others."""
    staff, land, rng = scene.staff, scene.land, scene.rng
    serving = staff.presence == IN_FORCE
    height = land.places["altitude_m"].to_numpy()[land.unit_place[staff.unit]]
    wed = ties.filter(pl.col("relation") == "spouse")["person_id"].str.slice(1).cast(pl.Int64)
    spouses = wed.to_numpy() - 1
    groups = (
        scene.some(np.flatnonzero(serving & (height >= 4300)), 0.08),
        scene.some(np.flatnonzero(serving), 0.006),
        scene.some(np.flatnonzero(serving), 0.012),
        scene.some(spouses, 0.3),
        scene.some(np.flatnonzero(serving), 0.003),
    )
    person = np.concatenate(groups)
    ground = np.repeat(np.array(GROUNDS), [len(group) for group in groups])
    count = len(person)
    filed = np.maximum(scene.as_of - rng.integers(1, 36, count), staff.work[person])
    state = rng.choice(4, count, p=[0.6, 0.25, 0.05, 0.1])
    decided = np.where(
        state > 0, np.minimum(filed + rng.integers(1, 9, count), scene.as_of), UNKNOWN
    )
    homes = np.unique(land.unit_home)
    each = len(homes) // land.prefectures
    prefecture = staff.unit[person] // (len(land.unit_home) // land.prefectures)
    wanted = land.places["place_id"].gather(homes[prefecture * each + rng.integers(0, each, count)])
    says = pl.Series(rng.random(count) < 0.6)
    return (
        pl.DataFrame(
            {
                "request_id": _numbered("R", count),
                "person_id": _ids(person),
                "filed": days(filed),
                "ground": ground,
                "wanted": wanted,
                "status": pl.Series(("open", "met", "withdrawn", "refused")).gather(state),
                "decided": days(decided),
            }
        )
        .with_columns(wanted_place_ids=pl.when(says).then(pl.concat_list("wanted")))
        .drop("wanted")
    )


def visits(scene: Scene, assignments: pl.DataFrame) -> pl.DataFrame:
    """Follow-up visits of the last promotions; about one in five of those owed was not held."""
    rng, as_of = scene.rng, days(np.array([scene.as_of]))[0]
    fresh = assignments.filter(
        pl.col("kind") == "post",
        pl.col("means") == "promotion",
        "is_leadership",
        pl.col("end").is_null(),
        months_between("start", as_of) <= NOTED,
    ).select("person_id", "assignment_id", due=pl.col("start").dt.offset_by("6mo"))
    fresh = fresh.filter(pl.Series(rng.random(fresh.height) < 0.95))
    count = fresh.height
    late = pl.Series(rng.integers(0, 3, count))
    day = pl.min_horizontal(pl.col("due").dt.offset_by(pl.format("{}mo", late)), pl.lit(as_of))
    was_held = (pl.col("due") <= as_of) & pl.Series(rng.random(count) < 0.85)
    method = pl.Series(VISIT_METHODS).gather(rng.integers(0, 3, count))
    verdict = pl.Series(VISIT_VERDICTS).gather(rng.choice(3, count, p=[0.84, 0.11, 0.05]))
    return fresh.with_columns(
        visit_id=_numbered("V", count),
        held=pl.when(was_held).then(day),
        method=method,
        verdict=pl.when(was_held).then(verdict),
    ).with_columns(reasons=pl.when(pl.col("verdict") == "unsuited").then(pl.lit("业务不熟")))


def rank_changes(scene: Scene, people: pl.DataFrame) -> pl.DataFrame:
    """The change that gave each present rank; some are resets after an appointment."""
    ranked = people.filter(pl.col("rank").is_not_null())
    reset = pl.Series(scene.rng.random(ranked.height) < 0.1)
    means = pl.when(reset).then(pl.lit("reset")).otherwise(pl.lit("promotion"))
    return ranked.select("person_id", "rank", since="rank_since", means=means)


def wishes(scene: Scene) -> pl.DataFrame:
    """Places, units and posts people wish for, two each, in order."""
    land, rng = scene.land, scene.rng
    person = scene.some(np.flatnonzero(scene.staff.presence == IN_FORCE), 0.04)
    units = len(land.unit_home) // land.prefectures
    drawn = (scene.staff.unit[person] // units)[:, None] * units + rng.integers(
        0, units, (len(person), 2)
    )
    unit = drawn.ravel()
    kind = pl.Series(rng.integers(0, 3, len(unit)))
    first = np.searchsorted(land.post_unit, unit)
    return pl.DataFrame(
        {
            "person_id": _ids(np.repeat(person, 2)),
            "post_id": land.posts["post_id"].gather(np.minimum(first, land.posts.height - 1)),
            "place_id": land.places["place_id"].gather(land.unit_home[unit]),
            "unit_id": land.units["unit_id"].gather(unit),
            "order": np.tile([1, 2], len(person)),
        }
    ).with_columns(
        post_id=pl.when(kind == 0).then("post_id"),
        place_id=pl.when(kind == 1).then("place_id"),
        unit_id=pl.when(kind == 2).then("unit_id"),
    )


def waivers(scene: Scene) -> pl.DataFrame:
    """Exceptions granted to a few, some of them no longer in force."""
    person = scene.some(np.flatnonzero(scene.staff.presence == IN_FORCE), 0.003)
    count = len(person)
    granted = scene.as_of - scene.rng.integers(1, 30, count)
    rules = np.array(["same-department", "altitude-years", "spouse-together"])
    return pl.DataFrame(
        {
            "rule": rules[scene.rng.integers(0, 3, count)],
            "subject_id": _ids(person),
            "granted": days(granted),
            "until": days(granted + 24),
        }
    ).with_columns(by=pl.lit("地委组织部"), reason=pl.lit("工作需要"))


def precisions(scene: Scene, people: pl.DataFrame) -> pl.DataFrame:
    """All starts of work are known to the month; here it is said of a few, as a file would."""
    few = scene.some(np.arange(len(scene.staff)), 0.01)
    return pl.DataFrame({"key": people["person_id"].gather(few)}).with_columns(
        table=pl.lit("people"), column=pl.lit("work_since"), precision=pl.lit("month")
    )
