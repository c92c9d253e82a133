"""Where a set of moves leaves everybody with a wish: which wish was met, or what came instead."""

import polars as pl

from diaopei.errors import RoundError
from diaopei.planning.problem import Problem
from diaopei.planning.wishes import asking

STANDINGS = ("wished", "stays", "unwished", "without_post")
"""Got a wish · keeps the present post · moved without having wished for it · has no post."""


def ends(moves: pl.DataFrame, problem: Problem) -> pl.DataFrame:
    """Where everybody who may hold a post ends.

    Args:
        moves: person_id and to_post_id (empty: left without a post); all others stay.
        problem: the problem the moves answer.

    Returns:
        Columns person_id, from_post_id, to_post_id (real posts), to_group_id (the post as arcs
        name it), moved.

    Raises:
        RoundError: somebody moves who may hold no post, or twice, or to a post there is not.
    """
    _demand_people(moves["person_id"], problem.present["person_id"])
    demand_posts(moves.select("to_post_id"), problem.groups["post_id"])
    told = moves.select("person_id", "to_post_id", moved=pl.lit(value=True))
    here = problem.present.select("person_id", from_post_id="held_post_id")
    ended = here.join(told, on="person_id", how="left", validate="1:1").with_columns(
        pl.col("moved").fill_null(value=False)
    )
    end = pl.when("moved").then("to_post_id").otherwise("from_post_id")
    return (
        ended.with_columns(to_post_id=end)
        .join(
            problem.groups.select(to_post_id="post_id", to_group_id="group_id"),
            on="to_post_id", how="left", validate="m:1",
        )
        .select("person_id", "from_post_id", "to_post_id", "to_group_id", "moved")
        .sort("person_id")
    )  # fmt: skip


def demand_posts(moves: pl.DataFrame, known: pl.Series) -> None:
    """Raises RoundError if a post column of a table of moves names a post there is not."""
    for column in [name for name in moves.columns if name.endswith("post_id")]:
        unknown = moves[column].filter(~moves[column].is_in(known.implode())).drop_nulls().sort()
        if len(unknown):
            msg = f"moves: {column}: there is no post {unknown[0]!r}; mend the row or the register"
            raise RoundError(msg)


def _demand_people(people: pl.Series, known: pl.Series) -> None:
    unknown = people.filter(~people.is_in(known.implode())).sort()
    if len(unknown):
        msg = f"moves: {unknown[0]!r} is nobody who may hold a post; leave the row out"
        raise RoundError(msg)
    twice = people.filter(people.is_duplicated()).sort()
    if len(twice):
        msg = f"moves: {twice[0]!r} moves twice; leave one of the rows out"
        raise RoundError(msg)


def standing(moves: pl.DataFrame, problem: Problem, lists: pl.DataFrame) -> pl.DataFrame:
    """Everybody with a wish, and which of them a set of moves meets.

    Args:
        moves: as of `ends`.
        problem: the problem the moves answer.
        lists: the eligible arcs asked for, see `wishes.wished`.

    Returns:
        Columns person_id, from_post_id, to_post_id, wishes (how many were stated), first_open
        (the best of them that leads to a post the person may hold; empty: none does),
        wish_order (the one met), standing (one of `STANDINGS`).
    """
    lists = lists.select("person_id", "wish_order", to_group_id="to_post_id")
    best = lists.group_by("person_id", maintain_order=True).agg(
        first_open=pl.col("wish_order").min()
    )
    told = (
        asking(problem)
        .join(ends(moves, problem), on="person_id", validate="1:1")
        .join(best, on="person_id", how="left", validate="1:1")
        .join(lists, on=["person_id", "to_group_id"], how="left", validate="1:1")
    )
    came = (
        pl.when(pl.col("to_post_id").is_null()).then(pl.lit("without_post"))
        .when(pl.col("wish_order").is_not_null()).then(pl.lit("wished"))
        .when("moved").then(pl.lit("unwished"))
        .otherwise(pl.lit("stays"))
    )  # fmt: skip
    return told.select(
        "person_id", "from_post_id", "to_post_id", "wishes", "first_open", "wish_order",
        standing=came.cast(pl.Enum(STANDINGS)),
    ).sort("person_id")  # fmt: skip


def ranks(told: pl.DataFrame) -> pl.DataFrame:
    """How many got which wish: wish_order (empty: none), people; best first, none last."""
    counted = told.group_by("wish_order", maintain_order=True).agg(people=pl.len())
    return counted.sort("wish_order", nulls_last=True)
