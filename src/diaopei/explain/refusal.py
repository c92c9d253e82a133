"""The rules against a placement, and the waiver that would be needed."""

import polars as pl

from diaopei.explain.question import Question
from diaopei.explain.texts import listed, text
from diaopei.planning.arcs import movable, placements
from diaopei.planning.eligibility import refusals, step

MEASURED = text(
    "Refused by {rule} ({title}): {measure}, where the limit is {limit} [{reference}]",
    "不符合{rule}（{title}）：现为{measure}，限{limit}〔{reference}〕",
    "不符合{rule}（{title}）：現為{measure}，限{limit}〔{reference}〕",
)
PLAIN = text(
    "Refused by {rule} ({title}) [{reference}]",
    "不符合{rule}（{title}）〔{reference}〕",
    "不符合{rule}（{title}）〔{reference}〕",
)
WAIVER = text(
    "What would have to change: a waiver of {rules} for {person} or for the post, by name and with"
    " a reason.",
    "所需改变：对{person}或该岗位豁免{rules}，须具名并说明理由。",
    "所需改變：對{person}或該崗位豁免{rules}，須具名並說明理由。",
)
BY_HAND = text(
    "No rule against it is binding: a pin in the round is enough.",
    "以上规则均非强制：在批次中人工指定即可。",
    "以上規則均非強制：在批次中人工指定即可。",
)


def against(question: Question, pairs: pl.DataFrame) -> pl.DataFrame:
    """The refusals of pairs: person_id, post_id, rule, strictness, measure, limit, reference."""
    return refusals(question.setting, placements(question.setting, pairs))


def refused(question: Question, person_id: str, refusing: pl.DataFrame) -> list[str]:
    """Each refusal in a sentence, then the waiver that would be needed."""
    lines = []
    for one in refusing.to_dicts():
        words = PLAIN if one["measure"] is None or one["limit"] is None else MEASURED
        lines.append(
            question.say(
                words, rule=one["rule"], title=rule_title(question, one["rule"]),
                measure=one["measure"], limit=one["limit"], reference=one["reference"],
            )
        )  # fmt: skip
    rules = listed(sorted(set(refusing["rule"])), question.lang)
    lines.append(question.say(WAIVER, rules=rules, person=question.labels.of(person_id)))
    binding = "must" in refusing["strictness"].to_list()
    return lines if binding else [*lines, question.say(BY_HAND)]


def rule_title(question: Question, rule: str) -> str:
    """A rule's title; the round's own limits, which are no rules, are told by their name."""
    known = {one.name for one in question.plan.rulebook.rules}
    return question.title_of(rule) if rule in known else rule


def standing(question: Question, person_id: str) -> str | None:
    """The status of a person who may not be moved at all; None for all others."""
    people = question.plan.snapshot.people.filter(pl.col("person_id") == person_id)
    free = movable(question.setting)["person_id"]
    return None if person_id in free else str(people["status"][0])


def within_reach(question: Question, person_id: str) -> pl.DataFrame:
    """The posts of the person's level and the allowed steps above, not the one held.

    Returns:
        Columns of `placements`: person_id, post_id and the facts of both ends.
    """
    setting = question.setting
    pairs = setting.posts.select(pl.lit(person_id).alias("person_id"), "post_id")
    there = placements(setting, pairs).filter(
        pl.col("post_id").ne_missing(pl.col("from_post_id")),
    )
    most = setting.limit("level_step")
    return there.filter(step() >= 0 if most is None else step().is_between(0, most))
