from collections.abc import Mapping
from datetime import date

import pytest
from tests.planning.worlds import Rows, book, broken_rows, moved, plan_of, problem_of, world

from diaopei.planning.constraints.seats import seats

DUE = [{"person_id": "A", "start": date(2014, 1, 1)}, {"person_id": "B", "start": date(2015, 1, 1)}]
POSTS: Rows = [
    {"post_id": "P1"},
    {"post_id": "P2"},
    {"post_id": "P3", "unit_id": "HOUSING"},
    {"post_id": "P4", "unit_id": "HOUSING", "level": "office_worker"},
]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ({}, []),
        ({"A": "P3"}, []),
        ({"A": "P2", "B": "P1"}, []),
        ({"A": "P2", "B": "P3"}, []),
        ({"A": "P2"}, ["P2"]),
        ({"A": "P3", "B": "P3"}, ["P3"]),
    ],
)
def test_a_seat_takes_one(moves: Mapping[str, str], expected: list[str]) -> None:
    ready = problem_of(world({"A": "P1", "B": "P2"}, POSTS), book())
    assert broken_rows(seats, ready, moves) == expected


def test_posts_alike_share_their_seats() -> None:
    twins = [*POSTS[:2], *({"post_id": p, "title": "x", "unit_id": "HOUSING"} for p in "QR")]
    ready = problem_of(world({"A": "P1", "B": "P2"}, twins), book())
    assert broken_rows(seats, ready, {"A": "Q", "B": "Q"}) == []
    both = plan_of(world({"A": "P1", "B": "P2"}, twins, since=DUE), book("same-department"))
    assert moved(both) == {"A": "Q", "B": "R"}


def test_two_in_one_seat_may_stay_and_none_may_come() -> None:
    ready = problem_of(world({"A": "P1", "B": "P1", "C": "P2"}, POSTS), book())
    assert broken_rows(seats, ready, {}) == []
    assert broken_rows(seats, ready, {"C": "P1"}) == ["P1"]
    assert broken_rows(seats, ready, {"C": "P1", "A": "P2"}) == []


def test_of_two_who_are_due_the_longer_burden_gets_the_only_seat() -> None:
    plan = plan_of(world({"A": "P1", "B": "P2"}, POSTS, since=DUE), book("same-department"))
    assert moved(plan) == {"A": "P3"}
