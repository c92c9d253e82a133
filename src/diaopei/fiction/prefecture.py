"""Makes a register of fictitious prefectures: of any size, and the same for the same seed."""

from datetime import date
from math import ceil

import numpy as np

from diaopei.fiction import records
from diaopei.fiction.calendar import days, month_of
from diaopei.fiction.careers import WINDOW, assignments, lived
from diaopei.fiction.establishment import establish
from diaopei.fiction.kin import ties_table
from diaopei.fiction.registry import people_table
from diaopei.fiction.staff import engage
from diaopei.snapshot import Snapshot

SMALLEST = 50
PEOPLE_EACH = 1500
"""People of one prefecture, about; larger registers have more prefectures."""
FILLED = 0.97 / 0.91
"""Seats for one person: three in a hundred hold none, nine seats in a hundred are vacant."""


def prefecture(people: int, seed: int = 0, as_of: date = date(2023, 5, 31)) -> Snapshot:
    """A fictitious register, sound by every check of the doctor.

    Args:
        people: how many persons, 50 at least.
        seed: another seed gives another register; the same gives the same.
        as_of: the day of the snapshot.

    Raises:
        ValueError: fewer people than a prefecture can be staffed with.
    """
    if people < SMALLEST:
        msg = f"a prefecture of {people} people cannot be staffed; ask for {SMALLEST} or more"
        raise ValueError(msg)
    rng = np.random.default_rng(seed)
    month = month_of(as_of)
    count = max(1, round(people / PEOPLE_EACH))
    land = establish(count, ceil(people / count * FILLED), rng)
    staff = engage(people, land, month, rng)
    careers = lived(staff, land, rng)
    register = people_table(staff, careers, land, month, rng)
    held = assignments(staff, careers, land, month, rng)
    ties = ties_table(staff, land, rng)
    scene = records.Scene(staff, careers, land, month, rng)
    tables = {
        "places": land.places,
        "units": land.units,
        "posts": land.posts,
        "people": register,
        "assignments": held,
        "ties": ties,
        "appraisals": records.appraisals(scene),
        "reserve": records.reserve(scene),
        "requests": records.requests(scene, ties),
        "visits": records.visits(scene, held),
        "rank_changes": records.rank_changes(scene, register),
        "wishes": records.wishes(scene),
        "waivers": records.waivers(scene),
        "precisions": records.precisions(scene, register),
    }
    about = {
        "name": f"fiction-{people}-{seed}",
        "as_of": as_of,
        "since": days(np.array([month - WINDOW + 1]))[0],
        "fictitious": True,
    }
    return Snapshot.of(about, tables)
