import polars as pl
import pytest

from diaopei.fiction.layout import LEADERS_AT_MOST, Size, posts, posts_frame, units

SEATS = [54, 80, 120, 200, 320, 640, 1100, 1600, 2400]


@pytest.mark.parametrize("seats", SEATS)
def test_the_posts_have_exactly_the_seats_asked_for(seats: int) -> None:
    size = Size.for_seats(seats)
    assert sum(post.seats for post in posts(size, seats)) == seats


@pytest.mark.parametrize("seats", SEATS)
def test_leading_posts_leave_room_for_clerks(seats: int) -> None:
    assert Size.for_seats(seats).leaders() <= LEADERS_AT_MOST * seats


@pytest.mark.parametrize("seats", SEATS)
def test_every_parent_comes_before_its_unit(seats: int) -> None:
    seen: set[str | None] = {None}
    for unit in units(Size.for_seats(seats)):
        assert unit.parent in seen
        seen.add(unit.ending)


@pytest.mark.parametrize("seats", SEATS)
def test_every_post_but_the_first_reports_to_a_post_there_is(seats: int) -> None:
    every = list(posts(Size.for_seats(seats), seats))
    endings = {post.ending for post in every}
    assert len(endings) == len(every)
    assert [post.ending for post in every if post.above not in endings] == [".0"]


def test_offices_of_government_stand_under_its_head() -> None:
    frame = posts_frame(Size.for_seats(1600), 1600)
    finance = frame.filter(pl.col("system") == "finance", "is_principal")
    assert finance["above"].to_list() == ["-G.0", *(f"-{n}G.0" for n in range(1, 9))]


def test_larger_prefectures_have_more_counties() -> None:
    counties = [Size.for_seats(seats).counties for seats in SEATS]
    assert counties == sorted(counties)
    assert counties[0] == 1
    assert counties[-1] == 8
