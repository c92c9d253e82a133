from datetime import date
from typing import Any

import polars as pl
import pytest

from diaopei.planning.legs import Line, Run, lines
from diaopei.snapshot import Snapshot, shape
from diaopei.snapshot.facts import Facts

Row = dict[str, Any]

LEADS = {"system": "leadership", "kind": "government"}


def facts(*heads: str, must_fill: tuple[str, ...] = (), unit: Row | None = None) -> Facts:
    """Posts P0 to P9; those named belong to the principal of the place, or must be filled."""
    units = [
        {"unit_id": "PLACE", "name": "place", "tier": "county", "place_id": "GAR"} | LEADS
        | (unit or {}),
        {"unit_id": "LAND", "name": "land", "tier": "county", "place_id": "GAR",
         "kind": "government", "system": "land"},
    ]  # fmt: skip
    posts = [
        {"post_id": name, "title": name, "level": "section_principal", "is_principal": True,
         "unit_id": "PLACE" if name in heads else "LAND", "must_fill": name in must_fill}
        for name in (f"P{n}" for n in range(10))
    ]  # fmt: skip
    tables: dict[str, list[Row]] = {"units": units, "posts": posts}
    frames = {name: shape(name, pl.DataFrame(rows)) for name, rows in tables.items()}
    return Facts(Snapshot.of({"name": "small", "as_of": date(2023, 5, 31)}, frames))


def chain(length: int, name: str = "C001", *, leaves: bool = False) -> pl.DataFrame:
    """N1 leaves P1 for P0, N2 leaves P2 for P1, and so on; of a ring the first for the last."""
    to = [f"P{n}" for n in range(length)]
    if name.startswith("R"):
        to[0] = f"P{length}"
    return pl.DataFrame(
        {
            "person_id": [f"N{n}" for n in range(1, length + 1)],
            "from_post_id": [f"P{n}" for n in range(1, length + 1)],
            "to_post_id": [None if leaves and post == "P0" else post for post in to],
            "chain": name,
            "place_in_chain": list(range(1, length + 1)),
        }
    )


def only(moves: pl.DataFrame, here: Facts, hand_over: int = 5, bench: int = 0) -> Line:
    (line,) = lines(moves, here, hand_over, bench)
    return line


def test_plain_seats_tie_nobody_to_anybody() -> None:
    line = only(chain(3), facts())
    assert line.runs == (Run((0,), (0,)), Run((1,), (0,)), Run((2,), (0,)))
    assert (line.fills, line.size, line.hand_overs, line.not_later) == (True, 3, 0, 3)


def test_must_fill_seats_and_heads_tie_those_who_change_over_them() -> None:
    line = only(chain(4), facts("P3", must_fill=("P1",)))
    assert line.runs == (Run((0, 1), (0, 0)), Run((2, 3), (5, 0)))
    assert (line.hand_overs, line.not_later) == (5, 1)


def test_the_seat_left_last_ties_nobody() -> None:
    assert len(only(chain(2), facts("P2", must_fill=("P2",))).runs) == 2


def test_behind_a_leaver_all_are_tied() -> None:
    line = only(chain(3, leaves=True), facts("P2"))
    assert line.runs == (Run((0, 1, 2), (5, 5, 0)),)
    assert not line.fills


def test_behind_a_leaver_of_a_must_fill_post_too() -> None:
    line = only(chain(3, leaves=True), facts(must_fill=("P1",)))
    assert len(line.runs) == 1


@pytest.mark.parametrize(
    ("unit", "expected"),
    [({}, 5), ({"kind": "party"}, 5), ({"kind": "court"}, 0), ({"system": "finance"}, 0)],
)
def test_heads_of_places_are_principals_of_party_and_government(unit: Row, expected: int) -> None:
    assert only(chain(2), facts("P1", unit=unit)).hand_overs == expected


def test_a_ring_is_cut_where_a_seat_may_stand_empty() -> None:
    line = only(chain(3, "R001"), facts("P1", must_fill=("P2",)))
    assert line.runs == (Run((0, 1, 2), (5, 0, 0)),)
    assert [(seat.post, seat.how, seat.days) for seat in line.seats] == [("P3", "empty_seat", 5)]


def test_a_ring_without_a_hand_over_needs_no_bench() -> None:
    assert only(chain(3, "R001"), facts(must_fill=("P1", "P2", "P3"))).seats == ()


def test_a_stand_in_keeps_the_seat_without_a_hand_over() -> None:
    line = only(chain(3, "R001"), facts("P1", "P3", must_fill=("P2",)), bench=10)
    assert line.runs == (Run((2, 0, 1), (10, 5, 0)),)
    assert [(seat.post, seat.how, seat.days) for seat in line.seats] == [("P2", "stand_in", 10)]


def test_who_waits_on_without_a_post_is_in_no_line() -> None:
    waits = chain(1).with_columns(pl.lit(None, pl.String).alias("from_post_id"),
                                  pl.lit(None, pl.String).alias("to_post_id"))  # fmt: skip
    assert lines(waits, facts(), 0, 0) == []
