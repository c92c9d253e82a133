"""Mechanism mode: the wishes decide, over the same eligible arcs and measured by the same rows."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from diaopei.discover import plugins
from diaopei.errors import UnknownNameError
from diaopei.planning.constraint import broken
from diaopei.planning.market import NOBODY, Market, Mechanism, market
from diaopei.planning.model import Ints, constraints
from diaopei.planning.move import moves_of
from diaopei.planning.problem import Problem
from diaopei.planning.standing import ranks, standing
from diaopei.planning.wishes import wished

HONOURED = ("one_place", "seats", "must_fill")
"""Constraints whose rows every mechanism keeps exactly; the others are added up afterwards."""


@dataclass(frozen=True)
class Outcome:
    """What a mechanism gave.

    Attributes:
        mechanism: its name.
        chosen: the arc of everybody, as a plan's layers have it.
        moves: the moves, in the columns of a plan's moves.
        given: everybody with a wish: person_id, from_post_id, to_post_id (the post they end in),
            wish_order (empty: not a wish), standing (`wished`, `stays`, `unwished`,
            `without_post`).
        ranks: wish_order, people: how many got their first wish, their second …; empty: none.
        worse_off: of `given`, those who had a post and neither kept it nor got a wish.
        broken: constraint, row, subject, total, at_least, at_most of the rows not kept.
    """

    mechanism: str
    chosen: Ints
    moves: pl.DataFrame
    given: pl.DataFrame
    ranks: pl.DataFrame
    worse_off: pl.DataFrame
    broken: pl.DataFrame


def mechanisms() -> dict[str, Mechanism]:
    """Every mechanism of the house, by name."""
    return plugins("diaopei.planning.mechanisms", Mechanism)


def mechanism(name: str, problem: Problem, order: pl.DataFrame | None = None) -> Outcome:
    """What people get if their wishes decide by a mechanism.

    Args:
        name: one of `mechanisms()`.
        problem: the facts, the law, the round and the eligible arcs.
        order: person_id and merit, more comes first; `merit.merit` if not given.

    Raises:
        UnknownNameError: there is no mechanism of that name.
        DataError: a person stands twice in the order.
    """
    known = mechanisms()
    if name not in known:
        what = "mechanism"
        raise UnknownNameError(what, name, list(known))
    return _outcome(known[name], market(problem, order), problem, _tables(problem))


def outcomes(problem: Problem, order: pl.DataFrame | None = None) -> list[Outcome]:
    """What every mechanism gives, by name; arguments and errors as of `mechanism`."""
    here, tables = market(problem, order), _tables(problem)
    return [_outcome(told, here, problem, tables) for told in mechanisms().values()]


Tables = dict[str, pl.DataFrame]


def _tables(problem: Problem) -> Tables:
    """The rows of every constraint, by its name."""
    return {name: c.build(problem) for name, c in constraints().items()}


def _outcome(told: Mechanism, here: Market, problem: Problem, tables: Tables) -> Outcome:
    chosen = _arcs(problem, here.arc, told.run(here))
    moves = moves_of(problem, chosen)
    given = standing(moves, problem, wished(problem)).drop("wishes", "first_open")
    had_one = pl.col("from_post_id").is_not_null()
    return Outcome(
        mechanism=told.name,
        chosen=chosen,
        moves=moves,
        given=given,
        ranks=ranks(given),
        worse_off=given.filter(had_one, pl.col("standing").is_in(["unwished", "without_post"])),
        broken=_broken(tables, chosen),
    )


def _broken(tables: Tables, chosen: Ints) -> pl.DataFrame:
    """The rows that a choice of arcs does not keep, with the constraint's name first."""
    taken = pl.Series("arc", chosen, dtype=pl.UInt32)
    return pl.concat(
        broken(rows, taken).select(pl.lit(name).alias("constraint"), pl.all())
        for name, rows in tables.items()
    )


def _arcs(problem: Problem, arc: Ints, taken: Ints) -> Ints:
    """The arc of every person's entry; the way out for those without one."""
    outs = problem.arcs.filter(pl.col("kind") == "out").select("person_id", out="arc")
    first = problem.present.select("person_id").sort("person_id")
    told = first.join(outs, on="person_id", how="left", validate="1:1", maintain_order="left")
    out = told["out"].fill_null(0).to_numpy().astype(np.int64)
    entry = np.where(taken == NOBODY, 0, taken)
    chosen = out if not len(arc) else np.where(taken == NOBODY, out, arc[entry])
    return np.sort(chosen)
