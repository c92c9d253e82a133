"""What the checker found, shown: how each layer is proved, and where a gap lies."""

from typing import TYPE_CHECKING

from diaopei.cli.console import show_rows
from diaopei.cli.language import pick, say
from diaopei.cli.rounds import LAYERS

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


def show_proofs(verdict: "Verdict", plan: "Plan") -> None:
    """Each layer's value, the bound its prices prove, and what proves the bound claimed."""
    claimed = dict(plan.layers.select("layer", "proved").rows())
    bounds = dict(plan.layers.select("layer", "bound").rows())
    rows = []
    for layer, sense, value, certified in verdict.layers.iter_rows():
        told = "search" if claimed[layer] else "open"
        proof = "prices" if certified == bounds[layer] and claimed[layer] else told
        if layer in LAYERS:
            rows.append((layer, sense, value, certified, pick(PROOFS[proof])))
    show_rows(("layer", "sense", "value", "certified", ""), rows)


def show_gap(verdict: "Verdict", plan: "Plan") -> None:
    """By layer and county, how much of the gap between value and prices lies there, in points."""
    from diaopei.checker import SCALE, SHARED

    gaps = verdict.layers.filter(verdict.layers["value"] != verdict.layers["certified"])
    open_layers = [layer for layer in gaps["layer"] if layer in LAYERS]
    names = dict(plan.snapshot.places.select("place_id", "name").rows())
    names[SHARED] = say("shared by counties", "各县共有", "各縣共有")
    rows = [
        (pick(LAYERS[layer]), names.get(county, county), f"{loss / SCALE:,.2f}")
        for layer, county, loss in verdict.losses.iter_rows()
        if layer in open_layers and loss >= SCALE // 200
    ]
    if not rows:
        return
    print(say("Where the prices leave a gap, in points:", "价格所留差距的分布（分）：",
              "價格所留差距的分布（分）："))  # fmt: skip
    show_rows((say("goal", "目标", "目標"), say("county", "县", "縣"),
               say("points", "分", "分")), rows)  # fmt: skip
