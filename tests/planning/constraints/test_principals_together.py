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
    value,
    world,
)

from diaopei.planning.constraints.principals_together import principals_together

HOMES: Rows = [
    *UNITS,
    *(
        {"unit_id": f"{county}-{kind}", "tier": "county", "kind": kind, "place_id": county,
         "system": "leadership"}
        for county in ("GAR", "ZHADA") for kind in ("party", "government")
    ),
]  # fmt: skip
TOP = {"is_principal": True, "is_team_member": True}
POSTS: Rows = [
    {"post_id": "PG", "unit_id": "GAR-party", **TOP},
    {"post_id": "GG", "unit_id": "GAR-government", **TOP},
    {"post_id": "DG", "unit_id": "GAR-government"},
    {"post_id": "PZ", "unit_id": "ZHADA-party", "is_principal": True},
    {"post_id": "GZ", "unit_id": "ZHADA-government", "is_principal": True},
    {"post_id": "H1", "unit_id": "HOUSING"},
    {"post_id": "H2", "unit_id": "HOUSING"},
]
HELD = {"A": "PG", "B": "GG", "C": "DG", "D": "PZ"}
RULES = book("principals-not-together")


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ({}, []),
        ({"A": "H1"}, []),
        ({"B": "H1", "C": "H2"}, []),
        ({"A": "H1", "B": "H2"}, ["GAR"]),
        ({"A": "GG", "B": "PG"}, ["GAR"]),
        ({"D": "H1"}, []),
    ],
)
def test_one_of_the_two_principals_stays(
    moves: Mapping[str, str | None], expected: list[str]
) -> None:
    ready = problem_of(world(HELD, POSTS, units=HOMES), RULES)
    assert broken_rows(principals_together, ready, moves) == expected


def test_of_two_principals_who_are_due_one_waits() -> None:
    since: Rows = [{"person_id": who, "start": date(2012, 1, 1)} for who in "AB"]
    small = world(HELD, POSTS, units=HOMES, since=since)
    plan = plan_of(small, book("principals-not-together", "same-post-10y"))
    assert len(moved(plan).keys() & {"A", "B"}) == 1
    assert value(plan, "duty") == 1
