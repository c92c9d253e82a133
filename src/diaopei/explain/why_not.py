"""Why a person does not go to a post: the rule against it, or what everybody else would lose."""

import numpy as np
import polars as pl

from diaopei.explain.answer import Answer
from diaopei.explain.outcome import ask, told
from diaopei.explain.question import Question
from diaopei.explain.refusal import against, refused, standing
from diaopei.explain.texts import text
from diaopei.planning import Plan

TITLE = text(
    "Why {person} does not go to {post}", "{person}为何不任{post}", "{person}為何不任{post}"
)
DOES = text("The plan does propose it.", "方案正是如此安排。", "方案正是如此安排。")
HOLDS = text(
    "This is the post held now, or one equal to it in everything.",
    "该岗位即现任岗位，或与现任岗位各方面相同。",
    "該崗位即現任崗位，或與現任崗位各方面相同。",
)
STANDING = text(
    "Nobody with the status {status} may be moved.",
    "状态为{status}者不得调整。",
    "狀態為{status}者不得調整。",
)
FIXED = text(
    "Every seat of the post is held by somebody who may not be moved.",
    "该岗位现任者均不得调整。",
    "該崗位現任者均不得調整。",
)
EQUAL = text(
    "Counted for this post or any of the {count} equal to it in everything.",
    "以下按该岗位及各方面与其相同的岗位（共{count}个）计算。",
    "以下按該崗位及各方面與其相同的崗位（共{count}個）計算。",
)
FORCED = text(
    "The rules allow it. With this move demanded, the best plan is:",
    "规则允许。若必须如此安排，最优方案为：",
    "規則允許。若必須如此安排，最優方案為：",
)


def why_not(plan: Plan, person_id: str, post_id: str, lang: str = "en") -> Answer:
    """The broken rules, or the loss in each layer and who else would be displaced.

    The loss comes from solving the plan's model again with the move demanded, every layer proved.
    Of plans equal in every goal the one that disturbs the plan least is compared.

    Args:
        plan: the plan asked about.
        person_id: who.
        post_id: where to.
        lang: ``en``, ``zh-hans`` or ``zh-hant``.

    Returns:
        An answer with the tables `refusals`, or `losses` (layer, plan, then, change) and
        `displaced` (person_id, plan, then: posts).

    Raises:
        UnknownNameError: there is no such person, post or language.
    """
    question = Question(plan, lang)
    question.demand_person(person_id)
    question.demand_post(post_id)
    labels = question.labels
    title = question.say(TITLE, person=labels.of(person_id), post=labels.of(post_id))
    group = question.group_of(post_id)
    mine = question.opened.arcs.filter(
        pl.col("person_id") == person_id, pl.col("to_post_id") == group
    )
    if mine.is_empty():
        return _not_eligible(question, title, person_id, group)
    if mine["kind"][0] == "stay":
        return Answer(title, (question.say(HOLDS),))
    if mine["chosen"][0]:
        return Answer(title, (question.say(DOES),))
    outcome = ask(question.opened, mine["arc"].to_numpy().astype(np.int64))
    lines = told(question, outcome, person_id)
    if outcome.redone is not None:
        lines.insert(0, question.say(FORCED))
    equal = question.setting.groups.filter(pl.col("group_id") == group).height
    if equal > 1:
        lines.insert(0, question.say(EQUAL, count=equal))
    tables = {"losses": outcome.losses(), "displaced": outcome.displaced()}
    return Answer(title, tuple(lines), tables)


def _not_eligible(question: Question, title: str, person_id: str, group: str) -> Answer:
    """The pair is no arc: by a rule, by the person's status, or since nobody can leave."""
    pair = pl.DataFrame({"person_id": [person_id], "post_id": [group]})
    refusing = against(question, pair)
    lines = []
    if status := standing(question, person_id):
        lines.append(question.say(STANDING, status=status))
    if refusing.height:
        lines += refused(question, person_id, refusing)
    return Answer(title, tuple(lines or [question.say(FIXED)]), {"refusals": refusing})
