"""Why somebody moves: what is due, how they fit, who makes room, and what it is worth to all."""

import numpy as np
import polars as pl

from diaopei.explain.answer import Answer
from diaopei.explain.chain_drawn import drawn
from diaopei.explain.fit_parts import fit_parts
from diaopei.explain.fit_parts import told as fit_told
from diaopei.explain.outcome import Outcome, ask, told
from diaopei.explain.prices_told import binding, row_told
from diaopei.explain.question import Question
from diaopei.explain.texts import text
from diaopei.screening import resolvable

TITLE = text("Why {person} moves", "{person}为何调整", "{person}為何調整")
MOVE = text(
    "{effect}: {start} → {end}.", "{effect}：{start} → {end}。", "{effect}：{start} → {end}。"
)
EFFECTS = {
    "lateral": text("Equal level", "平级交流", "平級交流"),
    "promotion": text("Promotion", "提拔", "提拔"),
    "demotion": text("Lower level", "降职", "降職"),
    "entry": text("Enters a post", "新任", "新任"),
    "leave": text("Leaves without a post", "离岗待分配", "離崗待分配"),
}
NOWHERE = text("no post", "无岗位", "無崗位")
ENDS = text("The move ends what is due:", "此次调整解决下列事项：", "此次調整解決下列事項：")
MAKES_ROOM = text(
    "Nothing is due for this person alone: the move makes room for others in its chain, or mends"
    " the make-up of a team.",
    "本人并无到期事项：此次调整是为连环中他人腾出岗位，或改善班子结构。",
    "本人並無到期事項：此次調整是為連環中他人騰出崗位，或改善班子結構。",
)
LEFT_OPEN = text(
    "Still open after the move: {rules}", "调整后仍未解决：{rules}", "調整後仍未解決：{rules}"
)
PINNED = text(
    "The round demands this move by hand.", "本批次人工指定此项调整。", "本批次人工指定此項調整。"
)
HELD = text(
    "If this person stayed (the plan solved again, every layer proved):",
    "若此人留任（重新求解，各层均经证明）：",
    "若此人留任（重新求解，各層均經證明）：",
)
BINDS = text(
    "What is scarce here, at the plan's own prices:",
    "此处的紧缺条件（按方案价格）：",
    "此處的緊缺條件（按方案價格）：",
)
SHOWN = 4
"""How many scarce rows a reader is told; the table has all."""


def moved(question: Question, move: dict[str, str]) -> Answer:
    """The answer for one who moves; tables findings, fit, losses, displaced, binding."""
    person = move["person_id"]
    mine = question.opened.arcs.filter(pl.col("person_id") == person)
    chosen = int(mine.filter("chosen")["arc"][0])
    home = mine.filter(pl.col("kind") == ("stay" if move["from_post_id"] else "out"))
    outcome = ask(question.opened, home["arc"].to_numpy().astype(np.int64))
    rows = binding(question, [chosen, int(home["arc"][0])])
    findings = question.open_findings(person)
    tables = {"findings": findings, "losses": outcome.losses(),
              "displaced": outcome.displaced(), "binding": rows}  # fmt: skip
    lines = [_move(question, move), *_reasons(question, move, findings)]
    if move["to_post_id"]:
        parts = fit_parts(question, person, move["from_post_id"], move["to_post_id"])
        tables["fit"] = parts
        lines.append(fit_told(question, parts))
    lines += [*drawn(question, move), *_worth(question, outcome, person)]
    if rows.height:
        lines.append(question.say(BINDS))
        lines += [f"  {row_told(question, one)}" for one in rows.head(SHOWN).to_dicts()]
    title = question.say(TITLE, person=question.labels.of(person))
    return Answer(title, tuple(lines), tables)


def _move(question: Question, move: dict[str, str]) -> str:
    start, end = (
        question.labels.of(post) if post else question.say(NOWHERE)
        for post in (move["from_post_id"], move["to_post_id"])
    )  # fmt: skip
    effect = question.say(EFFECTS[move["effect"]])
    return question.say(MOVE, effect=effect, start=start, end=end)


def _reasons(question: Question, move: dict[str, str], findings: pl.DataFrame) -> list[str]:
    """The findings the move ends, and those it does not."""
    pinned = question.plan.round.pin.get(move["person_id"])
    lines = [question.say(PINNED)] if pinned == move["to_post_id"] and pinned else []
    ended = findings.filter(pl.col("rule").is_in(list(move["reasons"])))
    if ended.height:
        lines.append(question.say(ENDS))
        lines += [f"  {question.finding(one)}" for one in ended.to_dicts()]
    elif not lines:
        lines.append(question.say(MAKES_ROOM))
    rest = findings.filter(
        pl.col("rule").is_in(resolvable(question.plan.rulebook)),
        ~pl.col("rule").is_in(list(move["reasons"])),
    )
    if rest.height:
        rules = "; ".join(question.title_of(rule) for rule in rest["rule"])
        lines.append(question.say(LEFT_OPEN, rules=rules))
    return lines


def _worth(question: Question, outcome: Outcome, person: str) -> list[str]:
    return [question.say(HELD), *(f"  {line}" for line in told(question, outcome, person))]
