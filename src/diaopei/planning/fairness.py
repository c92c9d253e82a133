"""What a plan does to wishes, beside what every mechanism would have given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from diaopei.planning.by_wishes import broken_rows, choices
from diaopei.planning.envy import Envy, envy_of
from diaopei.planning.market import market
from diaopei.planning.merit import merit
from diaopei.planning.model import Ints, Model, compile_model
from diaopei.planning.problem import Problem
from diaopei.planning.standing import STANDINGS, ends
from diaopei.planning.wishes import wished

THESE = "these moves"
"""How the moves judged are called beside the mechanisms."""

COUNTS = (
    "moves", "first_wish", "wished", "stays", "unwished", "without_post", "envious", "left_free",
    "regressions", "broken_rows",
)  # fmt: skip

WHOLE: dict[str, Any] = {
    "wish_order": pl.Int32, "first_open": pl.Int32, "merit": pl.Int64, "their_merit": pl.Int64,
    "of_lower_merit": pl.Int64, "wishes": pl.UInt32, "people": pl.UInt32, "levels_down": pl.Int64,
    "metres_up": pl.Int64, "fit_lost": pl.Int64, "at_least": pl.Int64, "at_most": pl.Int64,
    "total": pl.Int64, **dict.fromkeys(COUNTS, pl.Int64),
}  # fmt: skip


def _columns(*names: str) -> Mapping[str, Any]:
    """Columns with their kinds: numbers as in `WHOLE`, the rest as given or text."""
    other = {"standing": pl.Enum(STANDINGS), "without_post": pl.Boolean}
    return {name: {**WHOLE, **other}.get(name, pl.String) for name in names}


TABLES: Mapping[str, Mapping[str, Any]] = {
    "standing": _columns(
        "person_id", "from_post_id", "to_post_id", "wishes", "first_open", "wish_order", "standing"
    ),
    "ranks": _columns("wish_order", "people"),
    "envy": _columns(
        "person_id", "post_id", "wish_order", "merit", "given_to", "their_merit", "of_lower_merit"
    ),
    "left_free": _columns("person_id", "post_id", "wish_order"),
    "regressions": _columns(
        "person_id", "from_post_id", "to_post_id", "without_post", "levels_down", "metres_up",
        "fit_lost",
    ),
    "ways": {"way": pl.String, **dict.fromkeys(COUNTS, pl.Int64)},
    "broken": _columns("way", "constraint", "row", "subject", "at_least", "at_most", "total"),
}  # fmt: skip
"""The tables of `Fairness` and their columns."""


@dataclass(frozen=True)
class Fairness:
    """What became of wishes, as tables; columns in `TABLES`.

    Attributes:
        standing: everybody with a wish: the post they end in, which wish it meets, or what
            came instead.
        ranks: how many got their first wish, their second …; empty: none.
        envy: who wished for a post, may hold it, and saw it go to lower merit.
        left_free: who wished for a post whose seat stands free.
        regressions: who was moved without having wished it, lower, higher up or less fitting.
        ways: counts for these moves and for what each mechanism would have given.
        broken: by mechanism, every row of a constraint that it would not have kept.
    """

    standing: pl.DataFrame
    ranks: pl.DataFrame
    envy: pl.DataFrame
    left_free: pl.DataFrame
    regressions: pl.DataFrame
    ways: pl.DataFrame
    broken: pl.DataFrame

    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables by name."""
        return {name: getattr(self, name) for name in TABLES}

    def summary(self) -> dict[str, Any]:
        """What `plan.json` says of wishes: counts for this plan and for each mechanism."""
        ways = {row.pop("way"): row for row in self.ways.to_dicts()}
        ours = {key: count for key, count in ways.pop(THESE).items() if count is not None}
        return {
            "people": self.standing.height,
            **ours,
            "envied_posts": self.envy.height,
            "mechanisms": ways,
        }


@dataclass(frozen=True)
class Given:
    """What every mechanism gives in a round: the same beside all plans of it.

    Attributes:
        merit: person_id, merit.
        lists: the eligible arcs asked for, see `wishes.wished`.
        moves: the moves of each mechanism, posts named by their groups.
        told: what these moves do to wishes.
        broken: columns of `TABLES["broken"]`.
    """

    merit: pl.DataFrame
    lists: pl.DataFrame
    moves: Mapping[str, pl.DataFrame]
    told: Mapping[str, Envy]
    broken: pl.DataFrame


def given(problem: Problem, model: Model, order: pl.DataFrame | None = None) -> Given | None:
    """What the mechanisms give; None where nobody has a wish. Arguments as of `fairness`."""
    if problem.facts.snapshot.wishes.is_empty():
        return None
    known = merit(problem.facts) if order is None else order
    lists = wished(problem)
    chosen = choices(problem, market(problem, known, lists))
    moves = {name: _moves(problem, arcs) for name, arcs in chosen.items()}
    told = {name: envy_of(went, problem, known, lists) for name, went in moves.items()}
    return Given(known, lists, moves, told, _broken(model, chosen))


def fairness(
    moves: pl.DataFrame,
    problem: Problem,
    model: Model | None = None,
    order: pl.DataFrame | None = None,
) -> Fairness | None:
    """Everything there is to say of wishes about a set of moves; None where nobody has any.

    Args:
        moves: as of `standing.ends`.
        problem: the facts, the law and the arcs that the moves answer.
        model: the problem's model, compiled if not given.
        order: person_id and merit, more comes first; `merit.merit` if not given.
    """
    beside = given(problem, model or compile_model(problem), order)
    return None if beside is None else fairness_beside(moves, problem, beside)


def fairness_beside(moves: pl.DataFrame, problem: Problem, beside: Given) -> Fairness:
    """As `fairness`, where it is known already what the mechanisms give."""
    ours = envy_of(moves, problem, beside.merit, beside.lists)
    ways = _ways({THESE: moves} | dict(beside.moves), {THESE: ours} | dict(beside.told),
                 beside.broken, problem)  # fmt: skip
    tables = {
        "standing": ours.wishes, "ranks": ours.ranks, "envy": ours.justified,
        "left_free": ours.left_free, "regressions": ours.regressions, "ways": ways,
        "broken": beside.broken,
    }  # fmt: skip
    return Fairness(**{name: as_told(name, table) for name, table in tables.items()})


def as_told(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """A table of fairness with just its columns, of their kinds."""
    return table.select(pl.col(column).cast(kind) for column, kind in TABLES[name].items())


def _moves(problem: Problem, chosen: Ints) -> pl.DataFrame:
    """The moves of a choice of arcs, posts named by their groups: enough to judge them by."""
    taken = problem.arcs[chosen].filter(pl.col("kind") != "stay")
    return taken.select("person_id", "to_post_id")


def _broken(model: Model, chosen: Mapping[str, Ints]) -> pl.DataFrame:
    parts = [
        broken_rows(model, arcs).select(pl.lit(name).alias("way"), pl.all())
        for name, arcs in chosen.items()
    ]
    return pl.concat(parts)


def _ways(
    moves: Mapping[str, pl.DataFrame],
    told: Mapping[str, Envy],
    broken: pl.DataFrame,
    problem: Problem,
) -> pl.DataFrame:
    """One row a way. Rows broken are left open for the moves judged: the checker answers there."""
    rows = []
    for way, made in moves.items():
        went = pl.col("from_post_id").ne_missing(pl.col("to_post_id"))
        count = ends(made, problem).filter(went).height
        off = None if way == THESE else broken.filter(pl.col("way") == way).height
        rows.append({"way": way, "moves": count, **_counts(told[way]), "broken_rows": off})
    return pl.DataFrame(rows, schema=dict(TABLES["ways"]))


def _counts(told: Envy) -> dict[str, int]:
    came = told.wishes["standing"].cast(pl.String)
    first = told.wishes["wish_order"] == told.wishes["first_open"]
    return {
        "first_wish": int(first.sum()),
        **{name: int((came == name).sum()) for name in STANDINGS},
        "envious": told.justified["person_id"].n_unique(),
        "left_free": told.left_free["person_id"].n_unique(),
        "regressions": told.regressions.height,
    }
