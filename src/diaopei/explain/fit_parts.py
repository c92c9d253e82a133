"""The parts of a person's fit at two posts, side by side."""

import polars as pl

from diaopei.explain.question import Question
from diaopei.explain.texts import listed, text
from diaopei.fit import all_criteria, explained, parts_text

BOTH = text(
    "Fit {then} of 1000 at the new post, {now} at the present one ({change}). {parts}",
    "新岗位匹配{then}分（满分1000），现岗位{now}分（{change}）。{parts}",
    "新崗位匹配{then}分（滿分1000），現崗位{now}分（{change}）。{parts}",
)
ALONE = text(
    "Fit {then} of 1000 at the new post.",
    "新岗位匹配{then}分（满分1000）。",
    "新崗位匹配{then}分（滿分1000）。",
)
DIFFERS = text("What differs: {parts}.", "差别在于：{parts}。", "差別在於：{parts}。")
NUMBER = pl.Int64


def fit_parts(question: Question, person: str, now: str | None, then: str) -> pl.DataFrame:
    """Each criterion's mark at both posts and the words it rests on.

    Returns:
        Columns criterion, title, now, then, now_text, then_text; the first row is the score.
    """
    posts = [post for post in (now, then) if post]
    pairs = pl.DataFrame({"person_id": [person] * len(posts), "post_id": posts})
    marks = {row["post_id"]: row for row in explained(question.facts, pairs).to_dicts()}
    words = {post: parts_text(row, question.lang) for post, row in marks.items()}
    rows = [
        ("score", "", *(marks.get(post or "", {}).get("score") for post in (now, then)), "", "")
    ]
    rows += [
        (
            name,
            criterion.title[question.lang],
            *(marks.get(post or "", {}).get(name) for post in (now, then)),
            *(words.get(post or "", {}).get(name, "") for post in (now, then)),
        )
        for name, criterion in all_criteria().items()
    ]
    schema = {"criterion": pl.String, "title": pl.String, "now": NUMBER, "then": NUMBER,
              "now_text": pl.String, "then_text": pl.String}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def told(question: Question, parts: pl.DataFrame) -> str:
    """The two scores in a sentence, with the parts that differ, largest first."""
    score = parts.row(0, named=True)
    if score["now"] is None:
        return question.say(ALONE, then=score["then"])
    gap = (pl.col("then") - pl.col("now")).alias("gap")
    differ = parts[1:].with_columns(gap).filter(pl.col("gap") != 0)
    ordered = differ.sort(pl.col("gap").abs(), descending=True, maintain_order=True)
    named = [f"{one['title']} {one['now']} → {one['then']}" for one in ordered.to_dicts()]
    words = question.say(DIFFERS, parts=listed(named, question.lang)) if named else ""
    change = f"{score['then'] - score['now']:+}"
    return question.say(BOTH, then=score["then"], now=score["now"], change=change, parts=words)
