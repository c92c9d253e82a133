"""The order of a plan's moves: every leg with its day, what waits, and what could not be kept."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl

from diaopei.errors import RoundError
from diaopei.planning.calendar import Calendar, Pace, dated
from diaopei.planning.round import PACE, Round
from diaopei.snapshot import Snapshot
from diaopei.snapshot.facts import Facts

ACTS = ("take_up", "hand_over", "stand_in", "relieve")
"""Starts in a post · serves beside the successor · somebody keeps the seat · leaves a post."""

REASONS = ("no_hand_over", "left_empty", "over_weekly_limit")
"""A ring in which nobody can hand over · a must-fill post nobody comes to · too many in a week."""


class Legs(dy.Schema):
    """One dated act; `until` is the first day on which it no longer lasts.

    `with_id` is the successor of a hand-over. A seat is kept by a stand-in (no `person_id`: a
    person decides who) from the day its holder leaves.
    """

    day = dy.Date(nullable=False)
    act = dy.Enum(ACTS, nullable=False)
    person_id = dy.String(nullable=True)
    post_id = dy.String(nullable=False)
    until = dy.Date(nullable=True)
    with_id = dy.String(nullable=True)
    chain = dy.String(nullable=False)
    place_in_chain = dy.Int32(nullable=False)


class Vacancies(dy.Schema):
    """One seat that stands empty before somebody of the plan comes, and for how many days."""

    post_id = dy.String(nullable=False)
    chain = dy.String(nullable=False)
    filled_by = dy.String(nullable=False)
    empty_from = dy.Date(nullable=False)
    filled_on = dy.Date(nullable=False)
    days = dy.Int64(nullable=False)


class Unkept(dy.Schema):
    """What no day could keep of what was asked, with the post and the person it concerns."""

    reason = dy.Enum(REASONS, nullable=False)
    post_id = dy.String(nullable=False)
    person_id = dy.String(nullable=False)
    chain = dy.String(nullable=False)


@dataclass(frozen=True)
class Order:
    """The days of a plan.

    Attributes:
        first_day: the first day on which anybody may move.
        pace: hand-over, bench and weekly limit.
        legs: columns of `Legs`, by day.
        vacancies: columns of `Vacancies`.
        unkept: columns of `Unkept`.
        at_least: vacancy-days that no calendar of this pace can go below.
    """

    first_day: date
    pace: Pace
    legs: pl.DataFrame
    vacancies: pl.DataFrame
    unkept: pl.DataFrame
    at_least: int

    @property
    def last_day(self) -> date:
        """The day of the last leg; the first day where nobody moves."""
        return max(self.legs["day"].to_list(), default=self.first_day)

    @property
    def vacancy_days(self) -> int:
        """Days that seats the plan fills stand empty, added up."""
        return int(self.vacancies["days"].sum())

    def summary(self) -> dict[str, Any]:
        """What `plan.json` says of the days."""
        return {
            "last_day": self.last_day.isoformat(),
            "vacancy_days": self.vacancy_days,
            "vacancy_days_at_least": self.at_least,
            "unkept": self.unkept.height,
        }


def first_day_of(choices: Round, snapshot: Snapshot) -> date:
    """The round's first day; if it names none, the day after the snapshot's."""
    return choices.first_day or snapshot.as_of + timedelta(1)


def demand_first_day(first_day: date, snapshot: Snapshot) -> None:
    """Nobody moves before the day the facts are of: such a day is a slip of the hand.

    Raises:
        RoundError: the day lies before the snapshot's.
    """
    if first_day < snapshot.as_of:
        msg = (f"first day {first_day}: it lies before {snapshot.as_of}, the day of the snapshot; "
               "name that day or a later one")  # fmt: skip
        raise RoundError(msg)


def pace_of(choices: Round) -> Pace:
    """The round's pace; what it does not say is that of `round.PACE`."""
    return Pace(**{**PACE, **choices.pace})


def ordered(
    moves: pl.DataFrame, facts: Facts, first_day: date, pace: Pace
) -> tuple[Order, pl.DataFrame]:
    """The days of a set of moves, and the moves with `starts_on` filled in.

    Args:
        moves: columns of `move.Moves`.
        facts: the posts and their holders.
        first_day: the first day on which anybody may move.
        pace: hand-over, bench and weekly limit.

    Raises:
        RoundError: a number of the pace makes no sense, or a post does not exist.
    """
    made = dated(moves, facts, first_day, pace)
    followed = _followed(made.moves)
    order = Order(
        first_day=first_day,
        pace=pace,
        legs=_legs(made, followed),
        vacancies=made.vacancies.cast(Vacancies.create_empty().schema),
        unkept=_unkept(made, followed),
        at_least=made.at_least,
    )
    return order, moves.with_columns(made.moves["starts_on"])


def _followed(placed: pl.DataFrame) -> pl.DataFrame:
    """The moves with who comes to the very seat each leaves, and when: with_id, comes_on."""
    keys = ["chain", "place_in_chain"]
    most = placed.select("chain", most=pl.col("place_in_chain").max().over("chain"))
    last = (placed["place_in_chain"] == most["most"]) & placed["chain"].str.starts_with("R")
    comers = placed.select(*keys, with_id="person_id", comes_on="starts_on")
    return (
        placed.with_columns(after=pl.when(last).then(1).otherwise(pl.col("place_in_chain") + 1))
        .join(
            comers, left_on=["chain", "after"], right_on=keys, how="left", validate="1:1",
            maintain_order="left",
        )
        .drop("after")
    )  # fmt: skip


def _legs(made: Calendar, followed: pl.DataFrame) -> pl.DataFrame:
    """Everything that happens on a day, sorted by day, chain and place."""
    nobody = pl.lit(None, pl.String)
    never = pl.lit(None, pl.Date)
    kept = made.benches.filter(pl.col("how") == "stand_in").select("chain", from_post_id="post_id")
    stood = followed.join(kept, on=["chain", "from_post_id"], how="semi")
    overlap = pl.col("comes_on") < pl.col("leaves_on")
    both = followed.filter(overlap).join(kept, on=["chain", "from_post_id"], how="anti")
    at = ("chain", "place_in_chain")
    told = [
        followed.drop_nulls("starts_on").select(
            *at, act=pl.lit("take_up"), person_id="person_id", post_id="to_post_id",
            day="starts_on", until=never, with_id=nobody,
        ),
        both.select(
            *at, act=pl.lit("hand_over"), person_id="person_id", post_id="from_post_id",
            day="comes_on", until="leaves_on", with_id="with_id",
        ),
        stood.select(
            *at, act=pl.lit("stand_in"), person_id=nobody, post_id="from_post_id",
            day="leaves_on", until="comes_on", with_id="with_id",
        ),
        followed.drop_nulls("leaves_on").select(
            *at, act=pl.lit("relieve"), person_id="person_id", post_id="from_post_id",
            day="leaves_on", until=never, with_id=nobody,
        ),
    ]  # fmt: skip
    schema = Legs.create_empty().schema
    legs = pl.concat(told).select(schema.keys()).cast(schema)
    return legs.sort("day", "chain", "place_in_chain", "act")


def _unkept(made: Calendar, followed: pl.DataFrame) -> pl.DataFrame:
    """Hand-overs given up in rings, must-fill posts left to nobody, moves too many in a week."""
    given_up = made.benches.filter(pl.col("how") == "no_hand_over")
    without = followed.join(
        given_up.select("chain", from_post_id="post_id"), on=["chain", "from_post_id"], how="semi"
    )
    chain = made.moves.select("person_id", "chain")
    empty = made.left_empty.join(chain, on="person_id", how="left", validate="m:1")
    crowded = made.moves.join(made.crowded.select("person_id"), on="person_id", how="semi")
    at = pl.coalesce("to_post_id", "from_post_id")
    told = [
        without.select("person_id", "chain", reason=pl.lit(REASONS[0]), post_id="from_post_id"),
        empty.select("person_id", "chain", reason=pl.lit(REASONS[1]), post_id="post_id"),
        crowded.select("person_id", "chain", reason=pl.lit(REASONS[2]), post_id=at),
    ]
    schema = Unkept.create_empty().schema
    return pl.concat(told).select(schema.keys()).cast(schema).sort("reason", "chain", "person_id")
