"""Why somebody stays: what blocks one who is due, and the clocks of one who is not."""

import polars as pl

from diaopei.explain.answer import Answer
from diaopei.explain.blocked import blocked
from diaopei.explain.by_others import by_others
from diaopei.explain.question import Question
from diaopei.explain.refusal import standing
from diaopei.explain.texts import text
from diaopei.explain.unplaceable import unplaceable
from diaopei.screening import Rulebook, resolvable, resolved, screen
from diaopei.snapshot.facts import Facts

DUE = text("Why {person} is due and stays", "{person}到期为何留任", "{person}到期為何留任")
CALM = text("Why {person} stays", "{person}为何留任", "{person}為何留任")
NOTHING = text(
    "Nothing is due that a move would end, and the plan needs no move of this person.",
    "无须以调整解决的到期事项，方案亦无需调整此人。",
    "無須以調整解決的到期事項，方案亦無需調整此人。",
)
CLOCK = text(
    "  {title}: from {day} [{reference}]",
    "  {title}：{day}起〔{reference}〕",
    "  {title}：{day}起〔{reference}〕",
)
CLOCKS = text(
    "The clocks nearest to their limits, if nothing changes:",
    "若无变动，最近到期的时限：",
    "若無變動，最近到期的時限：",
)
OTHER = text(
    "Open, but not for a move to end:", "另有非调整可解决的事项：", "另有非調整可解決的事項："
)
NO_CLOCKS = text("No clock runs out within ten years.", "十年内无时限到期。", "十年內無時限到期。")
OPEN = text("What is due:", "到期事项：", "到期事項：")
HELD = text(
    "The round holds this person by hand.", "本批次人工指定其留任。", "本批次人工指定其留任。"
)
STANDING = text(
    "Nobody with the status {status} may be moved.",
    "状态为{status}者不得调整。",
    "狀態為{status}者不得調整。",
)
AHEAD = 10
"""Years ahead in which clocks are looked for."""

CLOCK_KINDS = ("tenure", "term", "exposure", "retirement")
SHOWN = 4


def stays(question: Question, person_id: str) -> Answer:
    """The answer for one who does not move."""
    due = _movable(question, question.open_findings(person_id))
    if due.is_empty():
        return _at_ease(question, person_id)
    lines = [question.say(OPEN), *(f"  {question.finding(one)}" for one in due.to_dicts())]
    tables = {"findings": due}
    mended = by_others(question, person_id, due)
    lines += mended.values()
    due = due.filter(~pl.col("rule").is_in(list(mended)))
    pin = question.plan.round.pin.get(person_id)
    if person_id in question.plan.round.hold or pin == "stay":
        lines.append(question.say(HELD))
    elif status := standing(question, person_id):
        lines.append(question.say(STANDING, status=status))
    elif due.height:
        more, found = _against(question, person_id, due)
        lines += more
        tables |= found
    title = question.say(DUE, person=question.labels.of(person_id))
    return Answer(title, tuple(lines), tables)


def _against(
    question: Question, person_id: str, due: pl.DataFrame
) -> tuple[list[str], dict[str, pl.DataFrame]]:
    """What keeps one who is due: no eligible post, or what it would cost the others."""
    mine = question.opened.arcs.filter(pl.col("person_id") == person_id, pl.col("kind") == "move")
    pairs = mine.select("person_id", post_id="to_post_id")
    ends = resolved(question.facts, question.plan.rulebook, due, pairs)
    arcs = mine.join(
        ends, left_on=["person_id", "to_post_id"], right_on=["person_id", "post_id"], how="semi"
    )["arc"].to_list()
    if not arcs:
        return unplaceable(question, person_id, due)
    return blocked(question, person_id, arcs)


def _movable(question: Question, findings: pl.DataFrame) -> pl.DataFrame:
    """Findings that a move can end."""
    return findings.filter(pl.col("rule").is_in(resolvable(question.plan.rulebook)))


def _at_ease(question: Question, person_id: str) -> Answer:
    """Nothing is due: says so, with the clocks nearest to their limits."""
    ahead = clocks(question, person_id)
    lines = [question.say(NOTHING)]
    other = question.open_findings(person_id)
    if other.height:
        lines.append(question.say(OTHER))
        lines += [f"  {question.finding(one)}" for one in other.to_dicts()]
    lines.append(question.say(CLOCKS if ahead.height else NO_CLOCKS))
    lines += [
        question.say(CLOCK, title=question.title_of(one["rule"]), day=one["due_on"],
                     reference=one["reference"])
        for one in ahead.head(SHOWN).to_dicts()
    ]  # fmt: skip
    title = question.say(CALM, person=question.labels.of(person_id))
    return Answer(title, tuple(lines), {"clocks": ahead})


def clocks(question: Question, person_id: str) -> pl.DataFrame:
    """Limits the person will reach within ten years staying put: rule, due_on, reference."""
    snapshot, book = question.plan.snapshot, question.plan.rulebook
    later = snapshot.as_of.replace(year=snapshot.as_of.year + AHEAD, day=1)
    running = tuple(rule for rule in book.rules if rule.kind in CLOCK_KINDS)
    found = screen(Facts(snapshot.replace(as_of=later)), Rulebook(book.name, book.title, running))
    mine = found.filter(pl.col("subject_id") == person_id, pl.col("due_on") > snapshot.as_of)
    return mine.sort("due_on", "rule").select("rule", "due_on", "reference")
