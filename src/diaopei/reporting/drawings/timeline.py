"""A timeline: the seats a chain passes through, who holds each of them, and from which day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from diaopei.reporting.drawing import DRAWN
from diaopei.reporting.svg import (
    FILL,
    INK,
    LINE,
    MUTED,
    PALE,
    clipped,
    hint,
    picture,
    tag,
    width_of,
    words,
)
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text

WIDTH = 760.0
LABELS = 230.0
EDGE = 70.0
"""Room before the first day and after the last one drawn."""
ROW = 34.0
HEAD = 40.0
BAR = 12.0


@dataclass(frozen=True)
class Timeline:
    """Rows of `table`, in order within each `chain`: a seat, who leaves it and who comes.

    Columns: `chain`, `unit`, `post`, `leaver`, `leaves_on`, `comer`, `starts_on`. All pictures
    run from `first` to `last`.
    """

    name: str
    title: Text
    table: Table
    first: date
    last: date

    def pictures(self, lang: str) -> list[str]:
        """One picture a chain: grey who leaves, blue who comes, dashed where nobody is."""
        chains = self.table.rows.partition_by("chain", maintain_order=True)
        return [self._chain(chain.to_dicts(), lang) for chain in chains[:DRAWN]]

    def _chain(self, seats: list[dict[str, Any]], lang: str) -> str:
        days = {seat[key] for seat in seats for key in ("leaves_on", "starts_on")} - {None}
        size = (WIDTH, HEAD + ROW * len(seats) + 4)
        name = seats[0]["chain"]
        inner = [words(0, 14, name, font_size=13, font_weight=600, fill=INK)]
        free_from = -1.0
        for day in sorted(days):
            x, said = self._x(day), day.isoformat()
            inner.append(tag("line", x1=x, x2=x, y1=HEAD - 8, y2=size[1], stroke=LINE))
            if x > free_from:
                inner.append(words(x, HEAD - 14, said, font_size=10, text_anchor="middle",
                                   fill=MUTED))  # fmt: skip
                free_from = x + width_of(said, 10) + 8
        for at, seat in enumerate(seats):
            inner += self._seat(HEAD + at * ROW, seat, lang)
        return picture(size, f"{self.title[lang]}: {name}", DESCRIPTION[lang], inner)

    def _seat(self, top: float, seat: dict[str, Any], lang: str) -> list[str]:
        """The label and the bars of one seat: the leaver's above, the comer's below."""
        label = " ".join(filter(None, [seat["unit"], seat["post"]]))
        said = clipped(label, LABELS - 10, 12)
        pieces = [words(0, top + 18, said, font_size=12, fill=INK)]
        goes, comes = seat["leaves_on"], seat["starts_on"]
        if seat["leaver"] is not None:
            pieces += _bar((LABELS, self._x(goes)), top, seat["leaver"], PALE)
        if seat["comer"] is not None:
            pieces += _bar((self._x(comes), WIDTH), top + BAR + 2, seat["comer"], FILL)
        empty = self._x(goes) if goes else LABELS
        filled = self._x(comes) if comes else WIDTH
        if filled > empty:
            pieces.append(tag(
                "rect", hint(VACANT[lang]), x=empty, y=top + BAR / 2, width=filled - empty,
                height=BAR, fill="none", stroke=MUTED, stroke_dasharray="3 3",
            ))  # fmt: skip
        return pieces

    def _x(self, day: date) -> float:
        """Where a day stands between the first and the last one."""
        days = max(1, (self.last - self.first).days)
        room = WIDTH - LABELS - 2 * EDGE
        return LABELS + EDGE + room * (day - self.first).days / days


def _bar(ends: tuple[float, float], top: float, name: str, fill: str) -> list[str]:
    """A bar with the name on it, as much of it as there is room for."""
    left, right = ends
    ink = INK if fill == PALE else "#fff"
    said = clipped(name, right - left - 8, 10)
    return [
        tag("rect", hint(name), x=left, y=top, width=right - left, height=BAR, fill=fill),
        words(left + 4, top + BAR - 2.5, said, font_size=10, fill=ink),
    ]


VACANT = text("vacant", "空缺", "空缺")
DESCRIPTION: Text = text(
    "grey: who leaves; blue: who comes; both: hand-over; dashed: nobody",
    "灰：离任者；蓝：到任者；并列：交接；虚线：空缺",
    "灰：離任者；藍：到任者；並列：交接；虛線：空缺",
)
