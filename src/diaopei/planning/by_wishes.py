"""Mechanism mode: the wishes decide, over the same eligible arcs and measured by the same rows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import polars as pl

from diaopei.discover import plugins
from diaopei.errors import UnknownNameError
from diaopei.planning.constraint import broken
from diaopei.planning.market import NOBODY, Market, Mechanism, market
from diaopei.planning.model import Ints, Model, constraints
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
        broken: constraint, row, subject, at_least, at_most, total of the rows not kept.
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


def mechanism(
    name: str, problem: Problem, order: pl.DataFrame | None = None, model: Model | None = None
) -> Outcome:
    """What people get if their wishes decide by a mechanism.

    Args:
        name: one of `mechanisms()`.
        problem: the facts, the law, the round and the eligible arcs.
        order: person_id and merit, more comes first; `merit.merit` if not given.
        model: the problem's model, where it is there already; its rows are added up sooner.

    Raises:
        UnknownNameError: there is no mechanism of that name.
        DataError: a person stands twice in the order.
    """
    known = mechanisms()
    if name not in known:
        what = "mechanism"
        raise UnknownNameError(what, name, list(known))
    lists = wished(problem)
    told = known[name]
    chosen = _arcs(problem, told.run, market(problem, order, lists))
    return _outcome(told.name, chosen, (problem, lists), _rows(problem, model))


def outcomes(problem: Problem, order: pl.DataFrame | None = None) -> list[Outcome]:
    """What every mechanism gives, by name; arguments and errors as of `mechanism`."""
    lists, rows = wished(problem), _rows(problem, None)
    chosen = choices(problem, market(problem, order, lists))
    return [_outcome(name, arcs, (problem, lists), rows) for name, arcs in chosen.items()]


def choices(problem: Problem, here: Market) -> dict[str, Ints]:
    """The arcs every mechanism chooses, by its name."""
    return {name: _arcs(problem, told.run, here) for name, told in mechanisms().items()}


Broken = Callable[[Ints], pl.DataFrame]
"""From a choice of arcs to the rows it does not keep."""


def _rows(problem: Problem, model: Model | None) -> Broken:
    """How the rows not kept are found: from the model, or from every constraint's table."""
    if model is not None:
        return partial(broken_rows, model)
    tables = {name: c.build(problem) for name, c in constraints().items()}
    return partial(_broken, tables)


def broken_rows(model: Model, chosen: Ints) -> pl.DataFrame:
    """The hard rows of a model that a choice of arcs does not keep.

    Returns:
        Columns constraint, row, subject, at_least, at_most, total (what the row sums to).
    """
    off = (model.missed(chosen) > 0) & ~model.soft
    columns = ("constraint", "row", "subject", "at_least", "at_most")
    named = model.names.select(*columns, total=pl.Series(model.activity(chosen)))
    return named.filter(pl.Series(off))


def _outcome(name: str, chosen: Ints, told: tuple[Problem, pl.DataFrame], rows: Broken) -> Outcome:
    problem, lists = told
    moves = moves_of(problem, chosen)
    given = standing(moves, problem, lists).drop("wishes", "first_open")
    had_one = pl.col("from_post_id").is_not_null()
    return Outcome(
        mechanism=name,
        chosen=chosen,
        moves=moves,
        given=given,
        ranks=ranks(given),
        worse_off=given.filter(had_one, pl.col("standing").is_in(["unwished", "without_post"])),
        broken=rows(chosen),
    )


def _broken(tables: dict[str, pl.DataFrame], chosen: Ints) -> pl.DataFrame:
    """The rows of constraints that a choice of arcs does not keep, the constraint's name first."""
    taken = pl.Series("arc", chosen, dtype=pl.UInt32)
    return pl.concat(
        broken(rows, taken).select(pl.lit(name).alias("constraint"), pl.all())
        for name, rows in tables.items()
    )


def _arcs(problem: Problem, run: Callable[[Market], Ints], here: Market) -> Ints:
    """The arc of the entry each person takes; the way out for those who take none."""
    arc, taken = here.arc, run(here)
    outs = problem.arcs.filter(pl.col("kind") == "out").select("person_id", out="arc")
    first = problem.present.select("person_id").sort("person_id")
    told = first.join(outs, on="person_id", how="left", validate="1:1", maintain_order="left")
    out = told["out"].fill_null(0).to_numpy().astype(np.int64)
    entry = np.where(taken == NOBODY, 0, taken)
    chosen = out if not len(arc) else np.where(taken == NOBODY, out, arc[entry])
    return np.sort(chosen)
