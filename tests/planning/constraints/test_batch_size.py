from collections.abc import Mapping
from datetime import date

import pytest
from tests.planning.worlds import Rows, book, broken_rows, moved, plan_of, problem_of, world

from diaopei.planning.constraints.batch_size import batch_size
from diaopei.planning.round import Round
from diaopei.screening import Rulebook

POSTS: Rows = [{"post_id": f"P{n}"} for n in range(1, 4)] + [
    {"post_id": f"Q{n}", "unit_id": "HOUSING"} for n in range(1, 4)
]
HELD = {"A": "P1", "B": "P2", "C": "P3"}
LONG: Rows = [{"person_id": who, "start": date(2014 + n, 1, 1)} for n, who in enumerate("ABC")]
THREE = {"A": "Q1", "B": "Q2", "C": "Q3"}


@pytest.mark.parametrize(
    ("batch", "moves", "kept"),
    [
        (0, {}, True),
        (0, {"A": "Q1"}, False),
        (1, {"A": "Q1"}, True),
        (1, {"A": "Q1", "B": "Q2"}, False),
        ("66%", {"A": "Q1"}, True),
        ("66%", {"A": "Q1", "B": "Q2"}, False),
        ("67%", {"A": "Q1", "B": "Q2"}, True),
        (9, THREE, True),
    ],
)
def test_so_many_may_leave_their_posts(
    batch: str | int, moves: Mapping[str, str | None], kept: bool
) -> None:
    ready = problem_of(world(HELD, POSTS), book("batch-size"), Round(batch=batch))
    assert broken_rows(batch_size, ready, moves) == ([] if kept else ["batch"])


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        (book(), True),
        (book("batch-size"), False),
        (book("batch-size", overlay={"batch-size.limit": 34}), True),
    ],
)
def test_the_rulebook_says_how_many_where_the_round_does_not(rules: Rulebook, kept: bool) -> None:
    ready = problem_of(world(HELD, POSTS), rules)
    assert (broken_rows(batch_size, ready, {"A": "Q1"}) == []) == kept


def test_who_comes_from_the_pool_leaves_no_post() -> None:
    ready = problem_of(world({"A": "P1", "N": None}, POSTS), book(), Round(batch=0))
    assert broken_rows(batch_size, ready, {"N": "Q1"}) == []


@pytest.mark.parametrize(("batch", "who"), [(0, ""), (1, "A"), (2, "AB"), (3, "ABC")])
def test_the_longest_burdens_come_first(batch: int, who: str) -> None:
    plan = plan_of(world(HELD, POSTS, since=LONG), book("same-department"), batch=batch)
    assert sorted(moved(plan)) == list(who)
