"""What a row of the model says in a sentence: what it asks, of whom, by which rule."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from diaopei.planning.labels import Labels
from diaopei.planning.model import Model, constraints
from diaopei.planning.problem import Problem
from diaopei.planning.round import STAY
from diaopei.planning.texts import Text, listed, text
from diaopei.screening import Rule

LIMITS = {
    "batch_size": "batch",
    "couples": "couples",
    "establishment": "establishment",
    "must_fill": "must_fill",
    "principals_together": "principals_together",
    "seats": "quota",
    "team_changes": "team_changes",
}
"""The plan limit of the rulebook behind a constraint."""

COUNTED = ("batch_size", "team_changes")
"""Constraints that say how many must stay, which is told as how many may move."""

DEMANDS = {
    "pin": text("the demand to pin {about}", "指定{about}", "指定{about}"),
    "hold": text("the demand to hold {about}", "留任{about}", "留任{about}"),
    "forbid": text("the demand to forbid {about}", "禁止{about}", "禁止{about}"),
}
LEAVE = text("the demand that {about} leaves", "{about}须调离", "{about}須調離")
NAMED = text("{title} ({about})", "{title}（{about}）", "{title}（{about}）")
TOLD = text("{name}: {bounds}", "{name}：{bounds}", "{name}：{bounds}")
MAY_MOVE = text(
    "{may} of {people} may move", "{people}人中可调整{may}人", "{people}人中可調整{may}人"
)
MOVING = text("{moving} moving", "调整{moving}人", "調整{moving}人")
SEAT = text("1 seat", "职数1", "職數1")
SEATED = text("{most} seats", "职数{most}", "職數{most}")
AT_MOST = text("at most {most}", "至多{most}", "至多{most}")
AT_LEAST = text("at least {least}", "至少{least}", "至少{least}")
HELD = text(
    ", held by {held}, for whom no other post is open",
    "，现任{held}没有其他可任岗位",
    "，現任{held}沒有其他可任崗位",
)
SOURCE = text(" [{rule}, {basis}]", "〔{rule}，{basis}〕", "〔{rule}，{basis}〕")


@dataclass(frozen=True)
class RowTexts:
    """The rows of one problem in words; a row is one of `model.names` as a mapping."""

    problem: Problem
    model: Model

    @cached_property
    def labels(self) -> Labels:
        """Names of people, posts, units and places."""
        return Labels(self.problem.facts)

    @cached_property
    def titles(self) -> dict[str, Text]:
        """What each constraint asks."""
        return {name: told.title for name, told in constraints().items()}

    def name(self, one: dict[str, Any], lang: str) -> str:
        """The row by its constraint and those it is about."""
        about = listed(
            self.labels.subjects(one["row"]) or self.labels.subjects(one["subject"]), lang
        )
        if one["constraint"] == "by_hand":
            act, _, post = one["row"].split(" ", 2)
            words = LEAVE if (act, post) == ("forbid", STAY) else DEMANDS[act]
            return words[lang].format(about=about)
        title = self.titles[one["constraint"]][lang]
        return NAMED[lang].format(title=title, about=about) if about else title

    def told(self, one: dict[str, Any], lang: str) -> str:
        """The row with its bounds and the rule it stands for."""
        name = self.name(one, lang)
        if one["constraint"] == "by_hand":
            return name
        said = TOLD[lang].format(name=name, bounds=self.bounds(one)[lang])
        return f"{said}{self._held(one, lang)}{self._source(one, lang)}"

    def bounds(self, one: dict[str, Any]) -> Text:
        """What the row allows, in the words of the constraint."""
        most, least = one["at_most"], one["at_least"]
        if one["constraint"] in COUNTED:
            people = int(self.model.entry_coef[self.model.entry_row == one["index"]].sum())
            return _filled(MAY_MOVE, may=people - least, people=people)
        if one["constraint"] == "seats":
            return SEAT if most == 1 else _filled(SEATED, most=most)
        return _filled(AT_LEAST, least=least) if most is None else _filled(AT_MOST, most=most)

    def total(self, one: dict[str, Any], lang: str) -> str:
        """What the row sums to under some choice (`total`), in the words of the constraint."""
        if one["constraint"] in COUNTED:
            people = int(self.model.entry_coef[self.model.entry_row == one["index"]].sum())
            return MOVING[lang].format(moving=people - one["total"])
        return str(one["total"])

    def _held(self, one: dict[str, Any], lang: str) -> str:
        """Who sits in a seat and has no other place to go."""
        if one["constraint"] != "seats":
            return ""
        alone = self.problem.arcs.filter(pl.len().over("person_id") == 1, pl.col("kind") == "stay")
        fixed = alone.filter(pl.col("to_post_id") == one["row"])["person_id"]
        held = listed([self.labels.of(who) for who in fixed], lang)
        return HELD[lang].format(held=held) if held else ""

    def _source(self, one: dict[str, Any], lang: str) -> str:
        rule = rule_of(self.problem, one)
        if rule is None:
            return ""
        return SOURCE[lang].format(rule=rule.name, basis=rule.basis(on=self.problem.as_of))


def _filled(words: Text, **values: object) -> Text:
    return {lang: said.format(**values) for lang, said in words.items()}


def rule_of(problem: Problem, one: dict[str, Any]) -> Rule | None:
    """The rule a constraint's row stands for; None for what the round itself demands."""
    if one["constraint"] in LIMITS:
        return problem.limit_rule(LIMITS[one["constraint"]])
    names = [rule.name for rule in problem.rulebook.rules]
    if one["constraint"] == "kin":
        wanted = "sensitive_work" if "work in" in one["row"] else "same_chain"
        for rule in problem.rulebook.of_kind("avoidance"):
            if rule.word("relation") == wanted:
                return rule
    return problem.rulebook[one["row"]] if one["row"] in names else None
