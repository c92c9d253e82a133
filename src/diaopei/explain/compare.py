"""Two plans side by side: what each goal gets, who moves in only one, who gains and who loses."""

import dataclasses

import polars as pl

from diaopei.explain.answer import Answer
from diaopei.explain.question import Question
from diaopei.explain.texts import LAYERS, listed, text
from diaopei.planning import Plan
from diaopei.planning.model import TIES, goals

TITLE = text("Two plans compared", "两个方案的比较", "兩個方案的比較")
SAME = text(
    "The two plans make the same moves.", "两个方案的调整完全相同。", "兩個方案的調整完全相同。"
)
LAYER = text(
    "{what}: {a} in the first, {b} in the second ({better})",
    "{what}：方案一{a}，方案二{b}（{better}）",
    "{what}：方案一{a}，方案二{b}（{better}）",
)
BETTER = {
    0: text("equal", "相同", "相同"),
    -1: text("the first is better", "方案一较优", "方案一較優"),
    1: text("the second is better", "方案二较优", "方案二較優"),
}
MOVES = text(
    "People who move alike in both: {both}; only in the first: {a}; only in the second: {b};"
    " in both, but elsewhere: {other}.",
    "{both}人在两个方案中调整相同；仅方案一调整{a}人，仅方案二调整{b}人，去向不同{other}人。",
    "{both}人在兩個方案中調整相同；僅方案一調整{a}人，僅方案二調整{b}人，去向不同{other}人。",
)
GAIN = text(
    "What is due is settled by the second alone for {people} (people: {count}).",
    "仅方案二解决其到期事项的有{count}人：{people}。",
    "僅方案二解決其到期事項的有{count}人：{people}。",
)
LOSE = text(
    "What is due is settled by the first alone for {people} (people: {count}).",
    "仅方案一解决其到期事项的有{count}人：{people}。",
    "僅方案一解決其到期事項的有{count}人：{people}。",
)
SETTINGS = text("What was asked differs: {names}.", "设定不同：{names}。", "設定不同：{names}。")
FACTS = text(
    "The registers differ, so the plans answer different questions.",
    "两个方案依据的名册不同，不能直接比较优劣。",
    "兩個方案依據的名冊不同，不能直接比較優劣。",
)
NAMES = {
    "snapshot": text("register", "名册", "名冊"),
    "as_of": text("day", "基准日", "基準日"),
    "rulebook": text("rulebook", "规则集", "規則集"),
    "batch": text("size of the batch", "批次规模", "批次規模"),
    "layers": text("order of the goals", "目标次序", "目標次序"),
    "tolerance": text("tolerances", "各层容差", "各層容差"),
    "pin": text("pins", "指定", "指定"),
    "forbid": text("forbidden placements", "禁止安排", "禁止安排"),
    "hold": text("people held", "留任人员", "留任人員"),
    "rules": text("values of rules", "规则取值", "規則取值"),
    "accept": text("errors accepted", "接受的差错", "接受的差錯"),
    "waive": text("waivers", "豁免", "豁免"),
    "engine": text("engine", "求解引擎", "求解引擎"),
    "first_day": text("first day", "起始日", "起始日"),
    "pace": text("pace", "办理节奏", "辦理節奏"),
}
SHOWN = 8


def compare(plan_a: Plan, plan_b: Plan, lang: str = "en") -> Answer:
    """How two plans differ, in goals, moves and people.

    Args:
        plan_a: the first plan.
        plan_b: the second plan.
        lang: ``en``, ``zh-hans`` or ``zh-hant``.

    Returns:
        An answer with the tables `layers` (layer, sense, a, b, better), `goals` (layer, goal,
        title, a, b), `people` (person_id, name, a_post_id, b_post_id, a_score, b_score, only_a,
        only_b: rules ended by one plan alone) and `settings` (setting, a, b).

    Raises:
        UnknownNameError: there is no such language.
    """
    question = Question(plan_b, lang)
    layers, people = _layers(plan_a, plan_b), _people(question, plan_a, plan_b)
    settings = _settings(plan_a, plan_b)
    lines = []
    if settings.height:
        names = [question.say(NAMES.get(name, text(name, name, name)))
                 for name in settings["setting"]]  # fmt: skip
        lines.append(question.say(SETTINGS, names=listed(names, lang)))
        if "snapshot" in settings["setting"].to_list():
            lines.append(question.say(FACTS))
    lines += [_layer(question, one) for one in layers.to_dicts()]
    lines += _moves(question, plan_a, people)
    tables = {"layers": layers, "goals": _goals(question, plan_a, plan_b), "people": people,
              "settings": settings}  # fmt: skip
    return Answer(question.say(TITLE), tuple(lines), tables)


def _layers(plan_a: Plan, plan_b: Plan) -> pl.DataFrame:
    """Layers of both; `better` is -1 where the first is better, 1 where the second is."""
    told = [
        plan.layers.filter(pl.col("layer") != TIES).select("layer", "sense", "value")
        for plan in (plan_a, plan_b)
    ]
    both = told[0].join(
        told[1], on=["layer", "sense"], how="full", coalesce=True, validate="1:1",
        maintain_order="left_right", suffix="_b",
    ).rename({"value": "a", "value_b": "b"})  # fmt: skip
    sign = pl.when(pl.col("sense") == "max").then(1).otherwise(-1)
    better = ((pl.col("b") - pl.col("a")).sign() * sign).fill_null(0).cast(pl.Int8)
    return both.with_columns(better=better)


def _layer(question: Question, one: dict[str, object]) -> str:
    name = str(one["layer"])
    what = question.say(LAYERS[name]) if name in LAYERS else name
    a, b = ("–" if one[key] is None else f"{one[key]:,}" for key in ("a", "b"))
    return question.say(
        LAYER, what=what, a=a, b=b, better=question.say(BETTER[int(str(one["better"]))])
    )


def _goals(question: Question, plan_a: Plan, plan_b: Plan) -> pl.DataFrame:
    key = ["layer", "goal"]
    both = plan_a.goals.select(*key, a="value").join(
        plan_b.goals.select(*key, b="value"), on=key, how="full", coalesce=True, validate="1:1",
        maintain_order="left_right",
    )  # fmt: skip
    titles = {name: one.title[question.lang] for name, one in goals().items()}
    title = pl.col("goal").replace_strict(titles, default=pl.col("goal"), return_dtype=pl.String)
    return both.select(*key, title.alias("title"), "a", "b")


def _people(question: Question, plan_a: Plan, plan_b: Plan) -> pl.DataFrame:
    """Everybody the two plans do not treat alike, by id."""
    told = [
        plan.moves.select(
            "person_id", post_id=pl.col("to_post_id").fill_null("-"), score="score",
            reasons="reasons",
        )
        for plan in (plan_a, plan_b)
    ]  # fmt: skip
    both = told[0].join(
        told[1], on="person_id", how="full", coalesce=True, validate="1:1", suffix="_b"
    )
    differ = both.filter(pl.col("post_id").ne_missing(pl.col("post_id_b"))).sort("person_id")
    a, b = (pl.col(name).fill_null([]) for name in ("reasons", "reasons_b"))
    return differ.select(
        "person_id",
        name=pl.col("person_id").replace_strict(
            question.labels.people, default=None, return_dtype=pl.String
        ),
        a_post_id="post_id",
        b_post_id="post_id_b",
        a_score="score",
        b_score="score_b",
        only_a=a.list.set_difference(b).list.sort(),
        only_b=b.list.set_difference(a).list.sort(),
    )


def _moves(question: Question, plan_a: Plan, people: pl.DataFrame) -> list[str]:
    if people.is_empty():
        return [question.say(SAME)]
    only_a = people["b_post_id"].null_count()
    only_b = people["a_post_id"].null_count()
    other = people.height - only_a - only_b
    both = plan_a.moves.height - only_a - other
    lines = [question.say(MOVES, both=both, a=only_a, b=only_b, other=other)]
    for words, mine, theirs in ((LOSE, "only_a", "only_b"), (GAIN, "only_b", "only_a")):
        won = people.filter(pl.col(mine).list.len() > 0, pl.col(theirs).list.len() == 0)
        if won.height:
            named = [question.labels.of(who) for who in won["person_id"].head(SHOWN)]
            more = "…" if won.height > SHOWN else ""
            told = listed(named, question.lang) + more
            lines.append(question.say(words, count=won.height, people=told))
    return lines


def _settings(plan_a: Plan, plan_b: Plan) -> pl.DataFrame:
    """What was asked differently: setting, a, b."""
    rows = []
    if plan_a.snapshot.digest() != plan_b.snapshot.digest():
        rows.append(("snapshot", plan_a.snapshot.name, plan_b.snapshot.name))
    if plan_a.rulebook.digest() != plan_b.rulebook.digest():
        rows.append(("rulebook", plan_a.rulebook.name, plan_b.rulebook.name))
    for field in dataclasses.fields(plan_a.round):
        a, b = (getattr(plan.round, field.name) for plan in (plan_a, plan_b))
        if a != b and field.name != "rulebook":
            rows.append((field.name, str(a), str(b)))
    schema = dict.fromkeys(("setting", "a", "b"), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")
