"""One who is due and may go nowhere that would help: which rules refuse how many posts."""

import polars as pl

from diaopei.explain.granted import granted, told
from diaopei.explain.question import Question
from diaopei.explain.refusal import against, rule_title, within_reach
from diaopei.explain.texts import listed, text
from diaopei.screening import resolved

NONE = text(
    "No post of this level or one step up would end it.",
    "本层次及上一层次的岗位均不能解决该事项。",
    "本層次及上一層次的崗位均不能解決該事項。",
)
POSTS = text(
    "{posts} posts would end it; not one is open. Refused, by rule:",
    "有{posts}个岗位可解决，但无一可任。各规则排除的岗位数：",
    "有{posts}個崗位可解決，但無一可任。各規則排除的崗位數：",
)
RULE = text(
    "  {title}: {posts} posts; alone against {alone} of them [{reference}]",
    "  {title}：{posts}个岗位，其中{alone}个仅因此项〔{reference}〕",
    "  {title}：{posts}個崗位，其中{alone}個僅因此項〔{reference}〕",
)
CHEAPEST = text(
    "The least change: a waiver of {title} for this person opens {posts} posts.",
    "最小的改变：对此人豁免{title}，可开放{posts}个岗位。",
    "最小的改變：對此人豁免{title}，可開放{posts}個崗位。",
)
TWO = text(
    "No single waiver opens a post; the post nearest needs {count}: {rules}.",
    "豁免任何单项均不能开放岗位；最近的岗位需豁免{count}项：{rules}。",
    "豁免任何單項均不能開放崗位；最近的崗位需豁免{count}項：{rules}。",
)
SEATED = text(
    "The rest are held by people who may not be moved.",
    "其余岗位的现任者均不得调整。",
    "其餘崗位的現任者均不得調整。",
)


def unplaceable(
    question: Question, person_id: str, due: pl.DataFrame
) -> tuple[list[str], dict[str, pl.DataFrame]]:
    """Sentences and the tables `refusals` and, with the least waiver on trial, `granted`.

    `refusals` has rule, posts, alone, reference; `granted` layer, plan, then, change.

    Args:
        question: the plan, names and language.
        person_id: who is due.
        due: the findings that ask for a move.
    """
    pairs = within_reach(question, person_id)
    ends = resolved(question.facts, question.plan.rulebook, due, pairs)
    both = ["person_id", "post_id"]
    helpful = pairs.select(both).join(ends, on=both, how="semi")
    if helpful.is_empty():
        return [question.say(NONE)], {}
    refusing = against(question, helpful)
    table = _by_rule(refusing)
    lines = [question.say(POSTS, posts=helpful.height)]
    for one in table.to_dicts():
        title = rule_title(question, one["rule"])
        lines.append(question.say(RULE, **one, title=title))
    if refusing["post_id"].n_unique() < helpful.height:
        lines.append(question.say(SEATED))
    rules, posts, said = _least(question, table, refusing)
    tables = {"refusals": table}
    if rules:
        found = granted(question, person_id, rules, posts)
        said += told(question, person_id, found)
        tables["granted"] = found.losses
    return [*lines, *said], tables


def _by_rule(refusing: pl.DataFrame) -> pl.DataFrame:
    """How many posts each rule refuses, and against how many it stands alone."""
    count = refusing.with_columns(rules=pl.len().over("post_id"))
    return (
        count.group_by("rule", maintain_order=True)
        .agg(
            posts=pl.col("post_id").n_unique(),
            alone=(pl.col("rules") == 1).sum(),
            reference=pl.col("reference").first(),
        )
        .sort("posts", "rule", descending=[True, False])
    )


def _least(
    question: Question, table: pl.DataFrame, refusing: pl.DataFrame
) -> tuple[list[str], list[str], list[str]]:
    """The waiver that opens most posts, or the fewest that open one: rules, posts, sentences."""
    sets = refusing.group_by("post_id", maintain_order=True).agg(pl.col("rule").sort())
    best = table.filter(pl.col("alone") > 0).sort("alone", "rule", descending=[True, False])
    if best.height:
        one = best.row(0, named=True)
        said = question.say(CHEAPEST, title=rule_title(question, one["rule"]), posts=one["alone"])
        opened = sets.filter(pl.col("rule") == [one["rule"]])
        return [one["rule"]], opened["post_id"].to_list(), [said]
    if sets.is_empty():
        return [], [], []
    nearest = sets.sort(pl.col("rule").list.len(), "post_id").row(0, named=True)
    rules = nearest["rule"]
    said = question.say(TWO, count=len(rules), rules=listed(rules, question.lang))
    return rules, [nearest["post_id"]], [said]
