"""Curves over the number of people, both axes by powers of ten, as an SVG file of its own."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diaopei.reporting.svg import HUES, INK, LINE, MUTED, picture, tag, words

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760.0, 380.0, 62.0, 40.0, 190.0, 44.0
APART = 15.0
"""Between the names at the ends of two curves."""

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Chart:
    """A title, what stands on the axis upwards, and the points of each curve by name."""

    title: str
    unit: str
    curves: Mapping[str, Points]

    def svg(self) -> str:
        """The whole picture; empty where there is nothing to draw."""
        if not any(self.curves.values()):
            return ""
        ground = tag("rect", width=WIDTH, height=HEIGHT, fill="#ffffff")
        head = words(LEFT, 22, self.title, font_size=15, fill=INK)
        foot = words(LEFT, HEIGHT - 6, "people", font_size=12, fill=MUTED)
        unit = words(LEFT, TOP - 4, self.unit, font_size=12, fill=MUTED)
        drawn = [ground, head, foot, unit, *self._grid(), *self._lines()]
        inner = tag("g", *drawn, font_family="sans-serif")
        text = picture((WIDTH, HEIGHT), self.title, self.unit, [inner])
        return text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) + "\n"

    def _span(self, axis: int) -> tuple[int, int]:
        """The powers of ten around all points."""
        every = [point[axis] for points in self.curves.values() for point in points]
        low, high = math.floor(math.log10(min(every))), math.ceil(math.log10(max(every)))
        return low, max(high, low + 1)

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where a point lies in the picture."""
        shares = []
        for axis in (0, 1):
            low, high = self._span(axis)
            shares.append((math.log10(point[axis]) - low) / (high - low))
        wide, tall = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
        return LEFT + shares[0] * wide, HEIGHT - BOTTOM - shares[1] * tall

    def _grid(self) -> list[str]:
        """A line and a number at every power of ten."""
        (first, last), (low, high) = self._span(0), self._span(1)
        drawn = []
        for power in range(low, high + 1):
            x, y = self._at((10.0**first, 10.0**power))
            drawn.append(tag("line", x1=x, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=LINE))
            said = f"{10.0**power:g}"
            drawn.append(words(x - 8, y + 4, said, text_anchor="end", font_size=12, fill=MUTED))
        for power in range(first, last + 1):
            x, y = self._at((10.0**power, 10.0**low))
            said = f"{10**power:,}"
            drawn.append(words(x, y + 18, said, text_anchor="middle", font_size=12, fill=MUTED))
        return drawn

    def _lines(self) -> list[str]:
        """Each curve with its points, and its name at the end; names do not overlap."""
        drawn, ends = [], []
        for number, (name, points) in enumerate(self.curves.items()):
            if not points:
                continue
            hue, placed = HUES[number % len(HUES)], [self._at(point) for point in points]
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
            dashes = "none" if number < len(HUES) else "6 4"
            line = {"stroke": hue, "stroke_width": 2, "stroke_dasharray": dashes}
            drawn.append(tag("polyline", points=path, fill="none", **line))
            drawn += [tag("circle", cx=x, cy=y, r=3, fill=hue) for x, y in placed]
            ends.append((placed[-1], name, hue))
        return drawn + _named(ends)


def _named(ends: list[tuple[tuple[float, float], str, str]]) -> list[str]:
    """Names in a column on the right, in the order of the ends, each with a line to its own."""
    ends = sorted(ends, key=lambda end: end[0][1])
    beside, drawn, lowest = WIDTH - RIGHT + 26, list[str](), TOP
    most = HEIGHT - BOTTOM - APART * (len(ends) - 1)
    for number, ((x, y), name, hue) in enumerate(ends):
        lowest = max(lowest, min(y, most + APART * number))
        way = {"stroke": hue, "stroke_width": 0.7, "stroke_dasharray": "2 2"}
        drawn.append(tag("line", x1=x + 5, y1=y, x2=beside - 4, y2=lowest, **way))
        drawn.append(words(beside, lowest + 4, name, font_size=12, fill=hue))
        lowest += APART
    return drawn
