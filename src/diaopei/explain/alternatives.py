"""Several good plans side by side: what each gives up by layer, and who moves differently."""

from collections.abc import Sequence

import polars as pl

from diaopei.explain.answer import Answer
from diaopei.explain.question import Question
from diaopei.explain.texts import LAYERS, listed, text
from diaopei.planning import Plan
from diaopei.planning.alternatives import Alternative
from diaopei.planning.model import TIES

TITLE = text(
    "Plans side by side: {count}", "{count}个方案并列", "{count}個方案並列"
)  # fmt: skip
NONE = text(
    "No other plan keeps these tolerances; allow a layer to give up more.",
    "在此容差内没有其他方案；可放宽某层容差。",
    "在此容差內沒有其他方案；可放寬某層容差。",
)
PLAN = text(
    "Plan {number}: {moves} moves, {own} of them in no plan before it; it gives up {lost}.",
    "方案{number}：调整{moves}人，其中{own}项为此前方案所无；让出{lost}。",
    "方案{number}：調整{moves}人，其中{own}項為此前方案所無；讓出{lost}。",
)
NOTHING = text("nothing", "：无", "：無")
LOST = text("{much} {what}", "{what}{much}", "{what}{much}")
SAME = text(
    "In all of them alike: {same} moves. Placed differently in one of them at least: {differ}.",
    "各方案一致的调整有{same}项；至少在一个方案中不同的有{differ}人。",
    "各方案一致的調整有{same}項；至少在一個方案中不同的有{differ}人。",
)


def side_by_side(plan: Plan, others: Sequence[Alternative], lang: str = "en") -> Answer:
    """A plan and others of the same round side by side.

    Args:
        plan: the first plan.
        others: what `planning.alternatives.alternatives` found for it.
        lang: ``en``, ``zh-hans`` or ``zh-hant``.

    Returns:
        An answer with the tables `layers` (layer, sense, bound, plan_1, plan_2, …: values) and
        `people` (person_id, name, from_post_id, plan_1, plan_2, …: the post each plan gives to
        whoever the plans do not treat alike; the present post where a plan does not move them).

    Raises:
        UnknownNameError: there is no such language.
    """
    question = Question(plan, lang)
    plans = [plan, *(one.plan for one in others)]
    layers, people = _layers(plans), _people(question, plans)
    lines = [question.say(NONE)] if not others else []
    lines += [_plan(question, layers, place, one) for place, one in enumerate(others, 2)]
    if others:
        alike = _alike(plans)
        lines.append(question.say(SAME, same=alike, differ=people.height))
    title = question.say(TITLE, count=len(plans))
    return Answer(title, tuple(lines), {"layers": layers, "people": people})


def _layers(plans: Sequence[Plan]) -> pl.DataFrame:
    table = plans[0].layers.filter(pl.col("layer") != TIES).select("layer", "sense", "bound")
    for place, plan in enumerate(plans, 1):
        values = plan.layers.select("layer", pl.col("value").alias(f"plan_{place}"))
        table = table.join(values, on="layer", how="left", validate="1:1", maintain_order="left")
    return table


def _people(question: Question, plans: Sequence[Plan]) -> pl.DataFrame:
    """Where each plan puts those whom the plans do not treat alike."""
    every = pl.concat([plan.moves.select("person_id", "from_post_id") for plan in plans])
    table = every.unique("person_id", keep="first").sort("person_id")
    names = [f"plan_{place}" for place in range(1, len(plans) + 1)]
    for name, plan in zip(names, plans, strict=True):
        moves = plan.moves.select("person_id", pl.col("to_post_id").fill_null("-").alias(name))
        table = table.join(
            moves, on="person_id", how="left", validate="1:1", maintain_order="left"
        ).with_columns(pl.col(name).fill_null(pl.col("from_post_id")))
    differ = pl.any_horizontal(pl.col(names[0]).ne_missing(pl.col(name)) for name in names)
    known = pl.col("person_id").replace_strict(
        question.labels.people, default=None, return_dtype=pl.String
    )
    return table.filter(differ).select("person_id", "from_post_id", *names, name=known).select(
        "person_id", "name", "from_post_id", *names
    )  # fmt: skip


def _alike(plans: Sequence[Plan]) -> int:
    """How many moves all plans make."""
    moves = [set(plan.moves.select("person_id", "to_post_id").rows()) for plan in plans]
    return len(set.intersection(*moves))


def _plan(question: Question, layers: pl.DataFrame, place: int, one: Alternative) -> str:
    lost = []
    for row in layers.to_dicts():
        much = row["plan_1"] - row[f"plan_{place}"]
        if (much > 0) if row["sense"] == "max" else (much < 0):
            what = question.say(LAYERS[row["layer"]])
            lost.append(question.say(LOST, much=f"{abs(much):,}", what=what))
    told = listed(lost, question.lang) if lost else question.say(NOTHING)
    return question.say(
        PLAN, number=place, moves=one.plan.moves.height, own=one.own_moves, lost=told
    )
