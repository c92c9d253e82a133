"""What a plan would become under one demand more, told layer by layer and person by person."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from diaopei.explain.again import Again, again
from diaopei.explain.question import Question
from diaopei.explain.reopened import Reopened, demanded, nearest
from diaopei.explain.texts import LAYERS, listed, text
from diaopei.planning.feasibility import at_home, feasible, loosened
from diaopei.planning.impossible import asked, smallest
from diaopei.planning.model import Ints, constraints

CHANGE = text(
    "{what}: {plan} in the plan, {then} then ({change})",
    "{what}：方案为{plan}，改后为{then}（{change}）",
    "{what}：方案為{plan}，改後為{then}（{change}）",
)
NO_LOSS = text(
    "No goal would lose anything; of plans equal in every goal this one was taken by ids alone.",
    "各项目标均无损失；在各目标同优的方案中，本方案仅按编号选定。",
    "各項目標均無損失；在各目標同優的方案中，本方案僅按編號選定。",
)
FIRST = text(
    "The first goal to lose is: {what}.", "最先受损的目标：{what}。", "最先受損的目標：{what}。"
)
OTHERS = text(
    "{count} other people would be placed differently: {people}{more}.",
    "另有{count}人的安排随之改变：{people}{more}。",
    "另有{count}人的安排隨之改變：{people}{more}。",
)
ONE_OTHER = text(
    "One other person would be placed differently: {person}.",
    "另有1人的安排随之改变：{person}。",
    "另有1人的安排隨之改變：{person}。",
)
NOBODY = text(
    "Nobody else would be placed differently.", "其他人的安排不变。", "其他人的安排不變。"
)
TOGETHER = text(
    "It cannot be done whatever the others do; against it stand together: {rows}.",
    "无论他人如何安排均不可行；共同构成障碍的有：{rows}。",
    "無論他人如何安排均不可行；共同構成障礙的有：{rows}。",
)
NO_OTHER = text(
    "held by {people}, for whom no other post is open",
    "现任{people}没有其他可任岗位",
    "現任{people}沒有其他可任崗位",
)
ABOUT = text("{title}: {about}", "{title}（{about}）", "{title}（{about}）")
AND_MORE = text(" and more", "等", "等")
SHOWN = 6
"""How many people a sentence names; the table has all."""


@dataclass(frozen=True)
class Outcome:
    """The best plan under the demand, or the rows that make it impossible."""

    opened: Reopened
    redone: Again | None
    blocking: Ints

    def losses(self) -> pl.DataFrame:
        """Columns layer, plan, then, change (less than 0: worse), in the layers' order."""
        rows = []
        for layer in self.opened.model.layers:
            if self.redone is not None and layer.name in self.redone.scores:
                plan, then = self.opened.scores[layer.name], self.redone.scores[layer.name]
                if layer.name in LAYERS:
                    rows.append((layer.name, layer.sign * plan, layer.sign * then, then - plan))
        schema = {"layer": pl.String, "plan": pl.Int64, "then": pl.Int64, "change": pl.Int64}
        return pl.DataFrame(rows, schema=schema, orient="row")

    @property
    def first_loss(self) -> str | None:
        """The first layer that would be worse; None where the first to change is better."""
        changed = self.losses().filter(pl.col("change") != 0)
        return changed["layer"][0] if changed.height and changed["change"][0] < 0 else None

    def displaced(self) -> pl.DataFrame:
        """Whose place differs: person_id, plan_post_id, then_post_id (a group's first post)."""
        if self.redone is None:
            return pl.DataFrame(schema=dict.fromkeys(("person_id", "plan", "then"), pl.String))
        arcs = self.opened.arcs.select("person_id", "to_post_id")
        plan, then = (arcs[part] for part in (self.opened.chosen, self.redone.chosen))
        both = plan.join(then, on="person_id", validate="1:1", suffix="_then")
        return both.filter(
            pl.col("to_post_id").ne_missing(pl.col("to_post_id_then"))
        ).select("person_id", plan="to_post_id", then="to_post_id_then")  # fmt: skip


def ask(
    opened: Reopened, arcs: Ints, room: dict[int, int] | None = None, until: str | None = None
) -> Outcome:
    """Solves the plan's model again with one of some arcs demanded.

    Args:
        opened: the plan's model.
        arcs: of these at least one must be taken; ascending.
        room: by the number of a row, how many more it lets pass.
        until: the last layer wanted; all, if not given.
    """
    model = demanded(nearest(loosened(opened.model, room or {}), opened.chosen), arcs)
    home = at_home(opened.arcs)
    chosen, rows = feasible(model, home, asked(model, home))
    if chosen is None:
        return Outcome(opened, None, smallest(model, home, rows))
    names = [layer.name for layer in model.layers]
    wanted = model.layers[: names.index(until) + 1] if until else model.layers
    short = replace(model, layers=wanted)
    opening = np.unique(np.concatenate([opened.opening, chosen, arcs]))
    tolerance = dict(opened.plan.round.tolerance)
    return Outcome(opened, again(short, opening, opened.known, tolerance), rows[:0])


def told(question: Question, outcome: Outcome, besides: str) -> list[str]:
    """The outcome in sentences: what each layer loses, and who else is touched.

    Args:
        question: names and language.
        outcome: what came of it.
        besides: the person asked about, who is not among the others.
    """
    if outcome.redone is None:
        return [question.say(TOGETHER, rows=listed(rows_told(question, outcome.blocking),
                                                   question.lang))]  # fmt: skip
    changed = outcome.losses().filter(pl.col("change") != 0)
    if changed.is_empty():
        return [question.say(NO_LOSS), _others(question, outcome, besides)]
    first = outcome.first_loss
    lines = [question.say(FIRST, what=question.say(LAYERS[first]))] if first else []
    lines += [_change(question, row) for row in changed.to_dicts()]
    return [*lines, _others(question, outcome, besides)]


def _change(question: Question, row: dict[str, Any]) -> str:
    return question.say(
        CHANGE,
        what=question.say(LAYERS[row["layer"]]),
        plan=f"{row['plan']:,}",
        then=f"{row['then']:,}",
        change=f"{row['then'] - row['plan']:+,}",
    )


def rows_told(question: Question, rows: Ints) -> list[str]:
    """Rows by their constraint's title and those they are about; the question's own left out."""
    names, titles = question.opened.names, constraints()
    out = []
    for one in names[rows[rows < names.height]].to_dicts():
        title = titles[one["constraint"]].title[question.lang]
        about = question.labels.subjects(one["row"]) or question.labels.subjects(one["subject"])
        held = _fixed(question, one["row"]) if one["constraint"] == "seats" else []
        if held:
            about.append(question.say(NO_OTHER, people=listed(held, question.lang)))
        told = question.say(ABOUT, title=title, about=listed(about, question.lang))
        out.append(told if about else title)
    return out


def _fixed(question: Question, post: str) -> list[str]:
    """Holders of a post for whom no other arc is open."""
    alone = question.opened.arcs.filter(pl.len().over("person_id") == 1)
    held = alone.filter(pl.col("kind") == "stay", pl.col("to_post_id") == post)
    return [question.labels.of(who) for who in held["person_id"]]


def _others(question: Question, outcome: Outcome, besides: str) -> str:
    people = outcome.displaced().filter(pl.col("person_id") != besides)["person_id"].to_list()
    if not people:
        return question.say(NOBODY)
    if len(people) == 1:
        return question.say(ONE_OTHER, person=question.labels.of(people[0]))
    named = listed([question.labels.of(who) for who in people[:SHOWN]], question.lang)
    more = question.say(AND_MORE) if len(people) > SHOWN else ""
    return question.say(OTHERS, count=len(people), people=named, more=more)
