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

from diaopei.planning.goals.without_post import without_post

POSTS: Rows = [{"post_id": "P1"}, {"post_id": "Q1", "unit_id": "HOUSING"}]
MORE: Rows = [*POSTS, {"post_id": "P2", "unit_id": "HOUSING"}]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ({"N": None, "M": None}, 2),
        ({"N": "Q1", "M": None}, 1),
        ({"N": "Q1", "M": "P1", "A": "P2"}, 0),
    ],
)
def test_everybody_left_without_a_post_counts(
    moves: Mapping[str, str | None], expected: int
) -> None:
    ready = problem_of(world({"A": "P1", "N": None, "M": None}, MORE), book())
    assert worth(without_post, ready, moves) == expected


def test_people_of_the_pool_are_given_the_free_posts() -> None:
    plan = plan_of(world({"A": "P1", "N": None, "M": None}, POSTS), book())
    assert goal_value(plan, "without_post") == 1
    entered = plan.moves.filter(effect="entry")
    assert entered.height == 1
    assert entered["person_id"].item() in {"M", "N"}


def test_nobody_is_put_out_to_let_another_in() -> None:
    plan = plan_of(world({"A": "P1", "N": None}, POSTS[:1]), book())
    assert moved(plan).get("A", "stays") == "stays"
    assert goal_value(plan, "without_post") == 1
