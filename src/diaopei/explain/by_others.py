"""Findings of one person that another's move ends: kin parted, couples brought together."""

import polars as pl

from diaopei.explain.question import Question
from diaopei.explain.texts import text

ENDED = text(
    "{title}: ended by the move of {other}.",
    "{title}：由{other}的调整解决。",
    "{title}：由{other}的調整解決。",
)


def by_others(question: Question, person_id: str, due: pl.DataFrame) -> dict[str, str]:
    """By rule, the sentence that tells whose move ends the finding.

    Args:
        question: the plan, names and language.
        person_id: who is due and stays.
        due: the person's open findings.
    """
    ties = question.plan.snapshot.ties.drop_nulls("other_id")
    one = ties.filter(pl.col("person_id") == person_id)["other_id"]
    other = ties.filter(pl.col("other_id") == person_id)["person_id"]
    tied = pl.concat([one, other]).unique().sort()
    moves = question.plan.moves.filter(pl.col("person_id").is_in(tied.implode()))
    ended = moves.select("person_id", rule="reasons").explode("rule").drop_nulls("rule")
    shared = _shared(question)
    mine = ended.filter(pl.col("rule").is_in(due["rule"].implode()), pl.col("rule").is_in(shared))
    return {
        rule: question.say(ENDED, title=question.title_of(rule), other=question.labels.of(who))
        for who, rule in mine.rows()
    }


def _shared(question: Question) -> list[str]:
    """Rules about two people, where either one's move may end the finding of both."""
    return [
        rule.name
        for rule in question.plan.rulebook.rules
        if rule.kind == "separation"
        or rule.parameters.get("relation") in ("same_chain", "sensitive_work")
    ]
