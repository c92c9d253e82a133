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

SEAT_FLAGS = ("work_kinds", "is_leadership", "is_team_member")

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
        """Persons not retired or departed, with the columns of their present post and spells.

        `has_post` says whether there is one; `level` is the post's, `person_level` the person's.
        """
        people = self.facts.snapshot.people.drop(
            "name", "degree", "party", "party_since", "rank", "rank_since"
        )
        return (
            people.rename({"level": "person_level"})
            .filter(~pl.col("status").is_in(GONE).fill_null(value=False))
            .unique("person_id", keep="first", maintain_order=True)
            .join(self.posted, on="person_id", how="left", validate="1:1", maintain_order="left")
            .with_columns(pl.col("assignment_id").is_not_null().alias("has_post"))
        )

    @cached_property
    def posted(self) -> pl.DataFrame:
        """Present holders with their spells, and the flags of their unit."""
        spells = self.facts.spells.drop("person_id")
        present = self.facts.holders.drop(
            "kind", "end", "until", "means", "purpose", "is_concurrent", "is_current"
        )
        return self.flagged(pl.concat([present, spells], how="horizontal"))

    @cached_property
    def holders(self) -> pl.DataFrame:
        """Persons in force who hold a post."""
        return self.people.filter("has_post")

    @cached_property
    def seats(self) -> pl.DataFrame:
        """Every post held on the day, concurrent ones too, in the few columns of a seat."""
        columns = ("person_id", "assignment_id", "start", "post_id", "unit_id", *SEAT_FLAGS)
        return self.facts.stations.lazy().filter("is_current").select(columns).collect()

    @cached_property
    def members(self) -> pl.DataFrame:
        """Team members in force: one row for each unit and person, with the person's facts."""
        seats = self.seats.filter("is_team_member").select("unit_id", "person_id", "assignment_id")
        facts = self.people.select(
            "person_id", "sex", "birth", "ethnicity", "specialties", "affiliation"
        )
        return seats.unique(["unit_id", "person_id"], keep="first", maintain_order=True).join(
            facts, on="person_id", how="inner", validate="m:1", maintain_order="left"
        )

    @cached_property
    def promotions(self) -> pl.DataFrame:
        """Promotions of persons in force inside the window: stations with `from_level`, `day`."""
        people = self.people.select("person_id", "affiliation", "status")
        before = pl.when(pl.col("person_id") == pl.col("person_id").shift(1)).then(
            pl.col("level").shift(1)
        )
        risen = self.facts.stations.lazy().with_columns(from_level=before).filter(
            pl.col("means") == "promotion", pl.col("start").is_between(self.since, self.as_of)
        ).collect()  # fmt: skip
        return self.flagged(risen).join(
            people, on="person_id", how="inner", validate="m:1", maintain_order="left"
        ).with_columns(to_level=pl.col("level"), day=pl.col("start"))  # fmt: skip

    @cached_property
    def risen(self) -> pl.DataFrame:
        """All stations of the persons of `promotions`."""
        return self.facts.stations.join(
            self.promotions, on="person_id", how="semi", maintain_order="left"
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

    def bound(self, rows: pl.DataFrame, rule: Rule, *columns: str) -> pl.DataFrame:
        """The rows the rule binds or may bind: `bound` is true, or null where unknown.

        Args:
            rows: a frame in the words of `binds`.
            rule: whose `binds` count.
            columns: what is kept beside `bound`; everything where none is named.
        """
        kept = columns or tuple(rows.columns)
        marked = rows.select(*kept, bound(rule.binds, rows.columns).alias("bound"))
        return marked.filter(pl.col("bound").fill_null(value=True))
