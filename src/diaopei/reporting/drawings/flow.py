"""A flow: how many move from where to where, as bands between two columns of names."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from diaopei.reporting.svg import HUES, INK, MUTED, hint, picture, span, tag, width_of
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text

WIDTH = 912.0
NODE = 10.0
GAP = 5.0
LABEL = 12.0
ROOM_OF_LABEL = 16.0
TALLEST = 440.0
SIDES = ("from", "to")


@dataclass(frozen=True)
class Flow:
    """Rows of `table`: `from`, `to`, `moves`; the columns' codes give names and their order."""

    name: str
    title: Text
    table: Table

    def pictures(self, lang: str) -> list[str]:
        """One picture: names and totals outside, bands between."""
        if self.table.rows.is_empty():
            return []
        return [_Drawn(self, lang).picture()]


@dataclass(frozen=True)
class _Drawn:
    """A flow in one language."""

    flow: Flow
    lang: str

    def picture(self) -> str:
        left = self._column("from", self._margin, -1)
        right = self._column("to", WIDTH - self._margin - NODE, 1)
        height = max(left.height, right.height) + GAP
        inner = [*self._bands(left, right), *left.drawn(), *right.drawn()]
        said = DESCRIPTION[self.lang].format(moves=self._moves["moves"].sum())
        return picture((WIDTH, height), self.flow.title[self.lang], said, inner)

    @cached_property
    def _moves(self) -> pl.DataFrame:
        """The rows in the order of the names on both sides."""
        rows = self.flow.table.rows.select("from", "to", "moves")
        place = [pl.col(side).replace_strict(self._order, return_dtype=pl.Int32) for side in SIDES]
        return rows.sort(*place)

    @cached_property
    def names(self) -> dict[str, str]:
        """What each end is called, in the order of the codes, then of the ends without one."""
        codes = [column.codes or {} for column in self.flow.table.columns[:2]]
        known = {key: said[self.lang] for part in codes for key, said in part.items()}
        ends = pl.concat([self.flow.table.rows[side] for side in SIDES]).unique().sort()
        return known | {end: end for end in ends if end not in known}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self.names)}

    @cached_property
    def _margin(self) -> float:
        """Room beside the columns: the longest name and its number are never cut."""
        ends = pl.concat([self._moves[side] for side in SIDES])
        longest = max(width_of(f"{self.names[end]}  000", LABEL) for end in ends)
        return min(longest + 12, WIDTH * 0.36)

    @cached_property
    def scale(self) -> float:
        """Height of one move."""
        return min(12.0, max(0.8, TALLEST / max(int(self._moves["moves"].sum()), 1)))

    def _column(self, side: str, x: float, outward: int) -> "_Column":
        totals = self._moves.group_by(side, maintain_order=True).agg(pl.col("moves").sum())
        place = pl.col(side).replace_strict(self._order, return_dtype=pl.Int32)
        ends = dict(totals.sort(place).iter_rows())
        return _Column(self, ends, x, outward)

    def _bands(self, left: "_Column", right: "_Column") -> list[str]:
        used: dict[tuple[int, str], float] = {}
        bands = []
        for start, end, moves in self._moves.iter_rows():
            tall = moves * self.scale
            tops = (left.tops[start] + used.get((0, start), 0.0),
                    right.tops[end] + used.get((1, end), 0.0))  # fmt: skip
            used[0, start] = used.get((0, start), 0.0) + tall
            used[1, end] = used.get((1, end), 0.0) + tall
            band = _band((left.x + NODE, right.x), tops, tall)
            hue = HUES[list(left.totals).index(start) % len(HUES)]
            said = hint(f"{self.names[start]} → {self.names[end]}: {moves}")
            bands.append(tag("path", said, d=band, fill=hue, fill_opacity=0.32))
        return bands


DESCRIPTION: Text = text(
    "{moves} moves from the places on the left to the places on the right",
    "{moves}人次，由左至右",
    "{moves}人次，由左至右",
)


class _Column:
    """One side: its ends from top to bottom, with where each begins."""

    def __init__(self, drawn: _Drawn, totals: dict[str, int], x: float, outward: int) -> None:
        self.names, self.scale = drawn.names, drawn.scale
        self.totals, self.x, self.outward = totals, x, outward
        self.tops: dict[str, float] = {}
        self.height = GAP
        for end, total in totals.items():
            room = max(total * self.scale, ROOM_OF_LABEL)
            self.tops[end] = self.height + (room - total * self.scale) / 2
            self.height += room + GAP

    def drawn(self) -> list[str]:
        """The nodes and their labels."""
        return [piece for end, top in self.tops.items() for piece in self._node(end, top)]

    def _node(self, end: str, top: float) -> tuple[str, str]:
        anchor, edge = ("end", -6.0) if self.outward < 0 else ("start", NODE + 6.0)
        total = self.totals[end]
        tall = total * self.scale
        label = tag(
            "text", _label(self.names[end], total, self.outward),
            x=self.x + edge, y=top + tall / 2 + 4, text_anchor=anchor, font_size=LABEL, fill=INK,
        )  # fmt: skip
        return tag("rect", x=self.x, y=top, width=NODE, height=tall, fill=INK, rx=1), label


def _label(name: str, total: int, outward: int) -> str:
    """A name and its number, the number next to the node."""
    parts = [span(name, fill=INK), span(f"{total}", fill=MUTED)]
    return "&#160; ".join(parts if outward < 0 else reversed(parts))


def _band(xs: tuple[float, float], tops: tuple[float, float], tall: float) -> str:
    """A band of even height between two columns, bent in the middle."""
    (x0, x1), (y0, y1) = xs, tops
    middle = (x0 + x1) / 2
    return (
        f"M{x0:.1f} {y0:.1f}C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
        f"V{y1 + tall:.1f}"
        f"C{middle:.1f} {y1 + tall:.1f} {middle:.1f} {y0 + tall:.1f} {x0:.1f} {y0 + tall:.1f}Z"
    )
