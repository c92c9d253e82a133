"""The market of wishes: people, their lists of posts best first, and the seats, as arrays.

What a mechanism is handed. Its lists hold eligible arcs only, so whatever it gives is lawful for
each person alone; seats and must-fill posts it keeps itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from diaopei.errors import DataError
from diaopei.planning.merit import merit
from diaopei.planning.model import Ints, constraints
from diaopei.planning.problem import Problem
from diaopei.planning.round import STAY
from diaopei.planning.wishes import wished

NOBODY = -1
"""Stands for no post, and for no entry taken."""


@dataclass(frozen=True)
class Market:
    """People and posts by number, in the order of ids.

    The entries `start[i]:start[i + 1]` are person i's list, best first: the posts wished for,
    the post held, and then, only for people with wishes, the other eligible posts by fit.

    Attributes:
        own: the post each person holds.
        rank: each person's place in the order of merit, 0 the highest.
        start: where each person's list begins; one more number than people.
        wanted: where each person's entries end that are no worse than staying.
        post: the post of every entry.
        score: the fit of every entry.
        arc: the arc of every entry.
        seats: the most holders of each post.
        needed: the fewest.
    """

    own: Ints
    rank: Ints
    start: Ints
    wanted: Ints
    post: Ints
    score: Ints
    arc: Ints
    seats: Ints
    needed: Ints

    @property
    def by_merit(self) -> list[int]:
        """The people, highest merit first."""
        order: list[int] = np.argsort(self.rank).tolist()
        return order

    def stay(self, person: int) -> int:
        """The entry of the post held."""
        return int(self.wanted[person]) - 1 if self.own[person] >= 0 else NOBODY

    @property
    def takes_part(self) -> list[bool]:
        """Whether each person wishes for anything besides staying."""
        alone = (self.own >= 0).astype(np.int64)
        asked: list[bool] = (self.wanted - self.start[:-1] > alone).tolist()
        return asked


@dataclass(frozen=True)
class Mechanism:
    """A plug-in: who gets which of the posts wished for. `run` gives the entry each takes."""

    name: str
    title: Mapping[str, str]
    run: Callable[[Market], Ints]


def titled(title: Mapping[str, str]) -> Callable[[Callable[[Market], Ints]], Mechanism]:
    """Makes a function a mechanism of the function's name.

    Args:
        title: the label in English, Simplified and Traditional Chinese.
    """

    def wrap(run: Callable[[Market], Ints]) -> Mechanism:
        return Mechanism(run.__name__, title, run)

    return wrap


def market(
    problem: Problem, order: pl.DataFrame | None = None, lists: pl.DataFrame | None = None
) -> Market:
    """The market of a problem's wishes over its eligible arcs.

    Args:
        problem: facts, law, round and arcs; forbids and holds of the round are kept.
        order: person_id and merit (more comes first); see `merit.merit` for the one if not
            given. Whoever is not in it comes last, equals in the order of ids.
        lists: the wished arcs, where they are known already; `wishes.wished` if not given.

    Raises:
        DataError: a person stands twice in the order of merit.
    """
    people = problem.present.select("person_id").sort("person_id").with_row_index("person")
    posts = problem.posts.select("post_id").sort("post_id").with_row_index("post")
    asked = wished(problem) if lists is None else lists
    lists = _lists(problem, asked).join(people, on="person_id", validate="m:1").join(
        posts, left_on="to_post_id", right_on="post_id", validate="m:1"
    ).sort("person", "place")  # fmt: skip
    held = people.join(problem.stays, on="person_id", how="left", validate="1:1").join(
        posts, left_on="to_post_id", right_on="post_id", how="left", validate="m:1",
        maintain_order="left",
    ).sort("person")  # fmt: skip
    person = lists["person"].to_numpy()
    start = np.searchsorted(person, np.arange(people.height + 1)).astype(np.int64)
    wanted = start[:-1] + np.bincount(
        person, lists["wanted"].to_numpy(), minlength=people.height
    ).astype(np.int64)
    return Market(
        own=_whole(held["post"].fill_null(NOBODY).cast(pl.Int64)),
        rank=_ranks(people, merit(problem.facts) if order is None else order),
        start=start,
        wanted=wanted,
        post=_whole(lists["post"]),
        score=_whole(lists["score"].fill_null(0)),
        arc=_whole(lists["arc"]),
        seats=_bounds(problem, posts, "seats", "at_most"),
        needed=_bounds(problem, posts, "must_fill", "at_least"),
    )


def _whole(column: pl.Series) -> Ints:
    return column.to_numpy().astype(np.int64)


def _lists(problem: Problem, lists: pl.DataFrame) -> pl.DataFrame:
    """Entries: person_id, arc, to_post_id, score, place, wanted (no worse than staying)."""
    barred = _barred(problem)
    asked = lists.join(barred, on="arc", how="anti")
    movers = asked.filter(pl.col("kind") == "move")
    keys = ["person_id", "arc", "to_post_id", "score"]
    stays = problem.stays.select(keys)
    rest = problem.arcs.filter(pl.col("kind") == "move").join(movers, on="person_id", how="semi")
    rest = rest.join(movers, on="arc", how="anti").join(barred, on="arc", how="anti")
    rest = rest.sort("person_id", -pl.col("score").fill_null(0), "to_post_id")
    parts = [movers.select(keys), stays, rest.select(keys)]
    told = [
        part.with_columns(part=pl.lit(number), wanted=pl.lit(number < len(parts) - 1))
        for number, part in enumerate(parts)
    ]
    return pl.concat(told).with_row_index("place")


def _barred(problem: Problem) -> pl.DataFrame:
    """Arcs that demands by hand close: forbidden ones, and every move of who is held."""
    held = [*problem.round.hold, *(who for who, to in problem.round.pin.items() if to == STAY)]
    moves = problem.arcs.filter(pl.col("kind") == "move")
    forbidden = constraints()["by_hand"].build(problem).filter(pl.col("at_most") == 0)
    return pl.concat(
        [
            moves.filter(pl.col("person_id").is_in(held)).select("arc"),
            forbidden.select("arc"),
        ]
    ).unique(maintain_order=True)


def _ranks(people: pl.DataFrame, order: pl.DataFrame) -> Ints:
    """Each person's place in the order of merit, 0 the highest."""
    if order["person_id"].is_duplicated().any():
        twice = order.filter(order["person_id"].is_duplicated())["person_id"][0]
        msg = f"merit: {twice} stands twice in the order; give each person one number"
        raise DataError(msg)
    told = people.join(order, on="person_id", how="left", validate="1:1")
    sorted_people = told.sort(-pl.col("merit"), "person", nulls_last=True)["person"].to_numpy()
    ranks = np.empty(people.height, dtype=np.int64)
    ranks[sorted_people] = np.arange(people.height)
    return ranks


def _bounds(problem: Problem, posts: pl.DataFrame, name: str, bound: str) -> Ints:
    """A constraint's bound on the holders of each post; 0 where it has no row."""
    rows = constraints()[name].build(problem).select("row", bound)
    told = rows.unique("row", keep="first", maintain_order=True)
    joined = posts.join(
        told, left_on="post_id", right_on="row", how="left", validate="1:1", maintain_order="left"
    )
    return _whole(joined[bound].fill_null(0))
