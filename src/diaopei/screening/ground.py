"""What every kind of rule looks at, prepared once: persons in force, teams, and what binds them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from diaopei.screening.binds import bound
from diaopei.screening.rule import Rule
from diaopei.snapshot.facts import Facts

GONE = ("retired", "departed")
"""Statuses of people who are no longer in force."""

FLAG = "ethnic_autonomous"
"""A column a units table may carry beyond the contract."""


@dataclass(frozen=True)
class Ground:
    """The facts of one day, arranged for rules."""

    facts: Facts

    @property
    def as_of(self) -> date:
        """The day that is judged."""
        return self.facts.snapshot.as_of

    @property
    def since(self) -> date:
        """The first day of the window: the snapshot's, else the first of this month."""
        return self.facts.snapshot.since or self.as_of.replace(day=1)

    @cached_property
    def people(self) -> pl.DataFrame:
        """Persons not retired or departed, with the columns of their present post.

        `has_post` says whether there is one; `level` and `specialties` are the post's and the
        person's; `person_level` is the level the person stands at.
        """
        people = self.facts.snapshot.people.drop("name", "degree", "party", "party_since").rename(
            {"level": "person_level"}
        )
        posted = self.posted.drop(
            "kind", "end", "until", "means", "purpose", "is_concurrent", "is_current"
        )
        return (
            people.filter(~pl.col("status").is_in(GONE).fill_null(value=False))
            .unique("person_id", keep="first", maintain_order=True)
            .join(posted, on="person_id", how="left", validate="1:1", maintain_order="left")
            .with_columns(pl.col("assignment_id").is_not_null().alias("has_post"))
        )

    @cached_property
    def posted(self) -> pl.DataFrame:
        """Present holders, with the flags of their unit."""
        return self.flagged(self.facts.holders)

    @cached_property
    def holders(self) -> pl.DataFrame:
        """Persons in force who hold a post, with their spells."""
        holding = self.people.filter("has_post")
        return holding.join(
            self.facts.spells, on="person_id", how="left", validate="1:1", maintain_order="left"
        )

    @cached_property
    def members(self) -> pl.DataFrame:
        """Team members in force: one row for each unit and person, with the person's facts."""
        seats = self.facts.stations.filter(pl.col("is_current"), pl.col("is_team_member"))
        facts = self.people.select(
            "person_id", "sex", "birth", "ethnicity", "specialties", "affiliation", "status"
        )
        return seats.unique(["unit_id", "person_id"], keep="first", maintain_order=True).join(
            facts, on="person_id", how="inner", validate="m:1", maintain_order="left"
        )

    @cached_property
    def units(self) -> pl.DataFrame:
        """Units in the words of `binds`."""
        return self.flagged(self.facts.units.rename({"kind": "unit_kind"}))

    def flagged(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with the units' own extra flag, where the table carries it."""
        if FLAG not in self.facts.snapshot.units.columns or FLAG in rows.columns:
            return rows
        flags = self.facts.snapshot.units.select("unit_id", pl.col(FLAG).fill_null(value=False))
        return rows.join(flags, on="unit_id", how="left", validate="m:1", maintain_order="left")

    def bound(self, rows: pl.DataFrame, rule: Rule) -> pl.DataFrame:
        """The rows the rule binds or may bind: `bound` is true, or null where unknown."""
        marked = rows.with_columns(bound(rule.binds, rows.columns).alias("bound"))
        return marked.filter(pl.col("bound").fill_null(value=True))
