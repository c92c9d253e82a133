"""A list of moves made by hand beside the plan: what is refused, what breaks, how far it gets."""

from typing import Any

import polars as pl

from diaopei.explain.answer import Answer
from diaopei.explain.question import Question
from diaopei.explain.refusal import rule_title
from diaopei.explain.texts import LAYERS, text
from diaopei.planning import Draft, Plan
from diaopei.planning.judged import UNWEIGHED, Judged, judge
from diaopei.planning.row_texts import RowTexts

TITLE = text(
    "The list of {count} moves, beside the plan",
    "名单（{count}人）与方案对照",
    "名單（{count}人）與方案對照",
)
KEPT = text(
    "Every move is lawful and every rule of the round is kept.",
    "各项调整均合规，本批次各项规则均得到遵守。",
    "各項調整均合規，本批次各項規則均得到遵守。",
)
NOT_KEPT = text(
    "As it stands the list cannot be carried out: refused {refused}, broken {broken}. The values"
    " below leave the refused moves out.",
    "名单目前不能执行：不合规{refused}项，违反{broken}项。下列数值不计不合规的调整。",
    "名單目前不能執行：不合規{refused}項，違反{broken}項。下列數值不計不合規的調整。",
)
NOT_KEPT_WHOLE = text(
    "As it stands the list cannot be carried out: every move is lawful by itself; broken by several"
    " together: {broken}.",
    "名单目前不能执行：各项调整本身均合规，但违反{broken}项涉及多人的约束。",
    "名單目前不能執行：各項調整本身均合規，但違反{broken}項涉及多人的約束。",
)
MEASURED = text(
    "  {person} → {post}: {rule} ({title}): {measure}, the limit is {limit} [{reference}]",
    "  {person} → {post}：{rule}（{title}）：现为{measure}，限{limit}〔{reference}〕",
    "  {person} → {post}：{rule}（{title}）：現為{measure}，限{limit}〔{reference}〕",
)
RULED = text(
    "  {person} → {post}: {rule} ({title}) [{reference}]",
    "  {person} → {post}：{rule}（{title}）〔{reference}〕",
    "  {person} → {post}：{rule}（{title}）〔{reference}〕",
)
STATUS = text(
    "  {person} → {post}: nobody of this status may be moved",
    "  {person} → {post}：该状态人员不得调整",
    "  {person} → {post}：該狀態人員不得調整",
)
SEAT = text(
    "  {person} → {post}: every seat is held by somebody who may not be moved",
    "  {person} → {post}：该岗位现任者均不得调整",
    "  {person} → {post}：該崗位現任者均不得調整",
)
WITHOUT = text(
    "  {person} → {post}: nobody who holds a post is left without one",
    "  {person} → {post}：现任有岗者不得安排为无岗",
    "  {person} → {post}：現任有崗者不得安排為無崗",
)
UNRULED = {"status": STATUS, "seat": SEAT, "without": WITHOUT}
"""What is said of a move that no rule refuses."""

BROKEN = text(
    "  {row}; the list makes it {total}",
    "  {row}；名单为{total}",
    "  {row}；名單為{total}",
)
LAYER = text(
    "{what}: {list}; {nobody} if nobody moves, {plan} in the plan, {bound} provably possible",
    "{what}：{list}；无人调整为{nobody}，方案为{plan}，可证明的最优值为{bound}",
    "{what}：{list}；無人調整為{nobody}，方案為{plan}，可證明的最優值為{bound}",
)
PLAIN = text(
    "{what}: {list}, and {plan} in the plan",
    "{what}：{list}，方案为{plan}",
    "{what}：{list}，方案為{plan}",
)
REACH = text(" → {reach} %", " → {reach}％", " → {reach}％")
SHARE = text(
    "In the first goal where it falls short, {what}, the list reaches {reach} % of what is provably"
    " possible.",
    "名单在首个未达最优的目标“{what}”上达到可证明最优的{reach}％。",
    "名單在首個未達最優的目標「{what}」上達到可證明最優的{reach}％。",
)
BEST = text(
    "The list reaches all that is provably possible in every goal that a share can be told of.",
    "名单在各项可计算比例的目标上均达到可证明的最优。",
    "名單在各項可計算比例的目標上均達到可證明的最優。",
)
STAYS = text(
    "Left as they are, since the post is held already or equal to it: {count}.",
    "岗位即现任或与现任相同、视为不动：{count}人。",
    "崗位即現任或與現任相同、視為不動：{count}人。",
)


def score_list(plan: Plan, moves: pl.DataFrame, lang: str = "en") -> Answer:
    """Judges a list of moves by the rules of a plan, and tells how far it gets.

    Args:
        plan: the plan whose round and bounds count.
        moves: person_id and post_id, see `planning.own_list.read_list`.
        lang: ``en``, ``zh-hans`` or ``zh-hant``.

    Returns:
        An answer with the tables `moves`, `refused`, `broken` and `layers`, see `Judged`.

    Raises:
        UnknownNameError: there is no such language, or the register has no such person or post.
        DataError: a person stands in the list twice.
    """
    question = Question(plan, lang)
    draft = Draft.of(plan.snapshot, plan.rulebook, plan.round)
    found = judge(plan, draft, moves)
    lines = [*_refused(question, found), *_broken(draft, found, lang)]
    if lines:
        words = NOT_KEPT if found.refused.height else NOT_KEPT_WHOLE
        counts = {"refused": found.refused["person_id"].n_unique(), "broken": found.broken.height}
        lines.insert(0, question.say(words, **counts))
    else:
        lines = [question.say(KEPT)]
    stays = found.moves.filter(standing="stays").height
    lines += [question.say(STAYS, count=stays)] if stays else []
    lines += [_layer(question, one) for one in found.layers.to_dicts()]
    tables = {name: getattr(found, name) for name in ("moves", "refused", "broken", "layers")}
    title = question.say(TITLE, count=moves.height)
    return Answer(title, (*lines, _share(question, found)), tables)


def _refused(question: Question, found: Judged) -> list[str]:
    lines = []
    for one in found.refused.to_dicts():
        names = {name: question.labels.of(one[f"{name}_id"]) for name in ("person", "post")
                 if one[f"{name}_id"]}  # fmt: skip
        names = {"post": "–"} | names
        if one["reason"] == "rule":
            measured = one["measure"] is not None and one["limit"] is not None
            title = rule_title(question, one["rule"])
            values = {key: one[key] for key in ("rule", "measure", "limit", "reference")}
            lines.append(question.say(MEASURED if measured else RULED, title=title, **names,
                                      **values))  # fmt: skip
        else:
            lines.append(question.say(UNRULED[one["reason"]], **names))
    return lines


def _broken(draft: Draft, found: Judged, lang: str) -> list[str]:
    texts = RowTexts(draft.problem, draft.model)
    return [
        BROKEN[lang].format(row=texts.told(one, lang), total=texts.total(one, lang))
        for one in found.broken.to_dicts()
    ]


def _layer(question: Question, one: dict[str, Any]) -> str:
    if one["layer"] in UNWEIGHED:
        what = question.say(LAYERS[one["layer"]])
        return question.say(PLAIN, what=what, list=f"{one['list']:,}", plan=f"{one['plan']:,}")
    numbers = {name: f"{one[name]:,}" for name in ("list", "nobody", "plan", "bound")}
    said = question.say(LAYER, what=question.say(LAYERS[one["layer"]]), **numbers)
    if one["reach"] is None:
        return said
    return said + question.say(REACH, reach=_per_cent(one["reach"]))


def _share(question: Question, found: Judged) -> str:
    for one in found.layers.drop_nulls("reach").to_dicts():
        if one["list"] != one["bound"]:
            what = question.say(LAYERS[one["layer"]])
            return question.say(SHARE, what=what, reach=_per_cent(one["reach"]))
    return question.say(BEST)


def _per_cent(share: float) -> str:
    """Rounded down, so that only all is told as 100."""
    return f"{int(share * 10 // 1) / 10:.1f}".removesuffix(".0")
