"""What every question needs: the plan with its facts, names, and its model to ask again."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from diaopei.errors import UnknownNameError
from diaopei.explain.reopened import Reopened
from diaopei.explain.texts import UNITS, Text, known_language, text
from diaopei.planning import Plan
from diaopei.planning.labels import Labels
from diaopei.planning.personal import OPEN
from diaopei.planning.problem import Setting
from diaopei.snapshot.facts import Facts

FINDING = text(
    "{title}: {measure} {unit}, the limit is {limit}{since} [{reference}]",
    "{title}：已{measure}{unit}，限{limit}{unit}{since}〔{reference}〕",
    "{title}：已{measure}{unit}，限{limit}{unit}{since}〔{reference}〕",
)
MEASURED = text(
    "{title}: {measure} {unit}{since} [{reference}]",
    "{title}：已{measure}{unit}{since}〔{reference}〕",
    "{title}：已{measure}{unit}{since}〔{reference}〕",
)
PLAIN = text(
    "{title}{since} [{reference}]", "{title}{since}〔{reference}〕", "{title}{since}〔{reference}〕"
)
SINCE = text(", since {day}", "，自{day}起", "，自{day}起")

NEAR = 4
"""How many ids are named where one is not known."""


@dataclass(frozen=True)
class Question:
    """A plan and the language to answer in."""

    plan: Plan
    lang: str

    def __post_init__(self) -> None:
        """Refuses a language there is none of."""
        known_language(self.lang)

    @cached_property
    def facts(self) -> Facts:
        """The facts the plan was made from."""
        return Facts(self.plan.snapshot)

    @cached_property
    def labels(self) -> Labels:
        """Names of people, posts, units and places."""
        return Labels(self.facts)

    @cached_property
    def opened(self) -> Reopened:
        """The plan's model, to be asked again."""
        return Reopened(self.plan)

    @cached_property
    def setting(self) -> Setting:
        """Facts, law and choices, for the rules that refuse a placement."""
        return Setting(self.facts, self.plan.rulebook, self.plan.findings, self.plan.round)

    def say(self, words: Text, **values: object) -> str:
        """A wording in the language asked for, filled in."""
        return words[self.lang].format(**values)

    def title_of(self, rule: str) -> str:
        """What a rule says, in the language asked for."""
        return self.plan.rulebook[rule].title[self.lang]

    def open_findings(self, person_id: str) -> pl.DataFrame:
        """Findings of the person that ask for a move."""
        return self.plan.findings.filter(
            pl.col("subject_kind") == "person",
            pl.col("subject_id") == person_id,
            pl.col("verdict").is_in(OPEN),
        )

    def finding(self, one: dict[str, object]) -> str:
        """A finding in one sentence: the rule, what was counted, the limit, since when, by what."""
        since = one["since"]
        counted = one["measure"] is not None and one["unit"] != "count"
        words = PLAIN if not counted else FINDING if one["limit"] else MEASURED
        return self.say(
            words,
            title=self.title_of(str(one["rule"])),
            measure=one["measure"],
            limit=one["limit"],
            unit=self.say(UNITS[str(one["unit"])]),
            since=self.say(SINCE, day=since) if since else "",
            reference=one["reference"],
        )

    def demand_person(self, person_id: str) -> None:
        """Refuses an id nobody has, with those of that name, else those that come near."""
        _demand("person", person_id, self.labels.people)

    def demand_post(self, post_id: str) -> None:
        """Refuses an id no post has, with those of that name, else those that come near."""
        _demand("post", post_id, self.labels.posts)

    def group_of(self, post_id: str) -> str:
        """The post that stands for all equal ones while a plan is made."""
        found = self.setting.groups.filter(pl.col("post_id") == post_id)["group_id"]
        return str(found[0])


def _demand(what: str, name: str, known: Mapping[str, str]) -> None:
    if name in known:
        return
    called = [key for key, label in known.items() if name in (label, label.replace("·", " "))]
    near = called or difflib.get_close_matches(name, known, n=NEAR)
    told = [f"{key} {known[key]}" for key in sorted(near)[:NEAR]]
    raise UnknownNameError(what, name, told, "see the ids in the plan's snapshot")
