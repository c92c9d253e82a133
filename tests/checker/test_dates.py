"""Every demand on the days of a plan: kept by the planner, and refused where it is not kept."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planning.test_calendar import FIRST, Way, facts, line, moves, plans, ring

from diaopei.checker.dates import broken_dates
from diaopei.planning.calendar import Pace
from diaopei.planning.order import Order, ordered
from diaopei.snapshot.facts import Facts

Told = tuple[dict[str, Way], dict[str, str]]
Tables = dict[str, pl.DataFrame]
PACES = st.builds(Pace, hand_over=st.integers(0, 9), bench=st.sampled_from([0, 60]),
                  per_week=st.sampled_from([None, 2, 7]))  # fmt: skip


def world(told: Told) -> Facts:
    """The posts of a line or ring, each held by the one who leaves it."""
    here = facts(told[1])
    rows = [{"assignment_id": who, "person_id": who, "post_id": left, "unit_id": "LAND",
             "kind": "post", "start": date(2020, 1, 1)}
            for who, (left, _) in told[0].items() if left]  # fmt: skip
    return Facts(here.snapshot.replace(assignments=pl.DataFrame(rows)))


def planned(told: Told, pace: Pace) -> tuple[Facts, dict[str, Any], Tables]:
    here = world(told)
    order, placed = ordered(moves(told[0]), here, FIRST, pace)
    return here, words(order), texts(order, placed)


def words(order: Order) -> dict[str, Any]:
    numbers = ("hand_over", "bench", "per_week")
    pace = {name: getattr(order.pace, name) for name in numbers}
    return {"first_day": FIRST.isoformat(), "pace": pace, **order.summary()}


def texts(order: Order, placed: pl.DataFrame) -> Tables:
    tables = {"moves": placed, "legs": order.legs, "unkept": order.unkept}
    return {name: table.cast(dict.fromkeys(table.columns, pl.String))
            for name, table in tables.items()}  # fmt: skip


def shifted(legs: pl.DataFrame, number: int, days: int, column: str = "day") -> pl.DataFrame:
    moved = legs[column].str.to_date().dt.offset_by(f"{days}d").cast(pl.String)
    here = pl.int_range(pl.len()) == number
    return legs.with_columns(pl.when(here).then(moved).otherwise(pl.col(column)).alias(column))


@settings(deadline=None)
@given(plans(), PACES)
def test_every_order_of_the_planner_passes(told: Told, pace: Pace) -> None:
    assert broken_dates(*planned(told, pace)) == []


@settings(deadline=None)
@given(plans(), PACES, st.data())
def test_one_leg_on_another_day_is_refused(told: Told, pace: Pace, data: st.DataObject) -> None:
    here, said, tables = planned(told, pace)
    number = data.draw(st.integers(0, tables["legs"].height - 1))
    days = data.draw(st.integers(-20, 20).filter(bool))
    legs = shifted(tables["legs"], number, days)
    assert broken_dates(here, said, tables | {"legs": legs})


@settings(deadline=None)
@given(plans(), PACES, st.data())
def test_a_leg_less_or_twice_is_refused(told: Told, pace: Pace, data: st.DataObject) -> None:
    here, said, tables = planned(told, pace)
    number = data.draw(st.integers(0, tables["legs"].height - 1))
    without = tables["legs"].filter(pl.int_range(pl.len()) != number)
    twice = pl.concat([tables["legs"], tables["legs"][[number]]])
    assert broken_dates(here, said, tables | {"legs": without})
    span = tables["legs"]["act"][number] in ("hand_over", "stand_in")
    assert span or broken_dates(here, said, tables | {"legs": twice})


def later(tables: Tables, people: dict[str, int]) -> Tables:
    """Tables in which some people leave and start so many days later, moves and legs alike."""
    by = pl.col("person_id").replace_strict(people, default=0, return_dtype=pl.Int64)

    def put_off(column: str) -> pl.Expr:
        day = pl.col(column).str.to_date() + pl.duration(days=by)
        return day.cast(pl.String).alias(column)

    own = tables["legs"].filter(pl.col("act").is_in(["take_up", "relieve"]))
    rest = tables["legs"].filter(~pl.col("act").is_in(["take_up", "relieve"]))
    return tables | {
        "moves": tables["moves"].with_columns(put_off("starts_on")),
        "legs": pl.concat([own.with_columns(put_off("day")), rest]),
    }


@pytest.mark.parametrize(
    ("told", "pace", "change", "said"),
    [
        (line("must_fill"), {}, {"N1": 2},
         "P1: must be filled and stands empty from 2023-06-01 to 2023-06-03"),
        (line("plain"), {}, {"N0": 2}, "P1: has 2 holders on 2023-06-01 for 1 seats"),
        (line("head"), {"hand_over": 5}, {"N0": 3},
         "legs: the hand-over at P1 is not between those days"),
        (line("plain"), {}, {"N0": -1, "N1": -1}, "legs: N0 moves before the first day"),
        (line("plain", "plain"), {"per_week": 1}, {"N0": 7},
         "legs: week 2 has 2 moves, 1 may be made"),
        (line("plain"), {}, {"N0": 3, "N1": 3}, "plan.json: vacancy_days is 0, by the legs 3"),
        (ring("head", "must_fill"), {"hand_over": 5, "bench": 5}, {"N1": -1},
         "legs: N1 moves before the first day"),
    ],
)  # fmt: skip
def test_people_put_off_are_seen(
    told: Told, pace: dict[str, int], change: dict[str, int], said: str
) -> None:
    here, claimed, tables = planned(told, Pace(**pace))
    assert said in broken_dates(here, claimed, later(tables, change))


def unsaid(column: str, value: str) -> Callable[[pl.DataFrame], pl.DataFrame]:
    return lambda table: table.filter(pl.col(column) != value)


@pytest.mark.parametrize(
    ("kinds", "pace", "table", "change", "said"),
    [
        (("head", "must_fill"), {"bench": 4}, "unkept", unsaid("person_id", "N0"),
         "P0: its head leaves without a hand-over"),
        (("head", "must_fill"), {"bench": 5}, "legs", unsaid("act", "stand_in"),
         "P1: must be filled and stands empty from 2023-06-01 to 2023-06-06"),
        (("head", "plain"), {}, "legs", unsaid("act", "hand_over"),
         "P0: has 2 holders on 2023-06-01 for 1 seats"),
        (("must_fill", "must_fill"), {"per_week": 1}, "unkept", unsaid("person_id", "N1"),
         "legs: week 1 has 2 moves, 1 may be made"),
    ],
)  # fmt: skip
def test_what_is_given_up_must_be_named(
    kinds: tuple[str, ...],
    pace: dict[str, int],
    table: str,
    change: Callable[[pl.DataFrame], pl.DataFrame],
    said: str,
) -> None:
    here, claimed, tables = planned(ring(*kinds), Pace(**{"hand_over": 5} | pace))
    assert broken_dates(here, claimed, tables) == []
    changed = tables | {table: change(tables[table])}
    assert said in broken_dates(here, claimed, changed)


@pytest.mark.parametrize(
    ("kinds", "word", "said"),
    [
        (("head", "plain"), "hand_over", "the hand-over at P0 is longer than the round allows"),
        (("head", "must_fill"), "bench", "a stand-in keeps P1 longer than the round allows"),
    ],
)
def test_no_span_is_longer_than_the_pace(kinds: tuple[str, ...], word: str, said: str) -> None:
    here, claimed, tables = planned(ring(*kinds), Pace(hand_over=5, bench=5))
    claimed["pace"] |= {word: 4}
    assert f"legs: {said}" in broken_dates(here, claimed, tables)


@pytest.mark.parametrize(
    ("name", "value"), [("last_day", "2023-06-30"), ("vacancy_days", 4), ("unkept", 1)]
)
def test_a_false_sum_is_refused(name: str, value: object) -> None:
    here, claimed, tables = planned(line("head"), Pace(hand_over=5))
    assert any(name in said for said in broken_dates(here, claimed | {name: value}, tables))


def test_a_bound_above_the_value_is_refused() -> None:
    here, claimed, tables = planned(line("head"), Pace(hand_over=5))
    claimed |= {"vacancy_days_at_least": 6}
    assert broken_dates(here, claimed, tables) == [
        "plan.json: fewer vacancy-days than it says there can be"
    ]


@pytest.mark.parametrize("word", ["first_day", "pace", "vacancy_days"])
def test_a_word_that_is_missing_is_named(word: str) -> None:
    here, claimed, tables = planned(line("plain"), Pace())
    del claimed[word]
    assert word in broken_dates(here, claimed, tables)[0]


def test_a_day_that_is_none_is_refused() -> None:
    here, claimed, tables = planned(line("plain"), Pace())
    legs = tables["legs"].with_columns(day=pl.lit("soon"))
    assert "cannot be read" in broken_dates(here, claimed, tables | {"legs": legs})[0]


def test_who_starts_later_than_leaves_is_in_no_post() -> None:
    here, claimed, tables = planned(line("plain"), Pace())
    number = tables["legs"].with_row_index().filter(act="take_up", person_id="N1")["index"].item()
    legs = shifted(tables["legs"], number, 2)
    moved = (FIRST + timedelta(2)).isoformat()
    at = pl.when(pl.col("person_id") == "N1").then(pl.lit(moved)).otherwise("starts_on")
    both = tables | {"legs": legs, "moves": tables["moves"].with_columns(starts_on=at)}
    assert broken_dates(here, claimed, both) == [
        "legs: N1 is in two posts, or in none, for some days"
    ]
