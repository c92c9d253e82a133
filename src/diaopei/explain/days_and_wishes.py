"""What a plan means for one person besides the reasons: the days, and what they had wished."""

import polars as pl

from diaopei.explain.question import Question
from diaopei.explain.texts import text

ACTS = {
    "take_up": text("Starts at {post} on {day}.", "{day}到任{post}。", "{day}到任{post}。"),
    "relieve": text("Leaves {post} on {day}.", "{day}离任{post}。", "{day}離任{post}。"),
    "hand_over": text(
        "Hands {post} over to {other} from {day} until {until}.",
        "{day}至{until}与{other}交接{post}。",
        "{day}至{until}與{other}交接{post}。",
    ),
}
MET = text(
    "Wishes stated: {wishes}; this is no. {order}.",
    "登记意愿{wishes}项，此为第{order}项。",
    "登記意願{wishes}項，此為第{order}項。",
)
NOT_MET = text(
    "Wishes stated: {wishes}; none of them is met.",
    "登记意愿{wishes}项，均未满足。",
    "登記意願{wishes}項，均未滿足。",
)
UNLAWFUL = text(
    "None of them leads to a post that the rules allow.",
    "所登记的岗位均不符合规则。",
    "所登記的崗位均不符合規則。",
)
PASSED = text(
    "Wish no. {order}, {post}, went to {other}, of lower merit ({theirs} to {mine} months).",
    "第{order}项意愿{post}给予业绩较低的{other}（{theirs}个月对{mine}个月）。",
    "第{order}項意願{post}給予業績較低的{other}（{theirs}個月對{mine}個月）。",
)
FREE = text(
    "Wish no. {order}, {post}, stands free: other limits or goals of the plan weigh against it.",
    "第{order}项意愿{post}仍空缺：方案的其他限制或目标与之相抵。",
    "第{order}項意願{post}仍空缺：方案的其他限制或目標與之相抵。",
)
SHOWN = 3
"""How many wishes not met are told."""


def days_told(question: Question, person_id: str) -> list[str]:
    """The legs of one person, by day."""
    mine = question.plan.order.legs.filter(pl.col("person_id") == person_id)
    return [
        question.say(
            ACTS[leg["act"]], post=question.labels.of(leg["post_id"]), day=leg["day"],
            until=leg["until"], other=question.labels.of(leg["with_id"]) if leg["with_id"] else "",
        )
        for leg in mine.to_dicts()
    ]  # fmt: skip


def wishes_told(question: Question, person_id: str) -> list[str]:
    """What became of one person's wishes; nothing where there are none."""
    fair = question.plan.fairness
    stated = pl.DataFrame() if fair is None else fair.standing.filter(person_id=person_id)
    if fair is None or stated.is_empty():
        return []
    row = stated.row(0, named=True)
    met = NOT_MET if row["wish_order"] is None else MET
    lines = [question.say(met, wishes=row["wishes"], order=row["wish_order"])]
    if row["first_open"] is None:
        return [*lines, question.say(UNLAWFUL)]
    envied = fair.envy.filter(person_id=person_id)
    free = fair.left_free.filter(person_id=person_id)
    return [*lines, *(_passed(question, one) for one in envied.head(SHOWN).to_dicts()),
            *(_free(question, one) for one in free.head(SHOWN).to_dicts())]  # fmt: skip


def _passed(question: Question, one: dict[str, str]) -> str:
    return question.say(
        PASSED, order=one["wish_order"], post=question.labels.of(one["post_id"]),
        other=question.labels.of(one["given_to"]), mine=one["merit"], theirs=one["their_merit"],
    )  # fmt: skip


def _free(question: Question, one: dict[str, str]) -> str:
    post = question.labels.of(one["post_id"])
    return question.say(FREE, order=one["wish_order"], post=post)
