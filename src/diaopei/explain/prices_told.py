"""What stands in a person's way, or is used up by a move, at the prices of the plan's proof."""

import numpy as np
import polars as pl

from diaopei.explain.question import Question
from diaopei.explain.texts import LAYERS, Text, listed, text
from diaopei.planning.model import constraints

ROW = text(
    "{title}{about}: one more would be worth {points} {layer}",
    "{title}{about}：每放宽一个，{layer}可增{points}",
    "{title}{about}：每放寬一個，{layer}可增{points}",
)
ABOUT = text(" ({names})", "（{names}）", "（{names}）")
GOALS = ("exchange", "fit")
"""Layers whose prices a reader can weigh, in points."""


def paid(question: Question, arcs: list[int], layer: str) -> pl.DataFrame:
    """Rows in which some arcs stand that have a price in a layer, dearest first.

    Returns:
        Columns index, constraint, row, subject, points (of one unit more room; never negative).
    """
    model = question.opened.model
    entries = np.concatenate([np.arange(model.start[arc], model.start[arc + 1]) for arc in arcs])
    rows = np.unique(model.entry_row[entries])
    price = question.opened.points(layer)[rows]
    table = question.opened.names[rows].select(
        pl.Series("index", rows), "constraint", "row", "subject", "soft", pl.Series("points", price)
    )
    return (
        table.filter(pl.col("points") > 0, ~pl.col("soft"), pl.col("constraint") != "one_place")
        .sort("points", "index", descending=[True, False])
        .drop("soft")
    )


def binding(question: Question, arcs: list[int]) -> pl.DataFrame:
    """The priced rows of some arcs in the first layer of points that has any: see `paid`."""
    names = [layer.name for layer in question.opened.model.layers]
    for layer in [name for name in GOALS if name in names]:
        table = paid(question, arcs, layer)
        if table.height:
            return table.with_columns(layer=pl.lit(layer))
    return pl.DataFrame(
        schema={"index": pl.Int64, "constraint": pl.String, "row": pl.String,
                "subject": pl.String, "points": pl.Float64, "layer": pl.String}
    )  # fmt: skip


def row_told(question: Question, one: dict[str, object]) -> str:
    """A priced row in one line: what it asks, of whom, and what one unit more would be worth."""
    about = question.labels.subjects(str(one["row"])) or question.labels.subjects(
        str(one["subject"])
    )
    names = question.say(ABOUT, names=listed(about, question.lang)) if about else ""
    return question.say(
        ROW,
        title=question.say(title_of(str(one["constraint"]))),
        about=names,
        points=f"{one['points']:,.1f}",
        layer=question.say(LAYERS[str(one["layer"])]),
    )


def title_of(name: str) -> Text:
    """What a constraint asks."""
    return constraints()[name].title
