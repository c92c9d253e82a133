from collections.abc import Mapping

import pytest
from tests.planning.worlds import Rows, book, broken_rows, moved, plan_of, problem_of, world

from diaopei.planning.constraints.couples import couples

POSTS: Rows = [
    {"post_id": "G1", "unit_id": "GAR-LAND"},
    {"post_id": "G2", "unit_id": "GAR-LAND", "work_kinds": ["audit"]},
    {"post_id": "R1", "unit_id": "RUTOG-LAND"},
    {"post_id": "R2", "unit_id": "RUTOG-LAND"},
    {"post_id": "Z1", "unit_id": "ZHADA-LAND"},
    {"post_id": "Z2", "unit_id": "ZHADA-LAND"},
]
MARRIED: Rows = [{"person_id": "A", "other_id": "B"}]
RULES = book("both-move-in-one-plan", "spouse-together")


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ({}, []),
        ({"A": "R2"}, []),
        ({"B": "G2"}, []),
        ({"A": "G2"}, []),
        ({"A": "Z1", "B": "Z2"}, []),
        ({"A": "Z1"}, ["A|B|ZHADA"]),
        ({"B": "Z1"}, ["B|A|ZHADA"]),
        ({"A": "R2", "B": "G2"}, ["A|B|RUTOG", "B|A|GAR"]),
        ({"A": "R2", "B": "Z1"}, ["A|B|RUTOG", "B|A|ZHADA"]),
    ],
)
def test_a_couple_apart_meets_or_is_left(moves: Mapping[str, str], expected: list[str]) -> None:
    ready = problem_of(world({"A": "G1", "B": "R1"}, POSTS, ties=MARRIED), RULES)
    assert sorted(broken_rows(couples, ready, moves)) == expected


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ({"A": "R1"}, ["A|B|RUTOG"]),
        ({"A": "R1", "B": "R2"}, []),
        ({"A": "R1", "B": "Z1"}, ["A|B|RUTOG", "B|A|ZHADA"]),
    ],
)
def test_a_couple_in_one_county_is_not_parted(
    moves: Mapping[str, str], expected: list[str]
) -> None:
    ready = problem_of(world({"A": "G1", "B": "G2"}, POSTS, ties=MARRIED), RULES)
    assert sorted(broken_rows(couples, ready, moves)) == expected


def test_without_the_rule_nothing_is_asked() -> None:
    ready = problem_of(world({"A": "G1", "B": "R1"}, POSTS, ties=MARRIED), book())
    assert couples.build(ready).is_empty()


def test_a_pin_takes_the_spouse_along() -> None:
    small = world({"A": "G1", "B": "G2"}, POSTS, ties=MARRIED)
    plan = plan_of(small, RULES, pin={"A": "Z1"})
    assert moved(plan) == {"A": "Z1", "B": "Z2"}
