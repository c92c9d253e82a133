from functools import cache

import numpy as np
import pytest

from diaopei.fiction.calendar import UNKNOWN
from diaopei.fiction.careers import Careers, lived
from diaopei.fiction.establishment import Establishment, establish
from diaopei.fiction.staff import GONE, IN_FORCE, POOL, Staff, engage, overlay_count

AS_OF = 2023 * 12 + 4
SIZES = [50, 400, 3000]


@cache
def made(people: int) -> tuple[Establishment, Staff, Careers]:
    rng = np.random.default_rng(3)
    prefectures = max(1, people // 1500)
    land = establish(prefectures, int(1.07 * people / prefectures) + 1, rng)
    staff = engage(people, land, AS_OF, rng)
    return land, staff, lived(staff, land, rng)


@pytest.mark.parametrize("people", SIZES)
def test_a_post_has_no_more_holders_than_seats(people: int) -> None:
    land, staff, _ = made(people)
    holders = np.bincount(staff.post[staff.post >= 0], minlength=len(land.post_unit))
    assert (holders <= land.posts["seats"].to_numpy()).all()


@pytest.mark.parametrize("people", SIZES)
def test_only_those_in_force_hold_a_post(people: int) -> None:
    _, staff, _ = made(people)
    assert ((staff.post >= 0) == (staff.presence == IN_FORCE)).all()
    assert ((staff.end == UNKNOWN) == (staff.presence == IN_FORCE)).all()


@pytest.mark.parametrize("people", SIZES)
def test_unit_and_level_are_those_of_the_post(people: int) -> None:
    land, staff, _ = made(people)
    held = staff.post >= 0
    assert (land.post_unit[staff.post[held]] == staff.unit[held]).all()
    assert (land.post_level[staff.post[held]] == staff.level[held]).all()


@pytest.mark.parametrize("people", SIZES)
def test_nobody_works_before_eighteen_or_serves_past_the_base_age(people: int) -> None:
    _, staff, _ = made(people)
    assert (staff.work - staff.birth >= 18 * 12).all()
    serving = staff.presence != GONE
    assert (AS_OF - staff.birth < 12 * staff.base_age)[serving].all()


@pytest.mark.parametrize("people", SIZES)
def test_who_has_gone_went_at_the_base_age(people: int) -> None:
    _, staff, _ = made(people)
    gone = staff.presence == GONE
    assert (staff.end == staff.birth + 12 * staff.base_age)[gone].all()


@pytest.mark.parametrize("people", SIZES)
def test_there_are_five_assignments_a_person_with_overlays(people: int) -> None:
    _, staff, careers = made(people)
    total = len(careers.person) + overlay_count(staff.presence)
    assert total / people == pytest.approx(5, rel=0.05)


@pytest.mark.parametrize("people", SIZES)
def test_posts_of_a_person_follow_each_other(people: int) -> None:
    _, _, careers = made(people)
    next_start = np.roll(careers.start, -1)
    earlier = ~careers.is_last
    assert (careers.start < careers.end)[earlier].all()
    assert (careers.end <= next_start)[earlier].all()
    assert (next_start - careers.end <= 3)[earlier].all()


@pytest.mark.parametrize("people", SIZES)
def test_a_career_begins_with_work_and_ends_in_the_present_post(people: int) -> None:
    _, staff, careers = made(people)
    assert (careers.start[careers.is_first] == staff.work).all()
    assert (careers.start[careers.is_last] == staff.start).all()
    assert (careers.post[careers.is_last] == staff.post).all()
    assert (careers.level[careers.is_last] == staff.level).all()


@pytest.mark.parametrize("people", SIZES)
def test_levels_rise_by_one_at_most_and_never_fall(people: int) -> None:
    _, _, careers = made(people)
    step = np.diff(careers.level)[~careers.is_last[:-1]]
    assert set(step.tolist()) <= {0, 1}


@pytest.mark.parametrize("people", SIZES)
def test_everybody_stays_in_one_prefecture(people: int) -> None:
    land, _, careers = made(people)
    prefecture = careers.unit // (len(land.unit_home) // land.prefectures)
    assert (np.diff(prefecture)[~careers.is_last[:-1]] == 0).all()


@pytest.mark.parametrize("people", [400, 3000])
def test_a_few_wait_for_a_post(people: int) -> None:
    _, staff, _ = made(people)
    assert 0 < (staff.presence == POOL).sum() <= 0.01 * people
