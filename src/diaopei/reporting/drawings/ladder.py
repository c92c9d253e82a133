"""An age ladder: the members of each team by the decade of their birth, a square a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from diaopei.reporting.columns import COLUMNS
from diaopei.reporting.drawing import DRAWN
from diaopei.reporting.svg import FILL, INK, MUTED, PALE, clipped, hint, picture, tag, words
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text

RUNGS = ("born_1950s", "born_1960s", "born_1970s", "born_1980s", "born_1990s")
WIDTH = 240.0
LABELS = 96.0
SQUARE = 8.0
STEP = 10.0
ROW = 26.0
HEAD = 24.0


@dataclass(frozen=True)
class Ladder:
    """Rows of `table`: `team`, a column a rung; with a plan a second row, the team after it.

    The rows of one team stand together, before first.
    """

    name: str
    title: Text
    table: Table

    def pictures(self, lang: str) -> list[str]:
        """A small picture for every team: hollow squares before, filled squares after."""
        teams = self.table.rows.partition_by("team", maintain_order=True)
        return [self._team(team.to_dicts(), lang) for team in teams[:DRAWN]]

    @property
    def _rungs(self) -> list[str]:
        """The decades in which anybody of these teams was born."""
        return [rung for rung in RUNGS if self.table.rows[rung].sum()]

    def _team(self, rows: list[dict[str, Any]], lang: str) -> str:
        before, after = (rows[0] if len(rows) > 1 else None), rows[-1]
        team = str(after["team"])
        title = words(0, 14, clipped(team, WIDTH, 13), font_size=13, font_weight=600, fill=INK)
        inner = [hint(team), title]
        for at, rung in enumerate(self._rungs):
            inner += _rung(at, rung, (before, after), lang)
        size = (WIDTH, HEAD + ROW * len(self._rungs))
        return picture(size, f"{self.title[lang]}: {team}", DESCRIPTION[lang], inner)


def _rung(
    at: int, rung: str, rows: tuple[Mapping[str, Any] | None, Mapping[str, Any]], lang: str
) -> list[str]:
    top = HEAD + at * ROW
    label = clipped(COLUMNS[rung].title[lang], LABELS - 8, 11)
    before, after = rows
    pieces = [words(LABELS - 8, top + 14, label, font_size=11, text_anchor="end", fill=MUTED)]
    counts = [f"{row[rung]}" for row in rows if row is not None]
    if before is not None:
        pieces += _squares(top + 1, before[rung], fill="none", stroke=PALE)
    pieces += _squares(top + (12 if before else 6), after[rung], fill=FILL, stroke=FILL)
    said = counts[-1] if len(set(counts)) == 1 else " → ".join(counts)
    return [*pieces, words(WIDTH, top + 14, said, font_size=11, text_anchor="end", fill=INK)]


def _squares(top: float, count: int, **style: object) -> list[str]:
    most = int((WIDTH - LABELS - 36) // STEP)
    return [
        tag("rect", x=LABELS + nth * STEP + 0.5, y=top, width=SQUARE, height=SQUARE, **style)
        for nth in range(min(count, most))
    ]


def rungs() -> list[pl.Expr]:
    """Counts by birth decade over rows with `decade`, one expression a rung of the ladder."""
    first, *middle, last = RUNGS
    decade = pl.col("decade")
    exact = [(decade == int(rung[5:9])).sum().alias(rung) for rung in middle]
    return [
        (decade <= int(first[5:9])).sum().alias(first),
        *exact,
        (decade >= int(last[5:9])).sum().alias(last),
    ]


DESCRIPTION: Text = text(
    "a square a member; hollow before, filled after",
    "一格一人；空心为调前，实心为调后",
    "一格一人；空心為調前，實心為調後",
)
