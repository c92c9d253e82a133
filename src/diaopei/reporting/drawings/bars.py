"""Bars: shares of groups before and after, one above the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from diaopei.reporting.svg import FILL, INK, LINE, MUTED, PALE, clipped, picture, tag, words
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text

WIDTH = 760.0
LABELS = 190.0
NUMBERS = 120.0
ROW = 25.0
BAR = 7.0


@dataclass(frozen=True)
class Bars:
    """Rows of `table`: `group`, `before_pct`, `after_pct`; a row without them is not drawn."""

    name: str
    title: Text
    table: Table

    def pictures(self, lang: str) -> list[str]:
        """One picture with two bars a group: before in grey, after in blue."""
        names = self.table.shown(lang)["group"]
        numbers = self.table.rows.select("before_pct", "after_pct").with_columns(group=names)
        rows = numbers.drop_nulls().to_dicts()
        if not rows:
            return []
        inner = [piece for at, row in enumerate(rows) for piece in _row(at, row)]
        size = (WIDTH, ROW * len(rows) + 6)
        return [picture(size, self.title[lang], DESCRIPTION[lang], inner)]


DESCRIPTION: Text = text(
    "grey: before; blue: after; in percent",
    "灰：调前；蓝：调后；单位%",
    "灰：調前；藍：調後；單位%",
)


def _row(at: int, row: Mapping[str, Any]) -> list[str]:
    top, room = at * ROW + 4, WIDTH - LABELS - NUMBERS
    before, after = row["before_pct"], row["after_pct"]
    said = f"{before:.1f} → {after:.1f} %"
    return [
        words(LABELS - 10, top + 12, clipped(row["group"], LABELS - 16, 13),
              text_anchor="end", font_size=13, fill=INK),
        tag("rect", x=LABELS, y=top, width=room, height=2 * BAR + 2, fill="#f3f5f8"),
        tag("rect", x=LABELS, y=top, width=room * before / 100, height=BAR, fill=PALE),
        tag("rect", x=LABELS, y=top + BAR + 2, width=room * after / 100, height=BAR, fill=FILL),
        tag("line", x1=LABELS, x2=LABELS, y1=top - 3, y2=top + 2 * BAR + 5, stroke=LINE),
        words(WIDTH - NUMBERS + 10, top + 12, said, font_size=13,
              fill=INK if before != after else MUTED),
    ]  # fmt: skip
