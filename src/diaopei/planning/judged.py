"""A list of moves judged by the rules a plan is made by: what is refused, what breaks, what counts.

Nothing is solved: the list is a choice of arcs like any other, and is counted as one.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from diaopei.errors import DataError, UnknownNameError
from diaopei.planning.arcs import movable, placements
from diaopei.planning.draft import Draft
from diaopei.planning.eligibility import refusals
from diaopei.planning.feasibility import at_home
from diaopei.planning.model import TIES, Ints
from diaopei.planning.plan import Plan

REFUSED = {"rule": pl.String, "strictness": pl.String, "measure": pl.Int64, "limit": pl.Int64,
           "reference": pl.String}  # fmt: skip

UNWEIGHED = ("calm", TIES)
"""Layers of which no share is told: that nobody moves is best in them, and no aim."""


@dataclass(frozen=True)
class Judged:
    """What a list comes to.

    Attributes:
        moves: person_id, post_id, standing: `moves`, `stays` (the post held, or one equal to it)
            or `refused`; refused moves are left out of everything below, the person stays.
        refused: person_id, post_id, reason (`rule`, `status`: may not be moved, `seat`: everyone
            in the post is immovable, `without`: who holds a post keeps one), rule, strictness,
            measure, limit, reference.
        broken: index, constraint, row, subject, total, at_least, at_most: rows that must be kept
            and are not.
        layers: layer, sense, nobody (the value if nobody moves), list, plan, bound, reach (per
            cent of the way from nobody moving to the bound; null where the best plans, for the
            sake of the layers above, are no better in it than nobody moving).
        chosen: everybody's arc.
    """

    moves: pl.DataFrame
    refused: pl.DataFrame
    broken: pl.DataFrame
    layers: pl.DataFrame
    chosen: Ints

    @property
    def keeps_all(self) -> bool:
        """Whether the list could be carried out as it stands."""
        return self.refused.is_empty() and self.broken.is_empty()


def judge(plan: Plan, draft: Draft, moves: pl.DataFrame) -> Judged:
    """Judges a list beside a plan.

    Args:
        plan: the plan, whose values and bounds the list is held against.
        draft: the plan's round made ready.
        moves: person_id and post_id, each person once; a null post leaves the person without one.

    Raises:
        UnknownNameError: the register has no such person or post.
        DataError: a person stands in the list twice.
    """
    moves = moves.select(pl.col("person_id", "post_id").cast(pl.String))
    _demand_known(draft, moves)
    told = _placed(draft, moves)
    chosen = _chosen(draft, told)
    return Judged(
        moves=told.select("person_id", "post_id", "standing"),
        refused=_refused(draft, told.filter(standing="refused")),
        broken=_broken(draft, chosen),
        layers=_layers(plan, draft, chosen),
        chosen=chosen,
    )


def _demand_known(draft: Draft, moves: pl.DataFrame) -> None:
    """Refuses names the register does not have: a post unknown is not the same as none."""
    snapshot = draft.problem.facts.snapshot
    for what, known in (("person", snapshot.people), ("post", snapshot.posts)):
        named = moves[f"{what}_id"].drop_nulls()
        odd = named.filter(~named.is_in(known[f"{what}_id"].implode()))
        if len(odd):
            raise UnknownNameError(what, odd[0])
    twice = moves.filter(pl.col("person_id").is_duplicated())
    if twice.height:
        msg = f"{twice['person_id'][0]} stands in the list twice; keep one of the two rows"
        raise DataError(msg)


def _placed(draft: Draft, moves: pl.DataFrame) -> pl.DataFrame:
    """Each move with its arc, if there is one, and its standing."""
    ready = draft.problem
    arcs = ready.arcs.select(
        "arc", "person_id", "kind", group_id=pl.col("to_post_id").fill_null("")
    )
    told = moves.select("person_id", "post_id").join(
        ready.groups, on="post_id", how="left", validate="m:1", maintain_order="left"
    )
    met = told.with_columns(pl.col("group_id").fill_null("")).join(
        arcs, on=["person_id", "group_id"], how="left", validate="1:1", maintain_order="left"
    )
    standing = pl.col("kind").replace_strict(
        {"stay": "stays", "move": "moves", "out": "moves"}, default="refused"
    )
    return met.with_columns(standing=standing.fill_null("refused"))


def _chosen(draft: Draft, told: pl.DataFrame) -> Ints:
    """Everybody's arc: the list's, and of all others that of changing nothing."""
    home = at_home(draft.problem.arcs)
    taken = told["arc"].drop_nulls().to_numpy().astype(np.int64)
    person = draft.model.person
    left = home[~np.isin(person[home], person[taken])]
    return np.sort(np.concatenate([left, taken]))


def _refused(draft: Draft, told: pl.DataFrame) -> pl.DataFrame:
    """The rules and articles against each move that is no arc."""
    ready = draft.problem
    pairs = told.select("person_id", "post_id", "group_id")
    named = pairs.select("person_id", post_id="group_id")
    free = pl.col("person_id").is_in(movable(ready)["person_id"].implode())
    # Whoever may not be moved at all is told that once, whatever else stands against the post.
    against = refusals(ready, placements(ready, named)).filter(free)
    ruled = pairs.join(
        against.rename({"post_id": "group_id"}),
        on=["person_id", "group_id"], how="left", validate="1:m", maintain_order="left",
    )  # fmt: skip
    reason = (
        pl.when(~free).then(pl.lit("status"))
        .when(pl.col("post_id").is_null()).then(pl.lit("without"))
        .when(pl.col("rule").is_null()).then(pl.lit("seat"))
        .otherwise(pl.lit("rule"))
    )  # fmt: skip
    return ruled.select(
        "person_id", "post_id", reason.alias("reason"),
        *(pl.col(name).cast(kind) for name, kind in REFUSED.items()),
    )  # fmt: skip


def _broken(draft: Draft, chosen: Ints) -> pl.DataFrame:
    """The rows that must be kept and are not, with what each sums to."""
    model = draft.model
    hard = np.flatnonzero((model.missed(chosen) > 0) & ~model.soft)
    return model.names[hard].select(
        "index", "constraint", "row", "subject",
        pl.Series("total", model.activity(chosen)[hard], dtype=pl.Int64), "at_least", "at_most",
    )  # fmt: skip


def _layers(plan: Plan, draft: Draft, chosen: Ints) -> pl.DataFrame:
    """Each layer's value in the list, beside nobody moving, the plan and the bound."""
    home, told = at_home(draft.problem.arcs), []
    known = {row["layer"]: row for row in plan.layers.to_dicts()}
    for layer in draft.model.layers:
        if layer.name == TIES or layer.name not in known:
            continue
        nobody, mine = (layer.sign * draft.model.score(layer, one) for one in (home, chosen))
        plans, bound = known[layer.name]["value"], known[layer.name]["bound"]
        better = layer.name not in UNWEIGHED and layer.sign * (bound - nobody) > 0
        reach = 100 * (mine - nobody) / (bound - nobody) if better else None
        told.append((layer.name, layer.sense, nobody, mine, plans, bound, reach))
    schema = {"layer": pl.String, "sense": pl.String, "nobody": pl.Int64, "list": pl.Int64,
              "plan": pl.Int64, "bound": pl.Int64, "reach": pl.Float64}  # fmt: skip
    return pl.DataFrame(told, schema=schema, orient="row")
