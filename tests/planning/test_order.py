from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from tests.planning.test_calendar import FIRST, Way, facts, line, moves, ring
from tests.planning.wishers import wishing

from diaopei.errors import RoundError
from diaopei.planning.calendar import Pace
from diaopei.planning.order import Order, demand_first_day, first_day_of, ordered, pace_of
from diaopei.planning.round import PACE, Round

Told = tuple[dict[str, Way], dict[str, str]]


def order(told: Told, **pace: Any) -> Order:
    return ordered(moves(told[0]), facts(told[1]), FIRST, Pace(**pace))[0]


def legs(made: Order, act: str) -> list[tuple[object, ...]]:
    """Who, where, from which day and until which, counted from the first day."""
    day, until = [(pl.col(c) - FIRST).dt.total_days() for c in ("day", "until")]
    told = made.legs.filter(pl.col("act") == act)
    return told.select("person_id", "post_id", day.alias("from"), until.alias("to")).rows()


def test_everybody_takes_up_one_post_and_leaves_one_on_the_same_day() -> None:
    made = order(line("plain"))
    assert legs(made, "take_up") == [("N0", "P0", 0, None), ("N1", "P1", 0, None)]
    assert legs(made, "relieve") == [("N0", "P1", 0, None), ("N1", "P2", 0, None)]


def test_a_head_hands_over_to_the_successor_by_name() -> None:
    made = order(line("head"), hand_over=5)
    assert legs(made, "hand_over") == [("N0", "P1", 0, 5)]
    assert made.legs.filter(pl.col("act") == "hand_over")["with_id"].to_list() == ["N1"]
    assert (made.last_day, made.vacancy_days, made.at_least) == (FIRST + timedelta(5), 5, 5)


def test_a_stand_in_keeps_a_seat_of_a_ring_for_the_one_who_comes() -> None:
    made = order(ring("head", "must_fill"), hand_over=5, bench=5)
    assert legs(made, "stand_in") == [(None, "P1", 0, 5)]
    assert made.legs.filter(pl.col("act") == "stand_in")["with_id"].to_list() == ["N0"]
    assert made.unkept.is_empty()


def test_who_leaves_for_the_pool_only_leaves_and_who_enters_only_comes() -> None:
    ways: dict[str, Way] = {"N1": ("P1", None), "N2": (None, "P1"), "N3": (None, None)}
    made = order((ways, {"P1": "plain"}))
    assert legs(made, "relieve") == [("N1", "P1", 0, None)]
    assert legs(made, "take_up") == [("N2", "P1", 0, None)]


@pytest.mark.parametrize(
    ("told", "pace", "expected"),
    [
        (ring("head", "must_fill"), {"hand_over": 5}, [("no_hand_over", "P0", "N0", "R001")]),
        (({"N1": ("P1", "P2")}, {"P1": "must_fill", "P2": "plain"}), {},
         [("left_empty", "P1", "N1", "C001")]),
        (ring("must_fill", "must_fill"), {"per_week": 1},
         [("over_weekly_limit", "P1", "N0", "R001"), ("over_weekly_limit", "P0", "N1", "R001")]),
    ],
)  # fmt: skip
def test_what_no_day_can_keep_is_named(
    told: Told, pace: dict[str, int], expected: list[tuple[str, ...]]
) -> None:
    assert order(told, **pace).unkept.rows() == expected


def test_the_moves_get_their_day() -> None:
    told = line("head")
    _, placed = ordered(moves(told[0]), facts(told[1]), FIRST, Pace(hand_over=5))
    days = dict(placed.select("person_id", "starts_on").rows())
    assert days == {"N0": FIRST + timedelta(5), "N1": FIRST}


def test_without_moves_the_last_day_is_the_first() -> None:
    made = order(({}, {"P1": "plain"}))
    assert made.summary() == {
        "last_day": FIRST.isoformat(), "vacancy_days": 0, "vacancy_days_at_least": 0, "unkept": 0,
    }  # fmt: skip


def test_the_first_day_is_the_rounds_or_the_day_after_the_snapshot() -> None:
    snapshot = wishing({"A": "P1"}, {"P1": {}}, []).facts.snapshot
    assert first_day_of(Round(), snapshot) == date(2023, 6, 1)
    assert first_day_of(Round(first_day=date(2023, 9, 1)), snapshot) == date(2023, 9, 1)


def test_a_pace_not_told_is_that_of_the_house() -> None:
    assert asdict(pace_of(Round())) == PACE | {"per_week": None}
    told = asdict(pace_of(Round(pace={"hand_over": 3, "per_week": 20})))
    assert told == PACE | {"hand_over": 3, "per_week": 20}


def test_a_first_day_before_the_snapshots_is_refused_with_both_days() -> None:
    snapshot = wishing({"A": "P1"}, {"P1": {}}, []).facts.snapshot
    demand_first_day(snapshot.as_of, snapshot)
    with pytest.raises(RoundError, match=r"first day 2019-01-01.*before 2023-05-31.*name that day"):
        demand_first_day(date(2019, 1, 1), snapshot)
