"""The price of a post, of one more move, of a team's limit: an interval each, nothing solved."""

from typing import Any

import polars as pl

from diaopei.errors import UnknownNameError
from diaopei.explain.answer import Answer
from diaopei.explain.on_board import PlanBoard, on_board
from diaopei.explain.outcome import rows_told
from diaopei.explain.question import Question
from diaopei.explain.texts import LAYERS, text
from diaopei.planning import Plan
from diaopei.planning.auction.market import SEATS
from diaopei.planning.board import RowPrice, row_price
from diaopei.planning.model import TIES
from diaopei.planning.prices import SCALE

SHOWN = 5
"""Rows of one rule that are told, the dearest first."""

TITLE = text(
    "What one more or less is worth: {what}", "增减一个的价值：{what}", "增減一個的價值：{what}"
)
PRICE = text(
    "  {layer}: the plan's price is {price}",
    "  {layer}：方案价格{price}",
    "  {layer}：方案價格{price}",
)
MORE = text(
    "  one more gains {found} (found), {proved} at the most (proved){exact}",
    "  多一个可增{found}（已求得），至多{proved}（已证明）{exact}",
    "  多一個可增{found}（已求得），至多{proved}（已證明）{exact}",
)
LESS = text(
    "  one less loses {found} (found), {proved} at the least (proved){exact}",
    "  少一个损失{found}（已求得），至少{proved}（已证明）{exact}",
    "  少一個損失{found}（已求得），至少{proved}（已證明）{exact}",
)
NO_PLAN = text(
    "  one less: no plan that keeps every rule was found near by",
    "  少一个：就近未找到符合全部规则的方案",
    "  少一個：就近未找到符合全部規則的方案",
)
EXACT = text(": exact", "：精确值", "：精確值")
NOTHING_MORE = text(
    "  No goal gains by one more.", "  多一个，各目标均无增益。", "  多一個，各目標均無增益。"
)
WORTHLESS = text(
    "  No goal gains by one more or loses by one less.",
    "  多一个或少一个，各目标均无增减。",
    "  多一個或少一個，各目標均無增減。",
)


def price(plan: Plan, what: str, lang: str = "en") -> Answer:
    """What the plan would gain from one more of a rule's room, and lose from one less.

    Args:
        plan: the plan asked about.
        what: a post (its seats), a unit, place or person that a row is about, or a constraint by
            name (its dearest rows), such as `batch_size` or `team_changes`.
        lang: ``en``, ``zh-hans`` or ``zh-hant``.

    Returns:
        An answer with the table `prices`: constraint, row, layer, price, more_found, more_proved,
        less_found, less_proved, in points.

    Raises:
        UnknownNameError: no row with room is about anything of that name, or no such language.
    """
    start = on_board(plan, lang)
    question = start.question
    lines: list[str] = []
    tables: list[pl.DataFrame] = []
    rows = _asked(start, what)
    for row in rows:
        found = row_price(start.board, row)
        table = _table(question, found)
        lines += [*rows_told(question, pl.Series([row]).to_numpy()), *_told(question, table)]
        tables.append(table)
    title = question.say(TITLE, what=question.labels.of(what))
    return Answer(title, tuple(lines), {"prices": pl.concat(tables)})


def _asked(start: PlanBoard, what: str) -> list[int]:
    """The rows a name stands for, those with room only; the dearest of a constraint."""
    question = start.question
    names = question.opened.names.with_row_index("index")
    bendable = names.filter(pl.col("at_least").ne_missing(pl.col("at_most")), ~pl.col("soft"))
    group, seats = what, pl.lit(value=True)
    if what in question.labels.posts:
        group, seats = question.group_of(what), pl.col("constraint") == SEATS
    about = (pl.col("row") == group) | (pl.col("subject") == group)
    mine = bendable.filter(about & seats)["index"].to_list()
    if mine:
        return [int(row) for row in mine]
    rule = bendable.filter(pl.col("constraint") == what)["index"].to_list()
    if not rule:
        known = bendable["constraint"].unique(maintain_order=True).to_list()
        kind = "post, unit, place or constraint with room"
        raise UnknownNameError(kind, what, known)
    dear = start.board.table.ground.price
    return sorted((int(row) for row in rule), key=lambda row: (-int(dear[row]), row))[:SHOWN]


def _table(question: Question, found: RowPrice) -> pl.DataFrame:
    """A row's price and both sides by layer, in points."""
    about = question.opened.names.row(found.row, named=True)
    layers = question.opened.model.layers
    sides = (found.more, found.less)
    rows = []
    for number, price in enumerate(found.price):
        if layers[number].name == TIES:
            continue
        ends: list[float | None] = []
        for side in sides:
            ends += [None if side.found is None else side.found[number] / SCALE,
                     side.proved[number] / SCALE]  # fmt: skip
        rows.append(
            (about["constraint"], about["row"], layers[number].name, price / SCALE, *ends,
             found.more.exact[number], found.less.exact[number])
        )  # fmt: skip
    schema: dict[str, Any] = {
        "constraint": pl.String, "row": pl.String, "layer": pl.String, "price": pl.Float64,
        "more_found": pl.Float64, "more_proved": pl.Float64, "less_found": pl.Float64,
        "less_proved": pl.Float64, "more_exact": pl.Boolean, "less_exact": pl.Boolean,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _told(question: Question, table: pl.DataFrame) -> list[str]:
    """The first layer in which the row has a price, and the first in which something was found."""
    layers = table.to_dicts()
    priced = [one for one in layers if one["price"] or one["more_found"] or one["less_found"]]
    found = [one for one in priced if one["more_found"] or one["less_found"]]
    if priced:
        told = [priced[0], *(one for one in found[:1] if one is not priced[0])]
        return list(dict.fromkeys(line for one in told for line in _layer(question, one)))
    lost = any(one["less_found"] is None for one in layers)
    return (
        [question.say(NOTHING_MORE), question.say(NO_PLAN)] if lost else [question.say(WORTHLESS)]
    )


def _layer(question: Question, one: dict[str, Any]) -> list[str]:
    def points(value: float) -> str:
        return f"{value:,.1f}"

    def sure(side: str) -> str:
        return question.say(EXACT) if one[f"{side}_exact"] else ""

    lines = [
        question.say(
            PRICE, layer=question.say(LAYERS[one["layer"]]), price=points(one["price"])
        ),
        question.say(
            MORE, found=points(max(0.0, one["more_found"])), proved=points(one["more_proved"]),
            exact=sure("more"),
        ),
    ]  # fmt: skip
    if one["less_found"] is None:
        return [*lines, question.say(NO_PLAN)]
    return [*lines, question.say(
        LESS, found=points(one["less_found"]), proved=points(max(0.0, one["less_proved"])),
        exact=sure("less"),
    )]  # fmt: skip
