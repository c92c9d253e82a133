"""Facts derived once from the tables of a snapshot, for every room that needs them.

`Facts` is what rules, criteria, constraints and reports are handed. Each derived table is
computed at its first use and kept.
"""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from diaopei.snapshot.snapshot import Snapshot
from diaopei.snapshot.spells import spells

MAX_DEPTH = 12
"""How far parents are followed; a tree of places or units is never deeper."""


@dataclass(frozen=True)
class Facts:
    """A snapshot with what follows from it."""

    snapshot: Snapshot

    @cached_property
    def places(self) -> pl.DataFrame:
        """Places with `county_id`: the place itself, or for a township the county above it."""
        places = self.snapshot.places
        return places.join(_counties(places), on="place_id", how="left", validate="1:1")

    @cached_property
    def units(self) -> pl.DataFrame:
        """Units with `county_id`, `altitude_m`, `remoteness_km` and the jurisdiction filled in."""
        place = self.places.select("place_id", "county_id", "altitude_m", "remoteness_km")
        units = self.snapshot.units.join(place, on="place_id", how="left", validate="m:1")
        top = _topmost(self.snapshot.units)
        return units.join(top, on="unit_id", how="left", validate="1:1").with_columns(
            pl.coalesce("jurisdiction_id", "top_id").alias("jurisdiction_id")
        ).drop("top_id")  # fmt: skip

    @cached_property
    def posts(self) -> pl.DataFrame:
        """Posts with `seats` filled (1 unless stated) and their unit's facts.

        Adds `tier`, `unit_kind`, `system`, `place_id`, `county_id`, `altitude_m`,
        `jurisdiction_id`.
        """
        posts = self.snapshot.posts.with_columns(pl.col("seats").fill_null(1))
        return posts.join(self._unit_facts, on="unit_id", how="left", validate="m:1")

    @cached_property
    def _unit_facts(self) -> pl.DataFrame:
        return self.units.select(
            "unit_id", "tier", pl.col("kind").alias("unit_kind"), "system", "place_id",
            "county_id", "altitude_m", "jurisdiction_id",
        )  # fmt: skip

    @cached_property
    def stations(self) -> pl.DataFrame:
        """Every `kind = post` assignment begun by `as_of`, with the facts of its post and unit.

        `until` is the end, or `as_of` while it lasts; `is_current` says whether it lasts.
        `level` and `is_leadership` come from the assignment, else from its post.
        Sorted by person, start, assignment.
        """
        as_of = self.snapshot.as_of
        ends_later = pl.col("end").is_null() | (pl.col("end") > as_of)
        post = self.snapshot.posts.select(
            "post_id",
            pl.col("level").alias("post_level"),
            pl.col("is_leadership").alias("post_is_leadership"),
            "is_principal", "is_team_member", "work_kinds",
        )  # fmt: skip
        return (
            self.snapshot.assignments.filter(pl.col("kind") == "post", pl.col("start") <= as_of)
            .join(post, on="post_id", how="left", validate="m:1")
            .with_columns(
                pl.coalesce("level", "post_level").alias("level"),
                pl.coalesce("is_leadership", "post_is_leadership").alias("is_leadership"),
                pl.when(ends_later).then(pl.lit(as_of)).otherwise("end").alias("until"),
                ends_later.alias("is_current"),
            )
            .drop("post_level", "post_is_leadership")
            .join(self._unit_facts, on="unit_id", how="left", validate="m:1")
            .sort("person_id", "start", "assignment_id")
        )

    @cached_property
    def holders(self) -> pl.DataFrame:
        """One row for every person in force: the present main post, with all station columns.

        Where a person holds two, the one not marked concurrent is meant, then the later one.
        """
        current = self.stations.filter("is_current").sort(
            "person_id",
            pl.col("is_concurrent").fill_null(value=False),
            pl.col("start"),
            "assignment_id",
            descending=[False, False, True, False],
        )
        return current.unique("person_id", keep="first", maintain_order=True)

    @cached_property
    def spells(self) -> pl.DataFrame:
        """Months in the same post, unit, system … of every person in force; see `spells`."""
        return spells(self)

    @cached_property
    def post_lines(self) -> pl.DataFrame:
        """Pairs of posts kin may not hold: `post_id`, `other_post_id`, `why`.

        `direct_line`: one reports to the other. `same_leader`: both, in one unit, report to one
        post (Civil Servants Law 2018, art. 74). Every pair stands in both directions.
        """
        posts = self.snapshot.posts.select("post_id", "unit_id", "reports_to").drop_nulls()
        line = posts.select("post_id", other_post_id="reports_to", why=pl.lit("direct_line"))
        siblings = posts.join(posts, on=["unit_id", "reports_to"], suffix="_other", validate="m:m")
        same = siblings.filter(pl.col("post_id") != pl.col("post_id_other")).select(
            "post_id", other_post_id="post_id_other", why=pl.lit("same_leader")
        )
        back = line.select(post_id="other_post_id", other_post_id="post_id", why="why")
        return pl.concat([line, back, same]).unique(maintain_order=True)


def _counties(places: pl.DataFrame) -> pl.DataFrame:
    """`place_id`, `county_id`: a township belongs to its county, any other place to itself."""
    nodes = places.select("place_id", county_id="place_id")
    above = places.select(
        pl.col("place_id").alias("county_id"),
        pl.when(pl.col("kind") == "township").then("parent_id").alias("next_id"),
    )
    return _climb(nodes, above, "county_id")


def _topmost(units: pl.DataFrame) -> pl.DataFrame:
    """`unit_id`, `top_id`: the ancestor without a parent."""
    nodes = units.select("unit_id", top_id="unit_id")
    above = units.select(pl.col("unit_id").alias("top_id"), pl.col("parent_id").alias("next_id"))
    return _climb(nodes, above, "top_id")


def _climb(nodes: pl.DataFrame, above: pl.DataFrame, column: str) -> pl.DataFrame:
    """Replaces `column` by `next_id` of `above` until nothing changes (or a cycle is cut)."""
    known = above.unique(column, keep="first", maintain_order=True)
    for _ in range(MAX_DEPTH):
        step = nodes.join(known, on=column, how="left", validate="m:1")
        if step["next_id"].null_count() == step.height:
            break
        nodes = step.with_columns(pl.coalesce("next_id", column).alias(column)).drop("next_id")
    return nodes
