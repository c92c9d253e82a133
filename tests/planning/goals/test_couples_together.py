from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.planning.worlds import (
    Rows,
    book,
    goal_value,
    moved,
    plan_of,
    problem_of,
    world,
    worth,
)

from diaopei.planning.goals.couples_together import couples_together

POSTS: Rows = [
    {"post_id": "G1", "unit_id": "GAR-LAND"},
    {"post_id": "G2", "unit_id": "GAR-LAND"},
    {"post_id": "R1", "unit_id": "RUTOG-LAND"},
    {"post_id": "R2", "unit_id": "RUTOG-LAND"},
    {"post_id": "Z1", "unit_id": "ZHADA-LAND"},
    {"post_id": "Z2", "unit_id": "ZHADA-LAND"},
]
HELD = {"A": "G1", "B": "R1"}
MARRIED: Rows = [{"person_id": "A", "other_id": "B"}]
RULES = book("both-move-in-one-plan", "spouse-together")
APART = 40 * (60 + 28) // 60
"""Since January 2021 to May 2023: 28 months at weight 40."""


@pytest.mark.parametrize(
    ("moves", "couples"),
    [
        ({}, 0),
        ({"A": "R2"}, 2),
        ({"B": "G2"}, 2),
        ({"A": "Z1", "B": "Z2"}, 2),
        ({"A": "G2"}, 0),
    ],
)
def test_a_couple_is_worth_both_burdens(moves: Mapping[str, str | None], couples: int) -> None:
    ready = problem_of(world(HELD, POSTS, ties=MARRIED), RULES)
    assert worth(couples_together, ready, moves) == couples * APART


def test_the_register_may_name_the_couple_twice() -> None:
    both: Rows = [*MARRIED, {"person_id": "B", "other_id": "A"}]
    ready = problem_of(world(HELD, POSTS, ties=both), RULES)
    assert worth(couples_together, ready, {"A": "R2"}) == 2 * APART


@pytest.mark.parametrize(("post", "expected"), [("R1", APART), ("Z1", 0)])
def test_a_spouse_outside_the_register_stays_where_they_are(post: str, expected: int) -> None:
    outside: Rows = [{"person_id": "A", "other_place_id": "RUTOG"}]
    ready = problem_of(world({"A": "G1"}, POSTS, ties=outside), RULES)
    assert worth(couples_together, ready, {"A": post}) == expected


@pytest.mark.parametrize("who", ["A", "B"])
def test_a_spouse_who_cannot_be_moved_is_moved_to(who: str) -> None:
    fixed: Rows = [{"person_id": who, "status": "on_leave"}]
    small = world(HELD, POSTS, ties=MARRIED, people=fixed)
    plan = plan_of(small, RULES)
    assert goal_value(plan, "couples_together") == APART
    assert moved(plan).keys() == {"A", "B"} - {who}


@pytest.mark.parametrize(("batch", "expected"), [(0, {}), (1, {"A", "B"}), (2, {"A", "B"})])
def test_one_move_is_enough(batch: int, expected: set[str]) -> None:
    plan = plan_of(world(HELD, POSTS[:1] + POSTS[2:4], ties=MARRIED), RULES, batch=batch)
    assert plan.moves.height == min(batch, 1)
    assert moved(plan).keys() <= set(expected)
    assert goal_value(plan, "couples_together") == min(batch, 1) * 2 * APART


def test_both_go_to_a_third_county_where_neither_has_room() -> None:
    full: dict[str, str | None] = {"A": "G1", "B": "R1"}
    plan = plan_of(world(full, [POSTS[0], POSTS[2], *POSTS[4:]], ties=MARRIED), RULES)
    assert sorted(moved(plan).values(), key=str) == ["Z1", "Z2"]
    assert plan.moves["reasons"].to_list() == [["spouse-together"]] * 2


def test_a_long_parting_counts_at_most_three_times() -> None:
    long: dict[str, Any] = {
        "since": [{"person_id": who, "start": date(2008, 1, 1)} for who in "AB"]
    }
    ready = problem_of(world(HELD, POSTS, ties=MARRIED, **long), RULES)
    assert worth(couples_together, ready, {"A": "R2"}) == 2 * 3 * 40
