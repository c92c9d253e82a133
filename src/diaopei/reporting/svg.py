"""Small pieces of SVG: every word escaped, every picture titled for who cannot see it."""

import html
import unicodedata
from collections.abc import Iterable

INK = "#1c2733"
MUTED = "#5b6876"
LINE = "#ccd4dc"
FILL = "#1f6fb5"
PALE = "#b9c3cd"
HUES = (
    "#1f6fb5", "#2e8b6f", "#b5732a", "#7a58a8", "#a8465d", "#4c7f93", "#7d7f2e", "#5765b8",
)  # fmt: skip
"""Colours of equal weight that stay apart in greyscale order of use."""

WIDE = {"W", "F", "A"}


def tag(name: str, *inner: str, **attributes: object) -> str:
    """One element; `_` in a name becomes `-`, a trailing one is dropped, values are escaped.

    Args:
        name: the element's name.
        inner: markup made by this module, taken as it is.
        attributes: the attributes; numbers are written with one decimal at most.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(_plain(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(inner)}</{name}>"


def words(x: float, y: float, said: str, **attributes: object) -> str:
    """A line of text at a point, escaped."""
    return tag("text", html.escape(said), x=x, y=y, **attributes)


def span(said: str, **attributes: object) -> str:
    """A stretch of a line of text in a style of its own, escaped."""
    return tag("tspan", html.escape(said), **attributes)


def hint(said: str) -> str:
    """What shows when the pointer rests on the element around it."""
    return tag("title", html.escape(said))


def picture(size: tuple[float, float], title: str, description: str, inner: Iterable[str]) -> str:
    """A whole drawing that scales down with the page and reads aloud its title."""
    width, height = size
    return tag(
        "svg",
        tag("title", html.escape(title)),
        tag("desc", html.escape(description)),
        *inner,
        role="img",
        aria_label=title,
        viewBox=f"0 0 {_plain(width)} {_plain(height)}",
        width=width,
        height=height,
        style=f"--width:{_plain(width)}px",
    )


def width_of(said: str, size: float) -> float:
    """Estimated width of a line at a font size: Chinese characters are square."""
    ems = sum(1.0 if unicodedata.east_asian_width(sign) in WIDE else 0.56 for sign in said)
    return ems * size


def clipped(said: str, width: float, size: float) -> str:
    """The line itself if it fits the width, else its beginning and an ellipsis."""
    if width_of(said, size) <= width:
        return said
    kept = said
    while kept and width_of(kept, size) + size > width:
        kept = kept[:-1]
    return f"{kept}…"


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)
