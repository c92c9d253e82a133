"""What an edit on the live board comes to, told: layers, broken rules, repair, what is proved."""

from typing import Any

import polars as pl

from diaopei.explain.answer import Answer
from diaopei.explain.outcome import FIRST, rows_told
from diaopei.explain.question import Question
from diaopei.explain.texts import LAYERS, text
from diaopei.planning.board import Board, Edit
from diaopei.planning.model import Ints

TITLES = {
    "pin": text("Pin {person} to {post}", "指定{person}任{post}", "指定{person}任{post}"),
    "forbid": text("Keep {person} from {post}", "不许{person}任{post}", "不許{person}任{post}"),
    "strike": text("Strike the move of {person}", "取消{person}的调整", "取消{person}的調整"),
    "place": text("Put {person} into {post}", "将{person}放到{post}", "將{person}放到{post}"),
}
PLAN = text("The plan as it stands", "方案现状", "方案現狀")
NOTHING = text("Nothing changes.", "没有变化。", "沒有變化。")
BREAKS = text("On its own it breaks:", "仅作此项改动时违反：", "僅作此項改動時違反：")
BY = text("{row}, by {by}", "{row}，差{by}", "{row}，差{by}")
REPAIR = text(
    "The least disturbance found near by that goes with it:",
    "就近找到的最小连带调整：",
    "就近找到的最小連帶調整：",
)
STEP = text(
    "{person}: {then}, in place of {plan}",
    "{person}：{then}（原为{plan}）",
    "{person}：{then}（原為{plan}）",
)
NOBODY = text("Nobody else is touched.", "不涉及其他人。", "不涉及其他人。")
STILL = text("No repair was found near by for:", "就近未能找到补救办法：", "就近未能找到補救辦法：")
LEAST = text(
    "No plan that does so loses less than {points} there, goals above counted at their prices.",
    "任何如此安排的方案在此项至少损失{points}（上层目标按其价格折算）。",
    "任何如此安排的方案在此項至少損失{points}（上層目標按其價格折算）。",
)
NO_PROOF = text(
    "The prices do not prove that it must be lost: what was found near by may be avoidable.",
    "价格不能证明必有此项损失：就近求得的损失未必不可避免。",
    "價格不能證明必有此項損失：就近求得的損失未必不可避免。",
)
NOWHERE = text("no post", "无岗位", "無崗位")


def told(question: Question, board: Board, asked: tuple[str, str, str] | None) -> Answer:
    """The last edit of a board as an answer.

    Args:
        question: names and language.
        board: the board after the edit.
        asked: act, person and post as they were asked for.
    """
    edit = board.edit
    if edit is None or asked is None:
        return Answer(question.say(PLAN), ())
    tables = {
        "layers": layers(question, edit),
        "alone": edit.alone.broken(question.opened.names),
        "broken": edit.after.broken(question.opened.names),
        "touched": touched(question, edit),
    }
    lines = [
        *_proved(question, tables["layers"]),
        *_rows(question, BREAKS, edit.alone.rows, edit.alone.short),
        *_repair(question, edit, tables["touched"]),
        *_rows(question, STILL, edit.after.rows, edit.after.short),
    ]
    return Answer(title(question, asked), tuple(lines), tables)


def layers(question: Question, edit: Edit) -> pl.DataFrame:
    """The layers a reader knows: layer, plan, alone, then, change, at_least."""
    told = edit.losses(question.opened.model.layers)
    return told.filter(pl.col("layer").is_in(list(LAYERS)))


def moved(question: Question, edit: Edit) -> pl.DataFrame:
    """Who is placed differently: person_id, plan, then (a group's first post)."""
    posts = question.opened.arcs.select("person_id", "to_post_id")
    plan, then = posts[edit.left], posts[edit.taken]
    return plan.select("person_id", plan="to_post_id", then=then["to_post_id"])


def touched(question: Question, edit: Edit) -> pl.DataFrame:
    """Who else is placed differently: person_id, plan, then (a group's first post)."""
    others = pl.Series(edit.people != edit.person, dtype=pl.Boolean)
    return moved(question, edit).filter(others)


def title(question: Question, asked: tuple[str, str, str]) -> str:
    """A demand in words: act, person and post by name."""
    act, person, post = asked
    return question.say(
        TITLES[act], person=question.labels.of(person), post=question.labels.of(post)
    )


def _rows(question: Question, words: Any, rows: Ints, short: Ints) -> list[str]:
    """Broken rows by name and by how much."""
    if not len(rows):
        return []
    names = rows_told(question, rows)
    lines = [
        question.say(BY, row=row, by=by) for row, by in zip(names, short.tolist(), strict=True)
    ]
    return [question.say(words), *(f"  {line}" for line in lines)]


def _repair(question: Question, edit: Edit, others: pl.DataFrame) -> list[str]:
    if not len(edit.people):
        return [question.say(NOTHING)]
    own = moved(question, edit).filter(pl.Series(edit.people == edit.person, dtype=pl.Boolean))
    lines = [_step(question, one) for one in own.to_dicts()]
    if others.is_empty():
        return [*lines, question.say(NOBODY)]
    steps = [_step(question, one) for one in others.to_dicts()]
    return [*lines, question.say(REPAIR), *(f"  {step}" for step in steps)]


def _step(question: Question, one: dict[str, Any]) -> str:
    """Where somebody ends, and where the plan had them."""
    return question.say(
        STEP,
        person=question.labels.of(one["person_id"]),
        plan=_post(question, one["plan"]),
        then=_post(question, one["then"]),
    )


def _post(question: Question, post: str | None) -> str:
    return question.labels.of(post) if post else question.say(NOWHERE)


def _proved(question: Question, table: pl.DataFrame) -> list[str]:
    """The first goal lost, and what no plan that does as asked can avoid losing of it."""
    changed = table.filter(pl.col("change") != 0)
    if changed.is_empty() or changed["change"][0] > 0:
        return []
    layer, least = changed.select("layer", "at_least").row(0)
    what = question.say(LAYERS[layer])
    words = LEAST if least else NO_PROOF
    return [question.say(FIRST, what=what), question.say(words, points=f"{least or 0:,.1f}")]
