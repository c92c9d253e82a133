from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.planning.worlds import (
    AS_OF,
    Rows,
    book,
    goal_value,
    moved,
    plan_of,
    problem_of,
    world,
    worth,
)

from diaopei.planning.goals.reserve_promoted import POINTS, reserve_promoted

LOW = "section_deputy"
POSTS: Rows = [
    {"post_id": "P1", "level": LOW},
    {"post_id": "P2", "level": LOW},
    {"post_id": "P3", "level": LOW, "unit_id": "HOUSING"},
    {"post_id": "UP", "level": "section_principal", "must_fill": True},
    {"post_id": "TOP", "level": "division_deputy"},
]
HELD = {"A": "P1", "B": "P2"}


@pytest.mark.parametrize(
    ("member", "moves", "expected"),
    [
        ({}, {"A": "UP"}, POINTS),
        ({}, {"B": "UP"}, 0),
        ({}, {"A": "P3"}, 0),
        ({}, {}, 0),
        ({}, {"A": "TOP"}, 0),
        ({"list": "division"}, {"A": "TOP"}, POINTS),
        ({"list": "division"}, {"A": "UP"}, 0),
        ({"left": AS_OF}, {"A": "UP"}, 0),
        ({"left": date(2023, 6, 1)}, {"A": "UP"}, POINTS),
        ({"entered": AS_OF}, {"A": "UP"}, POINTS),
        ({"entered": date(2023, 6, 1)}, {"A": "UP"}, 0),
    ],
)
def test_members_of_the_list_of_the_level_count(
    member: dict[str, Any], moves: Mapping[str, str], expected: int
) -> None:
    ready = problem_of(world(HELD, POSTS, reserve=[{"person_id": "A"} | member]), book())
    assert worth(reserve_promoted, ready, moves) == expected


@pytest.mark.parametrize("who", ["A", "B"])
def test_of_two_who_suit_alike_the_one_on_the_list_is_promoted(who: str) -> None:
    small = world(HELD, POSTS[:4], reserve=[{"person_id": who}])
    plan = plan_of(small, book("one-level-up"))
    assert moved(plan) == {who: "UP"}
    assert plan.moves["purposes"].to_list()[0] == ["development"]
    assert goal_value(plan, "reserve_promoted") == POINTS
