from collections.abc import Mapping
from datetime import date

import pytest
from tests.planning.worlds import (
    UNITS,
    Rows,
    book,
    broken_rows,
    moved,
    plan_of,
    problem_of,
    world,
)

from diaopei.planning.constraints.establishment import establishment

POSTS: Rows = [{"post_id": "P1"}, {"post_id": "P2"}] + [
    {"post_id": f"H{n}", "unit_id": "HOUSING"} for n in range(1, 4)
]
DUE: Rows = [{"person_id": who, "start": date(2014, 1, 1)} for who in "AB"]


def units(headcount: int | None) -> Rows:
    return [
        unit | ({"establishment": headcount} if unit["unit_id"] == "HOUSING" else {})
        for unit in UNITS
    ]


@pytest.mark.parametrize(
    ("headcount", "moves", "expected"),
    [
        (3, {"A": "H2", "B": "H3"}, []),
        (2, {"A": "H2"}, []),
        (2, {"A": "H2", "B": "H3"}, ["HOUSING"]),
        (2, {"A": "H2", "B": "H1", "C": "P1"}, []),
        (1, {"A": "H2"}, ["HOUSING"]),
        (0, {}, []),
        (0, {"A": "H2"}, ["HOUSING"]),
        (0, {"A": "H1", "C": "P1"}, []),
        (None, {"A": "H2", "B": "H3"}, []),
    ],
)
def test_the_headcount_binds_below_the_seats(
    headcount: int | None, moves: Mapping[str, str], expected: list[str]
) -> None:
    small = world({"A": "P1", "B": "P2", "C": "H1"}, POSTS, units=units(headcount))
    assert broken_rows(establishment, problem_of(small, book()), moves) == expected


@pytest.mark.parametrize(("headcount", "many"), [(3, 2), (2, 1), (1, 0)])
def test_no_more_come_than_the_headcount_lets(headcount: int, many: int) -> None:
    held = {"A": "P1", "B": "P2", "C": "H1"}
    small = world(held, POSTS, units=units(headcount), since=DUE)
    plan = plan_of(small, book("same-department"), hold=("C",))
    assert len(moved(plan)) == many
