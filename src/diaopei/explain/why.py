"""Why the plan does with a person what it does."""

from dataclasses import replace

import polars as pl

from diaopei.explain.answer import Answer
from diaopei.explain.days_and_wishes import days_told, wishes_told
from diaopei.explain.moved import moved
from diaopei.explain.question import Question
from diaopei.explain.stays import stays
from diaopei.planning import Plan


def why(plan: Plan, person_id: str, lang: str = "en") -> Answer:
    """The facts, the fit, the chain and the worth of a move; or why there is none.

    Also the days on which somebody leaves and starts, and what became of the person's wishes.
    What a move is worth is found by solving the plan's model again without it, every layer proved.

    Args:
        plan: the plan asked about.
        person_id: who.
        lang: ``en``, ``zh-hans`` or ``zh-hant``.

    Returns:
        An answer. For one who moves the tables findings, fit, losses, displaced, binding; for one
        who is due and stays findings and refusals, or losses, displaced, binding; else clocks.

    Raises:
        UnknownNameError: there is no such person or language.
    """
    question = Question(plan, lang)
    question.demand_person(person_id)
    move = plan.moves.filter(pl.col("person_id") == person_id)
    told = moved(question, move.row(0, named=True)) if move.height else stays(question, person_id)
    more = (*days_told(question, person_id), *wishes_told(question, person_id))
    return replace(told, sentences=(*told.sentences, *more))
