"""A waiver granted on trial: the round is made ready anew and solved again, nothing is guessed."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from diaopei.explain.again import again
from diaopei.explain.outcome import CHANGE
from diaopei.explain.question import Question
from diaopei.explain.reopened import demanded, nearest
from diaopei.explain.texts import LAYERS, text
from diaopei.planning import Draft
from diaopei.planning.feasibility import at_home, feasible
from diaopei.planning.first_arcs import first_arcs
from diaopei.planning.impossible import asked
from diaopei.planning.model import Ints

GOES = text(
    "Planned again with that, {person} goes to {post}.",
    "据此重新规划，{person}可任{post}。",
    "據此重新規劃，{person}可任{post}。",
)
SAME = text(
    "No goal would be other than it is.", "各项目标均不变。", "各項目標均不變。"
)  # fmt: skip
NOT_EVEN = text(
    "Planned again with that, there is still no plan in which this person goes there: other rows"
    " stand in the way.",
    "据此重新规划，仍无方案可作此安排：另有其他限制。",
    "據此重新規劃，仍無方案可作此安排：另有其他限制。",
)


@dataclass(frozen=True)
class Granted:
    """What came of waivers: the post the person goes to, or None, and each layer's change.

    `losses` has layer, plan, then, change (less than 0: worse), as in `Outcome`.
    """

    post_id: str | None
    losses: pl.DataFrame


def granted(question: Question, person_id: str, rules: list[str], posts: list[str]) -> Granted:
    """The best plan in which a person goes to one of some posts, some rules waived for them.

    Args:
        question: the plan.
        person_id: who.
        rules: the rules to waive for this person.
        posts: where to; posts that stay closed are left aside.
    """
    plan = question.plan
    waivers = [{"rule": rule, "subject": person_id, "by": "trial", "reason": "trial"}
               for rule in rules]  # fmt: skip
    draft = Draft.of(
        plan.snapshot, plan.rulebook, replace(plan.round, waive=(*plan.round.waive, *waivers))
    )
    arcs = draft.problem.arcs
    there = arcs.filter(
        pl.col("person_id") == person_id,
        pl.col("kind") == "move",
        pl.col("to_post_id").is_in(posts),
    )["arc"].to_numpy()
    if not len(there):
        return Granted(None, _losses(question, {}))
    before = _same_arcs(question, arcs)
    model = demanded(nearest(draft.model, before), there.astype(np.int64))
    home = at_home(arcs)
    chosen, _ = feasible(model, home, asked(model, home))
    if chosen is None:
        return Granted(None, _losses(question, {}))
    begin = np.unique(np.concatenate([before, chosen, there, first_arcs(model)]))
    done = again(model, begin.astype(np.int64), {}, dict(plan.round.tolerance))
    if done is None:
        return Granted(None, _losses(question, {}))
    taken = np.intersect1d(done.chosen, there)
    return Granted(str(arcs["to_post_id"][int(taken[0])]), _losses(question, done.scores))


def told(question: Question, person_id: str, found: Granted) -> list[str]:
    """What came of it in sentences."""
    if found.post_id is None:
        return [question.say(NOT_EVEN)]
    person, post = question.labels.of(person_id), question.labels.of(found.post_id)
    changed = found.losses.filter(pl.col("change") != 0).to_dicts()
    lines = [question.say(GOES, person=person, post=post)]
    if not changed:
        return [*lines, question.say(SAME)]
    return lines + [
        question.say(CHANGE, what=question.say(LAYERS[one["layer"]]), plan=f"{one['plan']:,}",
                     then=f"{one['then']:,}", change=f"{one['then'] - one['plan']:+,}")
        for one in changed
    ]  # fmt: skip


def _same_arcs(question: Question, arcs: pl.DataFrame) -> Ints:
    """The plan's arcs by their numbers among other arcs."""
    key = ["person_id", "kind", "to_post_id"]
    mine = question.opened.arcs.filter("chosen").select(key)
    kept = arcs.select("arc", *key).join(mine, on=key, how="semi", nulls_equal=True)
    return kept["arc"].to_numpy().astype(np.int64)


def _losses(question: Question, scores: dict[str, int]) -> pl.DataFrame:
    opened = question.opened
    rows = [
        (layer.name, layer.sign * opened.scores[layer.name], layer.sign * scores[layer.name],
         scores[layer.name] - opened.scores[layer.name])
        for layer in opened.model.layers
        if layer.name in scores and layer.name in LAYERS
    ]  # fmt: skip
    schema = {"layer": pl.String, "plan": pl.Int64, "then": pl.Int64, "change": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")
