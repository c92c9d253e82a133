"""A problem: the facts, the law and the choices of a round, and the arcs a plan may take."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from diaopei.planning.equal_posts import grouped, merged
from diaopei.planning.round import STAY, Round
from diaopei.screening import Rule, Rulebook
from diaopei.snapshot.facts import Facts


@dataclass(frozen=True)
class Setting:
    """The facts on the day, the rulebook, what screening found, and the round's choices."""

    facts: Facts
    rulebook: Rulebook
    findings: pl.DataFrame
    round: Round

    @property
    def as_of(self) -> date:
        """The day of the round."""
        return self.facts.snapshot.as_of

    @cached_property
    def groups(self) -> pl.DataFrame:
        """Which posts count as one while planning: post_id, group_id."""
        named = {post for posts in self.round.forbid.values() for post in posts}
        named |= set(self.round.pin.values())
        return grouped(self.facts.posts, sorted(named - {STAY}))

    @cached_property
    def posts(self) -> pl.DataFrame:
        """The posts of planning: equal ones merged, `seats` added up, `posts` how many they are."""
        return merged(self.facts.posts, self.groups)

    def limit_rule(self, limits: str) -> Rule | None:
        """The rulebook's rule of kind `plan_limit` that sets this limit."""
        for rule in self.rulebook.of_kind("plan_limit"):
            if rule.word("limits") == limits:
                return rule
        return None

    def limit(self, limits: str) -> int | None:
        """Today's number of that plan limit; None where the rulebook has none."""
        rule = self.limit_rule(limits)
        return None if rule is None else rule.number("limit", on=self.as_of)

    def limits(self) -> dict[str, dict[str, object]]:
        """Every plan limit and share in force: its rule, number and reference."""
        rules = [*self.rulebook.of_kind("plan_limit"), *self.rulebook.of_kind("plan_share")]
        return {
            rule.name: {
                "limits": rule.word("limits") if rule.kind == "plan_limit" else rule.word("of"),
                "number": rule.number(_figure(rule), on=self.as_of),
                "unit": rule.numbers[_figure(rule)].unit,
                "reference": rule.basis(on=self.as_of),
            }
            for rule in rules
            if rule.in_force(self.as_of)
        }

    def reference(self, rule: Rule | None) -> str:
        """The rule's document and article on the day, as text."""
        return "round" if rule is None else rule.basis(on=self.as_of)


@dataclass(frozen=True)
class Problem(Setting):
    """All that constraints and goals may look at; nothing in it changes while a plan is made.

    `arcs` has one row for everything that may happen to a person: `kind` is `stay`, `move` or
    `out` (left without a post). Columns: arc (number from 0), person_id, kind, from_post_id,
    to_post_id, is_promotion, score (fit at the destination), gain (fit gained by the arc), and
    the facts of both ends (`from_`/`to_` unit_id, level, tier, system, place_id, county_id,
    altitude_m). Post ids of arcs name groups of equal posts; `held_post_id` is the post held.
    `resolved` has the findings an arc would end: rule, person_id, arc.
    """

    arcs: pl.DataFrame
    resolved: pl.DataFrame

    @property
    def stays(self) -> pl.DataFrame:
        """The stay arc of every person who holds a post."""
        return self.arcs.filter(pl.col("kind") == "stay")

    @cached_property
    def present(self) -> pl.DataFrame:
        """One row a person, as its first arc has it: person_id and the facts of the present end."""
        ends = [name for name in self.arcs.columns if name.startswith(("from_", "held_"))]
        return self.arcs.unique("person_id", keep="first", maintain_order=True).select(
            "person_id", *ends
        )


def _figure(rule: Rule) -> str:
    """The name of a plan rule's number."""
    return "limit" if rule.kind == "plan_limit" else "at_least"
