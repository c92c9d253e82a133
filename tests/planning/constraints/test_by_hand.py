from collections.abc import Mapping
from typing import Any

import pytest
from tests.planning.worlds import Rows, book, broken_rows, moved, plan_of, problem_of, world

from diaopei.errors import InfeasibleError, RoundError
from diaopei.planning.constraints.by_hand import by_hand
from diaopei.planning.round import Round

POSTS: Rows = [
    {"post_id": "P1"},
    {"post_id": "P2"},
    {"post_id": "P3", "unit_id": "HOUSING"},
    {"post_id": "P4", "unit_id": "HOUSING", "level": "section_deputy"},
]
HELD = {"A": "P1", "B": "P2"}


@pytest.mark.parametrize(
    ("choices", "moves", "expected"),
    [
        ({"pin": {"A": "P3"}}, {"A": "P3"}, []),
        ({"pin": {"A": "P3"}}, {}, ["pin A P3"]),
        ({"pin": {"A": "stay"}}, {}, []),
        ({"pin": {"A": "stay"}}, {"A": "P3"}, ["pin A stay"]),
        ({"hold": ("A", "B")}, {"B": "P3"}, ["hold B stay"]),
        ({"forbid": {"A": ("P2", "P3")}}, {"A": "P3"}, ["forbid A P3"]),
        ({"forbid": {"A": ("P2", "P3")}}, {"B": "P3"}, []),
    ],
)
def test_a_demand_is_a_row(
    choices: dict[str, Any], moves: Mapping[str, str], expected: list[str]
) -> None:
    ready = problem_of(world(HELD, POSTS), book(), Round(**choices))
    assert broken_rows(by_hand, ready, moves) == expected


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({}, {}),
        ({"pin": {"A": "P3"}}, {"A": "P3"}),
        ({"pin": {"A": "P2"}, "forbid": {"B": ("P3",)}}, {"A": "P2", "B": "P1"}),
        ({"pin": {"A": "P4"}}, {"A": "P4"}),
    ],
)
def test_the_plan_does_as_told(choices: dict[str, Any], expected: dict[str, str]) -> None:
    assert moved(plan_of(world(HELD, POSTS), book("one-level-up"), **choices)) == expected


def test_only_a_pin_moves_someone_down() -> None:
    plan = plan_of(world(HELD, POSTS), book("one-level-up"), pin={"A": "P4"})
    assert plan.moves["effect"].to_list() == ["demotion"]


def test_a_pin_a_binding_rule_refuses_is_refused_with_the_rule() -> None:
    small = world(HELD, POSTS, people=[{"person_id": "A", "status": "under_review"}])
    with pytest.raises(InfeasibleError, match=r"A.*P3.*under-review"):
        plan_of(small, book("under-review"), pin={"A": "P3"})


@pytest.mark.parametrize(
    ("choices", "named"),
    [
        ({"pin": {"A": "P9"}}, "post 'P9'"),
        ({"pin": {"X": "P1"}}, "person 'X'"),
        ({"hold": ("X",)}, "person 'X'"),
        ({"forbid": {"A": ("P9",)}}, "post 'P9'"),
        ({"forbid": {"X": ("P1",)}}, "person 'X'"),
        ({"pin": {"A": "P1"}}, "stay"),
    ],
)
def test_a_demand_naming_nothing_known_is_refused(choices: dict[str, Any], named: str) -> None:
    with pytest.raises(RoundError, match=named):
        plan_of(world(HELD, POSTS), book("one-level-up"), **choices)
