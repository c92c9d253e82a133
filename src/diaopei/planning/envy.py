"""Fairness of a set of moves, however it was made: who may rightly ask "why not I?".

Envy is justified where a post a person had wished for, and may lawfully hold, was given to
somebody of lower merit. A holder who merely stays is nobody's envy.
"""

from dataclasses import dataclass

import polars as pl

from diaopei.planning.eligibility import step
from diaopei.planning.merit import merit
from diaopei.planning.problem import Problem
from diaopei.planning.standing import ends, ranks, standing
from diaopei.planning.wishes import wished


@dataclass(frozen=True)
class Envy:
    """What a set of moves does to wishes.

    Attributes:
        wishes: everybody with a wish, as `standing.standing` has it.
        ranks: wish_order, people; how many got which wish.
        justified: person_id, post_id, wish_order, merit, given_to, their_merit, of_lower_merit
            (how many who came into the post have lower merit; `given_to` has the lowest).
        left_free: person_id, post_id, wish_order: a better wish whose seat stands free.
        regressions: person_id, from_post_id, to_post_id, without_post, levels_down, metres_up,
            fit_lost: moved without having wished for it into what is worse on one of these.
    """

    wishes: pl.DataFrame
    ranks: pl.DataFrame
    justified: pl.DataFrame
    left_free: pl.DataFrame
    regressions: pl.DataFrame


def envy(moves: pl.DataFrame, problem: Problem, order: pl.DataFrame | None = None) -> Envy:
    """Wishes met, justified envy, free seats refused and regressions of a set of moves.

    Posts in the tables are named as arcs name them: equal posts by the first of their group.

    Args:
        moves: person_id and to_post_id (empty: left without a post): a plan's moves, a
            mechanism's, or a list made by hand. All others stay.
        problem: the facts, the law and the arcs that the moves answer.
        order: person_id and merit, more comes first; `merit.merit` if not given.
    """
    known = merit(problem.facts) if order is None else order
    return envy_of(moves, problem, known, wished(problem))


def envy_of(
    moves: pl.DataFrame, problem: Problem, order: pl.DataFrame, lists: pl.DataFrame
) -> Envy:
    """As `envy`, where the order of merit and the wished arcs are known already."""
    told = standing(moves, problem, lists)
    missed = _missed(told, lists)
    return Envy(
        wishes=told,
        ranks=ranks(told),
        justified=_justified(missed, moves, problem, order),
        left_free=missed.join(_free(moves, problem), on="post_id", how="semi").sort(
            "person_id", "wish_order", "post_id"
        ),
        regressions=_regressions(moves, problem, lists),
    )


def _missed(told: pl.DataFrame, lists: pl.DataFrame) -> pl.DataFrame:
    """Wishes people put above what they got: person_id, post_id, wish_order."""
    got = told.select("person_id", got=pl.col("wish_order"))
    better = (
        lists.filter(pl.col("kind") == "move")
        .join(got, on="person_id", validate="m:1")
        .filter((pl.col("wish_order") < pl.col("got")).fill_null(value=True))
    )
    return better.select("person_id", post_id="to_post_id", wish_order="wish_order")


def _justified(
    missed: pl.DataFrame, moves: pl.DataFrame, problem: Problem, order: pl.DataFrame
) -> pl.DataFrame:
    """Missed wishes for posts that somebody of lower merit came into."""
    known = order.select("person_id", "merit")
    came = (
        ends(moves, problem).filter("moved").drop_nulls("to_group_id")
        .join(known, on="person_id", how="left", validate="1:1")
        .select(
            given_to="person_id", post_id="to_group_id",
            their_merit=pl.col("merit").cast(pl.Int64),
        )
    )  # fmt: skip
    mine = missed.join(known, on="person_id", how="left", validate="m:1").with_columns(
        pl.col("merit").cast(pl.Int64)
    )
    pairs = mine.join(came, on="post_id", validate="m:m")
    lower = (pl.col("merit") > pl.col("their_merit")).fill_null(
        pl.col("merit").is_not_null() & pl.col("their_merit").is_null()
    )
    found = pairs.filter(lower).sort(
        "person_id", "wish_order", "post_id", "their_merit", "given_to", nulls_last=False
    )
    return found.with_columns(
        of_lower_merit=pl.len().over("person_id", "post_id").cast(pl.Int64)
    ).unique(["person_id", "post_id"], keep="first", maintain_order=True)  # fmt: skip


def _free(moves: pl.DataFrame, problem: Problem) -> pl.DataFrame:
    """Posts with a seat that nobody holds when all have moved: post_id."""
    end = ends(moves, problem).drop_nulls("to_group_id")
    held = end.group_by("to_group_id", maintain_order=True).len("held")
    posts = problem.posts.join(
        held, left_on="post_id", right_on="to_group_id", how="left", validate="1:1"
    )
    return posts.filter(pl.col("seats") > pl.col("held").fill_null(0)).select("post_id")


def _regressions(moves: pl.DataFrame, problem: Problem, lists: pl.DataFrame) -> pl.DataFrame:
    """People with a post, moved without their wish, to none, lower, higher up, or less fitting."""
    asked = lists.select("person_id", to_group_id="to_post_id")
    against = (
        ends(moves, problem).filter("moved").drop_nulls("from_post_id")
        .join(asked, on=["person_id", "to_group_id"], how="anti", nulls_equal=False)
    )  # fmt: skip
    here = problem.present.select("person_id", "from_level", "from_altitude_m")
    there = problem.posts.select(
        to_group_id="post_id", to_level="level", to_altitude_m="altitude_m"
    )
    gain = problem.arcs.select("person_id", "gain", to_group_id="to_post_id").join(
        against, on=["person_id", "to_group_id"], how="semi"
    )
    facts = (
        against.join(here, on="person_id", validate="1:1")
        .join(there, on="to_group_id", how="left", validate="m:1")
        .join(gain, on=["person_id", "to_group_id"], how="left", validate="1:1")
    )
    told = facts.select(
        "person_id", "from_post_id", "to_post_id",
        without_post=pl.col("to_post_id").is_null(),
        levels_down=(-step()).clip(0).fill_null(0).cast(pl.Int64),
        metres_up=(pl.col("to_altitude_m") - pl.col("from_altitude_m")).clip(0).fill_null(0)
        .cast(pl.Int64),
        fit_lost=(-pl.col("gain")).clip(0).fill_null(0).cast(pl.Int64),
    )  # fmt: skip
    worse = pl.any_horizontal(pl.col("levels_down", "metres_up", "fit_lost") > 0)
    return told.filter(pl.col("without_post") | worse).sort("person_id")
