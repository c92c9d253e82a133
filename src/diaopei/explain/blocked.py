"""One who is due, could go, and stays: what it would cost the others, and what would free them."""

import numpy as np
import polars as pl

from diaopei.explain.outcome import Outcome, ask, told
from diaopei.explain.prices_told import binding, row_told, title_of
from diaopei.explain.question import Question
from diaopei.explain.texts import listed, text

POSTS = text(
    "{posts} eligible posts would end it. If one of them were demanded, the best plan is:",
    "有{posts}个可任岗位能解决。若必须安排其一，最优方案为：",
    "有{posts}個可任崗位能解決。若必須安排其一，最優方案為：",
)
BEST = text("Best for all would be {post}.", "对全局最有利的是{post}。", "對全局最有利的是{post}。")
BINDS = text("What stands in the way:", "障碍所在：", "障礙所在：")
FREES = text(
    "The least change that frees this person without loss in that goal: one more in: {change}.",
    "可使其调整而该目标不受损的最小改变：{change}（放宽一个）。",
    "可使其調整而該目標不受損的最小改變：{change}（放寬一個）。",
)
TOGETHER = text(
    "No one change frees this person without loss in that goal; these together do, one more in"
    " each: {changes}.",
    "任何单项改变均不能使其调整而该目标不受损；下列各放宽一个则可：{changes}。",
    "任何單項改變均不能使其調整而該目標不受損；下列各放寬一個則可：{changes}。",
)
NOT_FREED = text(
    "None of the changes tried frees this person without loss in that goal: {changes}.",
    "已试的改变均不能使其调整而该目标不受损：{changes}。",
    "已試的改變均不能使其調整而該目標不受損：{changes}。",
)
SHOWN = 4
TRIED = 3
"""How many changes are tried by solving again."""

NUMBERS = ("batch_size", "team_changes", "establishment", "seats")
"""Constraints whose number may be set higher by one."""


def blocked(
    question: Question, person_id: str, arcs: list[int]
) -> tuple[list[str], dict[str, pl.DataFrame]]:
    """Sentences, and the tables losses, displaced, binding.

    Args:
        question: the plan, names and language.
        person_id: who is due.
        arcs: numbers of the moves that would end something, ascending.
    """
    demand = np.array(arcs, dtype=np.int64)
    outcome = ask(question.opened, demand)
    lines = [question.say(POSTS, posts=len(arcs))]
    lines += [f"  {line}" for line in told(question, outcome, person_id)]
    tables = {"losses": outcome.losses(), "displaced": outcome.displaced()}
    if outcome.redone is None:
        return lines, tables
    taken = np.intersect1d(outcome.redone.chosen, demand)
    post = question.opened.arcs["to_post_id"][int(taken[0])]
    lines.insert(1, f"  {question.say(BEST, post=question.labels.of(post))}")
    stay = question.opened.chosen[np.isin(question.opened.chosen, _own(question, person_id))]
    rows = binding(question, [int(taken[0]), int(stay[0])])
    tables["binding"] = rows
    if rows.height and outcome.first_loss:
        lines.append(question.say(BINDS))
        lines += [f"  {row_told(question, one)}" for one in rows.head(SHOWN).to_dicts()]
    return [*lines, *_freed(question, outcome, demand, rows)], tables


def _own(question: Question, person_id: str) -> np.ndarray:
    mine = question.opened.arcs.filter(pl.col("person_id") == person_id)
    return mine["arc"].to_numpy()


def _freed(
    question: Question, outcome: Outcome, demand: np.ndarray, rows: pl.DataFrame
) -> list[str]:
    """The change that undoes the loss in the layer that loses first, or the changes together.

    Each is solved again, dearest row first.
    """
    lost = outcome.first_loss
    changes = rows.filter(pl.col("constraint").is_in(NUMBERS)).head(TRIED).to_dicts()
    if lost is None or not changes:
        return []
    for one in changes:
        if _frees(question, demand, {one["index"]: 1}, lost):
            return [question.say(FREES, change=_change(question, one))]
    told_of = listed([_change(question, one) for one in changes], question.lang)
    several = {one["index"]: 1 for one in changes}
    if len(changes) > 1 and _frees(question, demand, several, lost):
        return [question.say(TOGETHER, changes=told_of)]
    return [question.say(NOT_FREED, changes=told_of)]


def _frees(question: Question, demand: np.ndarray, room: dict[int, int], lost: str) -> bool:
    """Whether with more room, and solved again, a demand costs nothing in the layer named."""
    then = ask(question.opened, demand, room=room, until=lost)
    return then.redone is not None and then.first_loss is None


def _change(question: Question, one: dict[str, str]) -> str:
    about = " ".join(question.labels.subjects(one["row"]))
    title = question.say(title_of(one["constraint"]))
    return f"{title} {about}".strip()
