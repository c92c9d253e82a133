from collections.abc import Mapping

import pytest
from tests.planning.worlds import (
    UNITS,
    Rows,
    book,
    goal_value,
    moved,
    plan_of,
    problem_of,
    world,
    worth,
)

from diaopei.planning.goals.team_ranges import team_ranges

TEAM: Rows = [
    *UNITS,
    {"unit_id": "TEAM", "tier": "county", "system": "leadership", "place_id": "GAR"},
]
POSTS: Rows = [
    *({"post_id": f"T{n}", "unit_id": "TEAM", "is_team_member": True} for n in (1, 2, 3)),
    {"post_id": "Q1", "unit_id": "HOUSING"},
    {"post_id": "Q2", "unit_id": "HOUSING"},
    {"post_id": "Q3", "unit_id": "HOUSING"},
]
HELD = {"A": "T1", "B": "T2", "W": "Q1", "X": "Q2"}
WOMEN: Rows = [{"person_id": who, "sex": "female"} for who in "WX"]


@pytest.mark.parametrize(
    ("least", "moves", "lost"),
    [
        (1, {}, 20),
        (1, {"W": "T3"}, 0),
        (1, {"A": "Q3", "W": "T1"}, 0),
        (1, {"A": "Q3"}, 20),
        (2, {}, 20 + 40),
        (2, {"W": "T3"}, 20),
        (2, {"A": "Q1", "W": "T1", "X": "T3"}, 0),
    ],
)
def test_each_step_missed_costs_and_the_second_twice(
    least: int, moves: Mapping[str, str], lost: int
) -> None:
    small = world(HELD, POSTS, units=TEAM, people=WOMEN)
    ready = problem_of(small, book("women-min", overlay={"women-min.at_least": least}))
    assert worth(team_ranges, ready, moves) == -lost


def test_the_plan_brings_a_woman_in() -> None:
    plan = plan_of(world(HELD, POSTS, units=TEAM, people=WOMEN), book("women-min"))
    assert [who for who, post in moved(plan).items() if str(post).startswith("T")] != []
    assert goal_value(plan, "team_ranges") == 0


def test_with_no_woman_to_bring_the_team_stays_as_it_is() -> None:
    plan = plan_of(world({"A": "T1", "B": "T2"}, POSTS, units=TEAM), book("women-min"))
    assert moved(plan) == {}
