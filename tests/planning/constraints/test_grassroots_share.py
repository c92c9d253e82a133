from collections.abc import Mapping

import pytest
from tests.planning.worlds import Rows, book, broken_rows, plan_of, problem_of, world

from diaopei.planning.constraints.grassroots_share import grassroots_share

UP, LOW = "section_principal", "section_deputy"
POSTS: Rows = [
    *({"post_id": f"P{n}", "level": LOW} for n in (1, 2)),
    *({"post_id": f"G{n}", "level": LOW, "unit_id": "GAR-LAND"} for n in (1, 2, 3)),
    *({"post_id": f"T{n}", "level": UP, "unit_id": "HOUSING"} for n in range(1, 6)),
    {"post_id": "X1", "level": LOW, "unit_id": "HOUSING"},
]
HELD = {"A": "P1", "B": "P2", "C": "G1", "D": "G2", "E": "G3"}
RULES = book("grassroots-share", "one-level-up")


@pytest.mark.parametrize(
    ("moves", "kept"),
    [
        ({}, True),
        ({"C": "T1"}, True),
        ({"A": "T1"}, False),
        ({"A": "T1", "C": "T2"}, False),
        ({"A": "T1", "C": "T2", "D": "T3"}, True),
        ({"A": "T1", "B": "T4", "C": "T2", "D": "T3"}, False),
        ({"A": "T1", "B": "T4", "C": "T2", "D": "T3", "E": "T5"}, True),
        ({"A": "X1"}, True),
    ],
)
def test_three_in_five_of_the_promoted_come_from_counties(
    moves: Mapping[str, str], kept: bool
) -> None:
    ready = problem_of(world(HELD, POSTS), RULES)
    assert broken_rows(grassroots_share, ready, moves) == ([] if kept else ["grassroots-share"])


def test_who_promotes_from_the_seat_promotes_from_counties_too() -> None:
    plan = plan_of(world(HELD, POSTS), RULES, pin={"A": "T1"})
    promoted = plan.moves.filter(effect="promotion")["person_id"].to_list()
    assert "A" in promoted
    assert len(set(promoted) & set("CDE")) * 100 >= 60 * len(promoted)
