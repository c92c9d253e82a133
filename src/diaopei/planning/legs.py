"""Moves that hang together in time: runs of a chain, where one date settles all the others.

Person i of a chain leaves a post that person i + 1 comes to; both change posts on one day each,
x(i) and x(i + 1). Between them stands a link: `tight` where the post must not stand empty, then
x(i) = x(i + 1) + hand-over; loose otherwise, then x(i + 1) >= x(i), since the seat must be free.
"""

from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from diaopei.snapshot.facts import Facts

HEADED = ("party", "government")
"""Kinds of unit whose leadership has the head of a place."""


@dataclass(frozen=True)
class Leg:
    """One move of a chain, and the link to the one who follows.

    `hand_over` is how many days the two overlap. A loose link may leave the seat empty.
    """

    row: int
    left: str | None
    tight: bool
    hand_over: int


@dataclass(frozen=True)
class Run:
    """Moves joined by tight links: rows of the table, and the days each is after the last."""

    rows: tuple[int, ...]
    days: tuple[int, ...]

    @property
    def span(self) -> int:
        """Days from the last person's move to the first person's."""
        return self.days[0]


@dataclass(frozen=True)
class Seat:
    """A seat of a ring that stands empty or is kept by a stand-in: the ring's bench."""

    post: str
    how: str
    days: int


@dataclass(frozen=True)
class Line:
    """A chain or ring in order: its runs, first first, and whether it begins in an empty seat."""

    name: str
    runs: tuple[Run, ...]
    fills: bool = False
    ring: bool = False
    seats: tuple[Seat, ...] = ()

    @property
    def size(self) -> int:
        """How many moves it has."""
        return sum(len(run.rows) for run in self.runs)

    @property
    def hand_overs(self) -> int:
        """Days of hand-over in all, which an empty seat cannot do without."""
        return sum(run.span for run in self.runs)

    @property
    def not_later(self) -> int:
        """How many of its moves can in no order come after the last person's."""
        count = 0
        for run in reversed(self.runs):
            count += run.days.count(0)
            if run.span > 0:
                break
        return count


def lines(moves: pl.DataFrame, facts: Facts, hand_over: int, bench: int) -> list[Line]:
    """The chains and rings of a table of moves, by name, cut into runs.

    Args:
        moves: person_id, from_post_id, to_post_id, chain, place_in_chain.
        facts: for the posts that must be filled, and the heads of places.
        hand_over: days that a head of a place and the successor overlap.
        bench: days that a stand-in may keep a seat of a ring.
    """
    kept = facts.posts.select(
        left="post_id", must_fill=pl.col("must_fill").fill_null(value=False), head=_head()
    )
    told = (
        moves.with_row_index("row")
        .filter(pl.col("from_post_id").is_not_null() | pl.col("to_post_id").is_not_null())
        .join(kept, left_on="from_post_id", right_on="left", how="left", validate="m:1")
        .sort("chain", "place_in_chain")
    )
    chains: dict[str, list[Leg]] = {}
    begins: dict[str, str | None] = {}
    columns = ("chain", "row", "from_post_id", "to_post_id", "must_fill", "head")
    for chain, row, left, to, must_fill, head in told.select(columns).rows():
        leaves = begins.setdefault(chain, to) is None
        leg = Leg(row, left, bool(must_fill or head or leaves), hand_over if head else 0)
        chains.setdefault(chain, []).append(leg)
    return [
        _ring(name, legs, bench) if name.startswith("R") else _chain(name, legs, begins[name])
        for name, legs in chains.items()
    ]


def _head() -> pl.Expr:
    """Whether a post is that of the party or the government principal of a place."""
    leads = (pl.col("system") == "leadership") & pl.col("unit_kind").is_in(HEADED)
    return (pl.col("is_principal") & leads).fill_null(value=False)


def _chain(name: str, legs: list[Leg], begins: str | None) -> Line:
    """The runs of a chain; nobody follows the last person."""
    return Line(name, tuple(_runs(legs)), fills=begins is not None)


def _runs(legs: list[Leg]) -> list[Run]:
    """Cuts at the loose links, and after the last person."""
    runs, here = [], [legs[0]]
    for before, leg in pairwise(legs):
        if not before.tight:
            runs.append(_run(here))
            here = []
        here.append(leg)
    return [*runs, _run(here)]


def _run(legs: list[Leg]) -> Run:
    """Days after the last person's move, added up from the end."""
    days = [0]
    for leg in reversed(legs[:-1]):
        days.append(days[-1] + leg.hand_over)
    return Run(tuple(leg.row for leg in legs), tuple(reversed(days)))


def _ring(name: str, legs: list[Leg], bench: int) -> Line:
    """The runs of a ring, which needs a bench as soon as anybody in it hands over.

    That is a seat which may stand empty; else one kept by a stand-in, if that is no longer than
    allowed; else all move on one day and nobody hands over.
    """
    loose = next((n for n, leg in enumerate(legs) if not leg.tight), None)
    if loose is None and sum(leg.hand_over for leg in legs) > 0:
        return _benched(name, legs, bench)
    turned = legs if loose is None else [*legs[loose + 1 :], *legs[: loose + 1]]
    runs = _runs(turned)
    by_row = {leg.row: str(leg.left) for leg in legs}
    seats = [
        Seat(by_row[before.rows[-1]], "empty_seat", run.span)
        for before, run in zip([runs[-1], *runs], runs, strict=False)
        if run.span > 0
    ]
    return Line(name, tuple(runs), ring=True, seats=tuple(seats))


def _benched(name: str, legs: list[Leg], bench: int) -> Line:
    """A ring of seats none of which may stand empty: by a stand-in, or all on one day.

    The seat kept is one without a hand-over, if there is any; else the stand-in takes and gives
    the hand-over of the one kept.
    """
    cut = min(range(len(legs)), key=lambda n: (legs[n].hand_over, n))
    run = _run([*legs[cut + 1 :], *legs[: cut + 1]])
    if 0 < run.span <= bench:
        seat = Seat(str(legs[cut].left), "stand_in", run.span)
        return Line(name, (run,), ring=True, seats=(seat,))
    seats = [Seat(str(leg.left), "no_hand_over", 0) for leg in legs if leg.hand_over]
    day = Run(tuple(leg.row for leg in legs), (0,) * len(legs))
    return Line(name, (day,), ring=True, seats=tuple(seats))
