"""What is shown: results on the standard output, notes and progress on the standard error."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from diaopei.cli.language import say

if TYPE_CHECKING:
    import polars as pl

SHOWN = 20
"""How many rows a table shows before it says how many more there are."""

WIDEST = 60
"""How many columns of the terminal one column of a table may take."""


def note(text: str) -> None:
    """A line for the person, not for the next program."""
    print(text, file=sys.stderr)


def width(text: str) -> int:
    """Columns a text takes on a terminal; a wide character takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def cut(text: str) -> str:
    """A text that fits a column; what is cut off shows as an ellipsis."""
    line = " ".join(text.split("\n"))
    if width(line) <= WIDEST:
        return line
    while width(line) >= WIDEST:
        line = line[:-1]
    return f"{line}…"


def show_rows(heads: Sequence[str], rows: Iterable[Sequence[object]], shown: int = SHOWN) -> None:
    """Rows in aligned columns, numbers to the right; beyond `shown` only their count.

    Long texts are cut, those of the last column are not.
    """
    told = [["" if cell is None else str(cell) for cell in row] for row in rows]
    cells = [[*map(cut, row[:-1]), *row[-1:]] for row in told]
    kept = cells[:shown]
    wide = [max(width(line[i]) for line in [list(heads), *kept]) for i in range(len(heads))]
    right = [all(_is_number(line[i]) for line in kept) for i in range(len(heads))]
    for line in [list(heads), *kept]:
        padded = map(_pad, line, wide, right)
        print("  ".join(padded).rstrip())
    if len(cells) > shown:
        more = len(cells) - shown
        print(say(f"… and {more} more", f"……另有 {more} 行", f"……另有 {more} 列"))


def _is_number(cell: str) -> bool:
    return not cell or cell.replace(",", "").replace(".", "").removeprefix("-").isdigit()


def _pad(cell: str, size: int, to_right: bool) -> str:
    space = " " * (size - width(cell))
    return space + cell if to_right else cell + space


def show_frame(frame: "pl.DataFrame", shown: int = SHOWN) -> None:
    """A table as it is, by `show_rows`; lists are joined by a semicolon."""
    rows = [
        [";".join(map(str, cell)) if isinstance(cell, list) else cell for cell in row]
        for row in frame.head(shown).iter_rows()
    ]
    rest: list[list[object]] = [[""] * frame.width] * max(frame.height - shown, 0)
    show_rows(frame.columns, [*rows, *rest], shown)


@contextmanager
def working(text: str) -> Iterator[None]:
    """Shows that something is under way, on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield
