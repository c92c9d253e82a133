"""Wishes as arcs: which of the posts a person may be given they asked for, and in what order.

A wish names a post, a unit or a place; of a unit or a place every eligible post is meant, the
better fit first; a township lies in its county. Staying is a wish only if the post held is named:
what a person puts after it counts as worse than staying.
"""

import polars as pl

from diaopei.planning.problem import Problem

ENDS = {
    "post_id": ("to_post_id",),
    "unit_id": ("to_unit_id",),
    "place_id": ("to_place_id", "to_county_id"),
}
"""What a wish may name, the narrowest first, and the ends of an arc that meet it."""


def wished(problem: Problem) -> pl.DataFrame:
    """The eligible arcs people asked for, sorted by person and preference.

    Returns:
        Columns person_id, arc, kind, to_post_id, score, wish_order: the order as the table of
        wishes states it, the smallest where several wishes of a person meet one post. A stay arc
        is the last of its person's.
    """
    asked = _asked(problem)
    arcs = problem.arcs.filter(pl.col("kind") != "out").join(asked, on="person_id", how="semi")
    named = (pl.col("kind") == "move") | (pl.col("met") == "post_id")
    best = (
        pl.concat(_met(asked, arcs, name, end) for name, ends in ENDS.items() for end in ends)
        .filter(named)
        .sort("person_id", "wish_order", "arc")
        .unique(["person_id", "arc"], keep="first", maintain_order=True)
    )
    stays = pl.col("kind") == "stay"
    stay = pl.when(stays).then("wish_order").min().over("person_id")
    before = best.filter((pl.col("wish_order") <= stay).fill_null(value=True))
    better = -pl.col("score").fill_null(0)
    return before.sort("person_id", "wish_order", stays, better, "to_post_id").drop("met")


def asking(problem: Problem) -> pl.DataFrame:
    """Everybody with a wish who may hold a post: person_id, wishes, how many they stated."""
    here = problem.present.select("person_id")
    told = problem.facts.snapshot.wishes.join(here, on="person_id", how="semi")
    return told.group_by("person_id", maintain_order=True).len("wishes").sort("person_id")


def _asked(problem: Problem) -> pl.DataFrame:
    """Wishes by the narrowest thing each names, posts by their group; columns as in `ENDS`."""
    told = problem.facts.snapshot.wishes.join(
        problem.groups, on="post_id", how="left", validate="m:1"
    )
    by_unit = pl.when(pl.col("post_id").is_null()).then("unit_id")
    by_place = pl.when(pl.col("post_id").is_null() & pl.col("unit_id").is_null()).then("place_id")
    return told.select(
        "person_id", wish_order="order", post_id="group_id", unit_id=by_unit, place_id=by_place
    )


def _met(asked: pl.DataFrame, arcs: pl.DataFrame, name: str, end: str) -> pl.DataFrame:
    """The arcs whose `end` is what a wish names."""
    told = asked.select("person_id", "wish_order", end=name).drop_nulls("end")
    there = arcs.select("person_id", "arc", "kind", "to_post_id", "score", end=end)
    return there.join(told, on=["person_id", "end"], how="inner", validate="m:m").select(
        "person_id", "arc", "kind", "to_post_id", "score", "wish_order", met=pl.lit(name)
    )
