from collections.abc import Mapping
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diaopei.planning.chains import chains

SCHEMA = {"person_id": pl.String, "from_post_id": pl.String, "to_post_id": pl.String}


def lines(moves: Mapping[str, tuple[str | None, str | None]]) -> dict[str, str]:
    rows = [(who, *ends) for who, ends in moves.items()]
    found = chains(pl.DataFrame(rows, schema=SCHEMA, orient="row"))
    told: dict[str, str] = {}
    for who, chain, _ in found.sort("chain", "place_in_chain").rows():
        told[chain] = told.get(chain, "") + who
    return told


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ({}, {}),
        ({"A": ("1", "2")}, {"C001": "A"}),
        ({"A": ("1", "2"), "B": ("2", "1")}, {"R001": "AB"}),
        ({"A": ("1", "2"), "B": ("2", "3")}, {"C001": "BA"}),
        ({"A": ("1", "2"), "B": ("2", "3"), "C": ("3", "1")}, {"R001": "ACB"}),
        ({"A": ("1", "2"), "B": ("3", "4"), "C": ("4", "5")}, {"C001": "CB", "C002": "A"}),
        ({"A": (None, "1"), "B": ("1", "2")}, {"C001": "BA"}),
        ({"A": ("1", None), "B": ("2", "1")}, {"C001": "AB"}),
        ({"A": ("1", None), "B": ("2", None)}, {"C001": "A", "C002": "B"}),
        ({"A": ("1", "3"), "B": ("1", "4"), "C": ("2", "1")}, {"C001": "AC", "C002": "B"}),
    ],
)
def test_each_mover_follows_the_one_who_made_room(
    moves: Mapping[str, tuple[str | None, str | None]], expected: dict[str, str]
) -> None:
    assert lines(moves) == expected


@given(st.permutations(range(8)), st.permutations(range(8)), st.integers(0, 8))
def test_everybody_stands_in_one_line_and_takes_the_seat_left_before(
    left: list[int], taken: list[int], many: int
) -> None:
    pairs = [(str(a), str(b)) for a, b in zip(left[:many], taken[:many], strict=True) if a != b]
    rows = [(f"N{n}", *pair) for n, pair in enumerate(pairs)]
    found = chains(pl.DataFrame(rows, schema=SCHEMA, orient="row"))
    assert sorted(found["person_id"]) == sorted(row[0] for row in rows)
    ends = {row[0]: row[1:] for row in rows}
    for (name,), line in found.group_by("chain", maintain_order=True):
        people = line["person_id"].to_list()
        for before, after in pairwise(people):
            assert ends[after][1] == ends[before][0]
        closed = ends[people[0]][1] == ends[people[-1]][0]
        assert closed == str(name).startswith("R")
