"""What the checker found, shown: how each layer is proved, and where a gap lies."""

from typing import TYPE_CHECKING

import polars as pl

from diaopei.cli.console import show_rows
from diaopei.cli.language import pick, say
from diaopei.cli.rounds import LAYER_HEADS, LAYERS

if TYPE_CHECKING:
    from diaopei.checker import Verdict
    from diaopei.planning import Plan

PROOFS = {
    "prices": {"en": "by prices alone", "zh-hans": "仅凭价格证明", "zh-hant": "僅憑價格證明"},
    "search": {"en": "by the solver's search", "zh-hans": "由求解器搜索证明",
               "zh-hant": "由求解器搜尋證明"},
    "open": {"en": "not proved", "zh-hans": "未证明", "zh-hant": "未證明"},
}  # fmt: skip
"""How a layer's bound is proved: the checker shows the first by itself, the second it is told."""

LEAST = 0.005
"""Points too few to be shown to the hundredth."""


def show_proofs(verdict: "Verdict", plan: "Plan") -> None:
    """Each layer's value, the bound its prices prove, the gap between, and what proves it."""
    claimed = dict(plan.layers.select("layer", "proved").rows())
    bounds = dict(plan.layers.select("layer", "bound").rows())
    rows = []
    for layer, sense, value, certified in verdict.layers.iter_rows():
        told = "search" if claimed[layer] else "open"
        proof = "prices" if certified == bounds[layer] and claimed[layer] else told
        if layer in LAYERS:
            gap = abs(certified - value)
            rows.append((layer, sense, value, certified, gap, pick(PROOFS[proof]),
                         pick(LAYERS[layer])))  # fmt: skip
    heads = (*LAYER_HEADS[:3], {"en": "certified", "zh-hans": "可证界", "zh-hant": "可證界"},
             LAYER_HEADS[4])  # fmt: skip
    show_rows((*map(pick, heads), "", ""), rows)


def show_gap(verdict: "Verdict", plan: "Plan") -> None:
    """By county and layer, how much of the gap between value and prices lies there, in points."""
    from diaopei.checker import SCALE, SHARED

    gaps = verdict.layers.filter(pl.col("value") != pl.col("certified"))
    found = [layer for layer in gaps["layer"] if layer in LAYERS]
    if not found:
        print(say("No gap in any goal, in any county.", "各项目标、各县均无差距。",
                  "各項目標、各縣均無差距。"))  # fmt: skip
        return
    lost = {(layer, county): loss / SCALE for layer, county, loss in verdict.losses.iter_rows()}
    counties = list(dict.fromkeys(verdict.losses["county"]))
    names = dict(plan.snapshot.places.select("place_id", "name").rows())
    names[SHARED] = say("shared by counties", "各县共有", "各縣共有")
    total = [sum(lost.get((layer, county), 0) for county in counties) for layer in found]
    rows = [(say("all", "合计", "合計"), *map(_points, total))]
    for county in counties:
        cells = [_points(lost.get((layer, county), 0)) for layer in found]
        if any(cells):
            rows.append((names.get(county, county), *cells))
    print(say("Where the prices leave a gap, in points:", "价格所留差距的分布（分）：",
              "價格所留差距的分布（分）："))  # fmt: skip
    show_rows((say("county", "县", "縣"), *(pick(LAYERS[layer]) for layer in found)), rows)


def _points(much: float) -> str:
    """Points to the hundredth; nothing where they come to none."""
    return f"{much:,.2f}" if much >= LEAST else ""
