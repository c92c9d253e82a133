"""A chain or ring of moves drawn in text: who goes where, and who follows."""

import polars as pl

from diaopei.explain.question import Question
from diaopei.explain.texts import text

CHAIN = text(
    "Chain {chain}, from the empty seat on:", "连环{chain}，自空缺起：", "連環{chain}，自空缺起："
)
RING = text("Ring {chain}:", "互换{chain}：", "互換{chain}：")
POOL = text("no post", "待分配", "待分配")
ENTERS = text("no post before", "原无岗位", "原無崗位")
FREED = text(
    "{person} frees the seat {post}.",
    "由{person}腾出{post}。",
    "由{person}騰出{post}。",
)
VACANT = text("The seat at {post} stands empty today.", "{post}现为空缺。", "{post}現為空缺。")
FOLLOWS = text(
    "{person} can then come to {post}.", "{person}随后接任{post}。", "{person}隨後接任{post}。"
)
LEFT = text("{post} is left empty at the end.", "最后空出{post}。", "最後空出{post}。")


def drawn(question: Question, move: dict[str, str]) -> list[str]:
    """The chain of a move as lines, the move itself marked, then what it needs and allows.

    Args:
        question: the plan, names and language.
        move: one row of the plan's moves.
    """
    line = question.plan.moves.filter(pl.col("chain") == move["chain"]).sort("place_in_chain")
    rows = line.to_dicts()
    head = RING if move["chain"].startswith("R") else CHAIN
    lines = [question.say(head, chain=move["chain"])]
    for one in rows:
        mark = "→" if one["person_id"] == move["person_id"] else " "
        start = _post(question, one["from_post_id"]) or question.say(ENTERS)
        end = _post(question, one["to_post_id"]) or question.say(POOL)
        lines.append(f" {mark} {question.labels.of(one['person_id'])}: {start} → {end}")
    return [*lines, *_needs(question, move, rows)]


def _needs(question: Question, move: dict[str, str], rows: list[dict[str, str]]) -> list[str]:
    """Who made the move possible, and whom it makes possible."""
    place = [one["person_id"] for one in rows].index(move["person_id"])
    ring = move["chain"].startswith("R")
    out = []
    if move["to_post_id"]:
        post = _post(question, move["to_post_id"])
        if place or ring:
            before = question.labels.of(rows[place - 1]["person_id"])
            out.append(question.say(FREED, person=before, post=post))
        else:
            out.append(question.say(VACANT, post=post))
    if move["from_post_id"]:
        post = _post(question, move["from_post_id"])
        if ring or place + 1 < len(rows):
            after = rows[(place + 1) % len(rows)]["person_id"]
            out.append(question.say(FOLLOWS, person=question.labels.of(after), post=post))
        else:
            out.append(question.say(LEFT, post=post))
    return out


def _post(question: Question, post: str | None) -> str:
    return question.labels.of(post) if post else ""
