from collections.abc import Mapping

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

from diaopei.planning.goals.kin_parted import kin_parted

POSTS: Rows = [
    {"post_id": "HEAD", "is_principal": True},
    {"post_id": "P1", "reports_to": "HEAD"},
    {"post_id": "P2", "reports_to": "HEAD"},
    {"post_id": "Q1", "unit_id": "HOUSING"},
    {"post_id": "Q2", "unit_id": "HOUSING"},
]
COUSINS: Rows = [{"person_id": "A", "other_id": "B", "relation": "collateral"}]
RULES = book("kin-same-chain")


@pytest.mark.parametrize(
    ("held", "moves", "expected"),
    [
        ({"A": "HEAD", "B": "P1"}, {}, 1),
        ({"A": "HEAD", "B": "P1"}, {"B": "Q1"}, 0),
        ({"A": "HEAD", "B": "P1"}, {"A": "Q1"}, 0),
        ({"A": "P1", "B": "P2"}, {}, 1),
        ({"A": "P1", "B": "P2"}, {"A": "Q1", "B": "Q2"}, 0),
        ({"A": "P1", "B": "Q1"}, {}, 0),
    ],
)
def test_a_pair_in_one_line_counts_while_both_stay(
    held: dict[str, str | None], moves: Mapping[str, str | None], expected: int
) -> None:
    ready = problem_of(world(held, POSTS, ties=COUSINS), RULES)
    assert worth(kin_parted, ready, moves) == expected


@pytest.mark.parametrize(("batch", "left"), [(0, 1), (1, 0)])
def test_one_move_parts_them(batch: int, left: int) -> None:
    plan = plan_of(world({"A": "P1", "B": "P2"}, POSTS, ties=COUSINS), RULES, batch=batch)
    assert goal_value(plan, "kin_parted") == left
    assert len(moved(plan).keys() & {"A", "B"}) == 1 - left


def test_the_pair_counts_once_however_often_it_is_tied() -> None:
    ties: Rows = [*COUSINS, {"person_id": "B", "other_id": "A", "relation": "affinity"}]
    ready = problem_of(world({"A": "P1", "B": "P2"}, POSTS, ties=ties), RULES)
    assert worth(kin_parted, ready, {}) == 1
