"""The order of moves: on which day everybody leaves and starts, with as few vacancy-days as can be.

A vacancy-day is one day that a post which the plan fills stands empty, counted from the first
day. Why the earliest dates are the best ones: in a chain a vacancy only travels from seat to
seat, so the days sum up to the last person's delay plus the days of hand-over, whatever the dates
between. What is tied to fixed distances is therefore moved as early as it can.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from diaopei.errors import RoundError
from diaopei.planning.legs import Line, Run, lines
from diaopei.planning.standing import demand_posts
from diaopei.snapshot.facts import Facts

WEEK = 7


@dataclass(frozen=True)
class Pace:
    """How fast a plan is carried out.

    Attributes:
        hand_over: days that the head of a place and the successor serve side by side.
        bench: days that a stand-in may keep a seat of a ring, where none may stand empty.
        per_week: the most moves in a week, counted from the first day; None for any number.
    """

    hand_over: int = 0
    bench: int = 0
    per_week: int | None = None


@dataclass(frozen=True)
class Calendar:
    """The dates of a plan, and what they cost.

    Attributes:
        moves: the moves as given, with `leaves_on` and `starts_on`: the day from which a person
            is no longer in the old post, and is in the new one; empty where there is none.
        vacancies: post_id, chain, filled_by, empty_from, filled_on, days: every seat that stands
            empty before somebody of the plan comes.
        benches: chain, post_id, how, days: what each ring with a hand-over leans on:
            `empty_seat`, `stand_in`, or `no_hand_over` where all move on one day.
        left_empty: post_id, person_id, leaves_on: must-fill posts that the moves themselves
            leave without anybody; no order of moves can mend that.
        crowded: person_id, chain: moves that belong together in a week which may not have so
            many; they are made in one that has no others.
        vacancy_days: the sum of the days of `vacancies`.
        at_least: what no calendar of this pace can go below.
    """

    moves: pl.DataFrame
    vacancies: pl.DataFrame
    benches: pl.DataFrame
    left_empty: pl.DataFrame
    crowded: pl.DataFrame
    vacancy_days: int
    at_least: int

    @property
    def exact(self) -> bool:
        """Whether no other calendar has fewer vacancy-days."""
        return self.vacancy_days == self.at_least


def dated(moves: pl.DataFrame, facts: Facts, first_day: date, pace: Pace | None = None) -> Calendar:
    """A day for every move, such that no must-fill post stands empty.

    A leaver of a must-fill post leaves on the day the successor starts; the head of a place after
    the hand-over; whoever leaves the corps when the successor starts; every other seat is taken
    on the day its holder leaves, or later. Without a weekly limit the vacancy-days are the fewest
    possible; with one, the shortest chains go first, and `at_least` says how far that
    may be from the fewest.

    Args:
        moves: a plan's moves: person_id, from_post_id, to_post_id, chain, place_in_chain.
        facts: the posts as they stand.
        first_day: the first day on which anybody may move.
        pace: hand-over, bench and weekly limit; all off if not given.

    Raises:
        RoundError: a number of the pace is negative, or a post does not exist.
    """
    told = pace or Pace()
    demand_posts(moves, facts.posts["post_id"])
    _demand_sense(told)
    made = lines(moves, facts, told.hand_over, told.bench)
    days, crowded, most = _days(made, told.per_week)
    placed = _with_dates(moves, days, first_day)
    empty = _vacancies(placed, made, first_day)
    return Calendar(
        moves=placed,
        vacancies=empty,
        benches=_benches(made),
        left_empty=_left_empty(placed, facts),
        crowded=moves[sorted(crowded)].select("person_id", "chain"),
        vacancy_days=int(empty["days"].sum()),
        at_least=_at_least(made, most),
    )


def _demand_sense(pace: Pace) -> None:
    numbers = {"hand_over": pace.hand_over, "bench": pace.bench}
    for name, number in numbers.items():
        if number < 0:
            msg = f"order of moves: {name} is {number} days; give 0 or more"
            raise RoundError(msg)
    if pace.per_week is not None and pace.per_week < 1:
        msg = f"order of moves: {pace.per_week} moves a week; give at least 1, or no limit"
        raise RoundError(msg)


def _days(made: list[Line], per_week: int | None) -> tuple[dict[int, int], list[int], int | None]:
    """The day of each move by its row, counted from the first day.

    Also the rows that are too many for a week, and the most that a week then has.
    """
    if per_week is None:
        runs = [run for line in made for run in line.runs]
        days = {row: day for run in runs for row, day in zip(run.rows, run.days, strict=True)}
        return days, [], None
    weeks = _Weeks(per_week)
    for line in sorted(made, key=_soonest):
        for run, day in weeks.place(line):
            weeks.days |= {r: day + d for r, d in zip(run.rows, run.days, strict=True)}
    return weeks.days, weeks.crowded, weeks.fullest


def _soonest(line: Line) -> tuple[bool, int, str]:
    """Chains into empty seats first, since only they wait at a cost; the shortest of them first."""
    return not line.fills, line.size, line.name


class _Weeks:
    """How many move in each week so far."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken: Counter[int] = Counter()
        self.days: dict[int, int] = {}
        self.crowded: list[int] = []
        self.fullest = most
        self.full = 0

    def place(self, line: Line) -> list[tuple[Run, int]]:
        """A first day for each run; the runs of a ring begin together."""
        if line.ring:
            rows = tuple(row for run in line.runs for row in run.rows)
            whole = Run(rows, tuple(day for run in line.runs for day in run.days))
            return [(whole, self._settle(whole, 0))]
        placed, before = [], 0
        for run in line.runs:
            before = self._settle(run, max(0, before - run.span))
            placed.append((run, before))
        return placed

    def _settle(self, run: Run, earliest: int) -> int:
        """The first day, not before the earliest, from which a run fits in its weeks.

        A run that fits in no weeks has them to itself.
        """
        needs = [self._needs(run.days, start) for start in range(WEEK)]
        alone = min(max(need.values()) for need in needs) > self.most
        if alone:
            self.crowded += run.rows
        day = max(earliest, self.full * WEEK)
        while not self._fits(needs[day % WEEK], day // WEEK, alone=alone):
            day += 1 if any(run.days) else WEEK - day % WEEK
        for week, count in needs[day % WEEK].items():
            self.taken[day // WEEK + week] += count
            self.fullest = max(self.fullest, count)
        while self.taken[self.full] >= self.most:
            self.full += 1
        return day

    def _needs(self, days: tuple[int, ...], start: int) -> Counter[int]:
        return Counter((start + day) // WEEK for day in days)

    def _fits(self, need: Counter[int], first: int, *, alone: bool) -> bool:
        return all(
            self.taken[first + week] + n <= (max(self.most, n) if alone else self.most)
            for week, n in need.items()
        )


def _with_dates(moves: pl.DataFrame, days: dict[int, int], first_day: date) -> pl.DataFrame:
    """The moves with their dates, in the order given."""
    on = [None if row not in days else first_day + timedelta(days[row]) for row in
          range(moves.height)]  # fmt: skip
    day = pl.Series("day", on, dtype=pl.Date)
    return moves.with_columns(
        starts_on=pl.when(pl.col("to_post_id").is_not_null()).then(day),
        leaves_on=pl.when(pl.col("from_post_id").is_not_null()).then(day),
    )


def _vacancies(placed: pl.DataFrame, made: list[Line], first_day: date) -> pl.DataFrame:
    """Seats that wait to be filled: the first of a chain, and those left before anybody comes."""
    fills = [line.name for line in made if line.fills]
    kept = [seat.post for line in made for seat in line.seats if seat.how == "stand_in"]
    told = placed.select("person_id", "chain", "place_in_chain", "from_post_id", "to_post_id",
                         "leaves_on", "starts_on")  # fmt: skip
    last = pl.col("place_in_chain") == pl.col("place_in_chain").max().over("chain")
    ring = pl.col("chain").str.starts_with("R")
    after = pl.when(last & ring).then(1).otherwise(pl.col("place_in_chain") + 1)
    left = told.select("chain", place_in_chain=after, empty_from="leaves_on")
    came = told.join(left, on=["chain", "place_in_chain"], how="left", validate="1:1")
    first = pl.col("chain").is_in(fills) & (pl.col("place_in_chain") == 1)
    seats = came.drop_nulls("starts_on").with_columns(
        empty_from=pl.when(first).then(first_day).otherwise("empty_from")
    )
    days = (pl.col("starts_on") - pl.col("empty_from")).dt.total_days()
    return (
        seats.filter(~(ring & pl.col("to_post_id").is_in(kept)), days > 0)
        .select(
            "chain", "empty_from", post_id="to_post_id", filled_by="person_id",
            filled_on="starts_on", days=days,
        )
        .select("post_id", "chain", "filled_by", "empty_from", "filled_on", "days")
        .sort("empty_from", "chain", "filled_on", "post_id")
    )  # fmt: skip


def _benches(made: list[Line]) -> pl.DataFrame:
    rows = [(line.name, seat.post, seat.how, seat.days) for line in made for seat in line.seats]
    schema = {"chain": pl.String, "post_id": pl.String, "how": pl.String, "days": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _left_empty(placed: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """Must-fill posts held today and by nobody when all have moved, with the last who leaves."""
    stays = facts.holders.select("person_id", "post_id").join(placed, on="person_id", how="anti")
    held = pl.concat([stays["post_id"], placed["to_post_id"]]).drop_nulls()
    kept = facts.posts.filter(pl.col("must_fill").fill_null(value=False))["post_id"]
    post = pl.col("from_post_id")
    gone = placed.filter(post.is_in(kept.implode()), ~post.is_in(held.implode()))
    return (
        gone.sort("from_post_id", "leaves_on", "person_id")
        .unique("from_post_id", keep="last", maintain_order=True)
        .select("person_id", "leaves_on", post_id="from_post_id")
        .select("post_id", "person_id", "leaves_on")
    )


def _at_least(made: list[Line], per_week: int | None) -> int:
    """The hand-overs behind every empty seat, and the delay no order of the chains avoids.

    Of the chains, the n-th to be done cannot be done before the week in which the n shortest
    would be, counting only moves that cannot come after a chain's last person.
    """
    days = sum(line.hand_overs for line in made if line.fills)
    days += sum(seat.days for line in made for seat in line.seats if seat.how == "empty_seat")
    if per_week is None:
        return days
    moved = 0
    for size in sorted(line.not_later for line in made if line.fills):
        moved += size
        days += (moved - 1) // per_week * WEEK
    return days
