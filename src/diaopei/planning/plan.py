"""A plan: the moves proposed, what each layer is worth, and the proof. A frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import dataframely as dy
import polars as pl

from diaopei.planning.certificate import Certificate
from diaopei.planning.fairness import Fairness
from diaopei.planning.layers import Solved
from diaopei.planning.model import TIES, Model
from diaopei.planning.order import Order
from diaopei.planning.problem import Problem
from diaopei.planning.round import Round
from diaopei.screening import Rulebook
from diaopei.snapshot import Snapshot


class Layers(dy.Schema):
    """One row for each layer, first first.

    `bound` is the best any plan could reach; `certified` is what the prices alone prove of it.
    `proved` is false where the work was stopped before the proof was done.
    """

    layer = dy.String(primary_key=True)
    goal = dy.String(nullable=False)
    sense = dy.Enum(("min", "max"), nullable=False)
    value = dy.Int64(nullable=False)
    bound = dy.Int64(nullable=False)
    gap = dy.Int64(nullable=False)
    certified = dy.Int64(nullable=False)
    proved = dy.Bool(nullable=False)


@dataclass(frozen=True)
class Plan:
    """What is proposed, from what, and why it is right.

    Attributes:
        snapshot: the facts it was made from.
        rulebook: the rules it was made by.
        round: the choices of the round.
        findings: what screening found on the day.
        issues: what the doctor found; errors among them were accepted, with a reason.
        moves: columns of `Moves`.
        layers: columns of `Layers`.
        goals: layer, goal, sense, value: each goal of a layer apart.
        binding: layer, constraint, row, subject, points: rows with a price.
        order: the day of every leg of the moves.
        fairness: what became of wishes; None where nobody has stated any.
        certificate: arcs, rows and prices for the checker.
        summary: facts about the whole, by name, ready for `plan.json`.
    """

    snapshot: Snapshot
    rulebook: Rulebook
    round: Round
    findings: pl.DataFrame
    issues: pl.DataFrame
    moves: pl.DataFrame
    layers: pl.DataFrame
    goals: pl.DataFrame
    binding: pl.DataFrame
    order: Order
    fairness: Fairness | None
    certificate: Certificate
    summary: Mapping[str, Any]


def layers_table(model: Model, solved: list[Solved]) -> pl.DataFrame:
    """The layers solved, as the columns of `Layers`; values are those of the last choice.

    A layer with a tolerance may have given up part of its best value for those below it.
    """
    chosen = solved[-1].chosen
    value = {d.layer.name: d.layer.sign * model.score(d.layer, chosen) for d in solved}
    rows = [
        {
            "layer": done.layer.name,
            "goal": "+".join(done.layer.goals),
            "sense": done.layer.sense,
            "value": value[done.layer.name],
            "bound": done.bound,
            "gap": abs(done.bound - value[done.layer.name]),
            "certified": done.certified,
            "proved": done.proved,
        }
        for done in solved
    ]
    return pl.DataFrame(rows, schema=Layers.create_empty().schema)


def goals_table(model: Model, solved: list[Solved]) -> pl.DataFrame:
    """Each goal's own value in the plan: layer, goal, sense, value; ties are left out."""
    chosen = solved[-1].chosen
    rows = [
        (done.layer.name, goal, done.layer.sense, model.goal_value(goal, chosen))
        for done in solved
        if done.layer.name != TIES
        for goal in done.layer.goals
    ]
    schema = {"layer": pl.String, "goal": pl.String, "sense": pl.String, "value": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def shares(problem: Problem, moves: pl.DataFrame) -> dict[str, int]:
    """Counts of the moves: all, promotions, of them from counties and townships, entries."""
    from_tier = problem.present.select("person_id", "from_tier")
    told = moves.join(from_tier, on="person_id", how="left", validate="1:1")
    promoted = told.filter(pl.col("effect") == "promotion")
    grassroots = promoted.filter(pl.col("from_tier").is_in(["county", "township"]))
    return {
        "moves": moves.height,
        "promotions": promoted.height,
        "promotions_grassroots": grassroots.height,
        "chains": moves.filter(pl.col("chain").str.starts_with("C"))["chain"].n_unique(),
        "rings": moves.filter(pl.col("chain").str.starts_with("R"))["chain"].n_unique(),
    }
