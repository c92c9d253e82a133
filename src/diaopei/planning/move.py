"""The moves of a plan as a table: from where to where, why, and in which chain."""

import dataframely as dy
import polars as pl

from diaopei.planning.chains import chains
from diaopei.planning.composition import mended
from diaopei.planning.eligibility import step
from diaopei.planning.equal_posts import seated
from diaopei.planning.kinship import spouses
from diaopei.planning.model import Ints
from diaopei.planning.personal import OPEN
from diaopei.planning.problem import Problem

EFFECTS = ("lateral", "promotion", "demotion", "entry", "leave")


class Moves(dy.Schema):
    """One proposed move; `reasons` are the rules whose findings it ends."""

    person_id = dy.String(primary_key=True)
    from_post_id = dy.String(nullable=True)
    to_post_id = dy.String(nullable=True)
    effect = dy.Enum(EFFECTS, nullable=False)
    purposes = dy.List(dy.String(nullable=False), nullable=False)
    reasons = dy.List(dy.String(nullable=False), nullable=False)
    score = dy.Int32(nullable=True)
    gain = dy.Int32(nullable=False)
    chain = dy.String(nullable=False)
    place_in_chain = dy.Int32(nullable=False)
    starts_on = dy.Date(nullable=True)


def moves_of(problem: Problem, chosen: Ints) -> pl.DataFrame:
    """The moves of a choice of arcs, seated in real posts, with their reasons and chains.

    Sorted by chain and place in it; `starts_on` is empty until the order of moves is planned.
    """
    taken = problem.arcs[chosen]
    stays = taken.filter(pl.col("kind") == "stay")
    nowhere = pl.col("held_post_id").is_null() & pl.col("to_post_id").is_null()
    moved = taken.filter(pl.col("kind") != "stay", ~nowhere)
    arriving = moved.drop_nulls("to_post_id").select("person_id", group_id="to_post_id")
    posts = problem.facts.posts.join(problem.groups, on="post_id", validate="1:1")
    seats = seated(arriving, stays, posts.select("post_id", "group_id", "seats"))
    told = (
        moved.drop("from_post_id", "to_post_id")
        .rename({"held_post_id": "from_post_id"})
        .join(seats, on="person_id", how="left", validate="1:1")
        .join(_reasons(problem, taken), on="person_id", how="left", validate="1:1")
        .with_columns(effect=_effect(), reasons=pl.col("reasons").fill_null([]))
    )
    told = told.with_columns(purposes=_purposes(problem, told), starts_on=pl.lit(None))
    placed = told.join(chains(told), on="person_id", validate="1:1").sort("chain", "place_in_chain")
    return placed.select(Moves.create_empty().schema.keys()).cast(Moves.create_empty().schema)


def _effect() -> pl.Expr:
    return (
        pl.when(pl.col("to_post_id").is_null()).then(pl.lit("leave"))
        .when(pl.col("from_post_id").is_null()).then(pl.lit("entry"))
        .when("is_promotion").then(pl.lit("promotion"))
        .when(_lower()).then(pl.lit("demotion"))
        .otherwise(pl.lit("lateral"))
    )  # fmt: skip


def _lower() -> pl.Expr:
    """Whether the new level stands below the old one, which only a pin can ask."""
    return (step() < 0).fill_null(value=False)


def _reasons(problem: Problem, taken: pl.DataFrame) -> pl.DataFrame:
    """The rules whose findings end: by the person's own arc, or by the couple coming together."""
    chosen = taken.select("arc", "person_id")
    own = problem.resolved.join(chosen, on=["arc", "person_id"], how="semi")
    own = own.select("person_id", "rule").join(_shared_rules(problem), on="rule", how="anti")
    parts = [own, _reunited(problem, taken), mended(problem, taken)]
    both = pl.concat(parts).unique(maintain_order=True)
    return both.group_by("person_id", maintain_order=True).agg(reasons=pl.col("rule").sort())


def _shared_rules(problem: Problem) -> pl.DataFrame:
    names = [rule.name for rule in problem.rulebook.of_kind("separation")]
    return pl.DataFrame({"rule": names}, schema={"rule": pl.String})


def _reunited(problem: Problem, taken: pl.DataFrame) -> pl.DataFrame:
    """Movers whose finding of separation ends: the couple meets, or the spouse stands outside."""
    ends = taken.select("person_id", "to_county_id", "kind")
    pairs = (
        spouses(problem)
        .join(ends, on="person_id", validate="m:1")
        .join(ends, left_on="other_id", right_on="person_id", suffix="_other", validate="m:1")
    )
    met = pairs.filter(
        pl.col("kind") == "move", pl.col("to_county_id") == pl.col("to_county_id_other")
    )
    found = (
        problem.findings.filter(pl.col("verdict").is_in(OPEN))
        .join(_shared_rules(problem), on="rule", how="semi")
        .select("rule", person_id="subject_id")
    )
    alone = problem.resolved.join(taken.select("arc"), on="arc", how="semi").join(
        pairs.select("person_id"), on="person_id", how="anti"
    )
    together = found.join(met.select("person_id"), on="person_id", how="semi")
    outside = found.join(alone, on=["rule", "person_id"], how="semi")
    return pl.concat([together, outside]).select("person_id", "rule")


def _purposes(problem: Problem, told: pl.DataFrame) -> pl.Series:
    """The kinds of exchange: those of the reasons' rules, development where the reserve is drawn
    on, fit where the person suits the new post better and nothing else is said.
    """  # noqa: D205
    kinds = {rule.name: list(rule.exchange) for rule in problem.rulebook.rules}
    reserve = set(_reserve(problem))
    out = []
    for person, reasons, effect, gain in told.select(
        "person_id", "reasons", "effect", "gain"
    ).rows():
        found = {kind for reason in reasons for kind in kinds.get(reason, [])}
        if effect == "promotion" and person in reserve:
            found.add("development")
        if not found and gain > 0:
            found.add("fit")
        out.append(sorted(found))
    return pl.Series("purposes", out, dtype=pl.List(pl.String))


def _reserve(problem: Problem) -> list[str]:
    as_of = problem.as_of
    on_list = problem.facts.snapshot.reserve.filter(
        pl.col("entered") <= as_of, pl.col("left").is_null() | (pl.col("left") > as_of)
    )
    return on_list["person_id"].unique(maintain_order=True).to_list()
