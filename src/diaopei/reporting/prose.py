"""Sentences with figures in them: `[[key]]` becomes the number, on a page a link to its rows."""

import re
from collections.abc import Callable, Mapping

from diaopei.errors import UnknownNameError
from diaopei.reporting.figure import Figure

_MARK = re.compile(r"\[\[([\w.]+)\]\]")


def keys_in(body: str) -> list[str]:
    """Keys of the figures a text speaks of, in order."""
    return _MARK.findall(body)


def filled(
    body: str, figures: Mapping[str, Figure], written: Callable[[Figure], str] = Figure.shown
) -> str:
    """The text with every mark replaced by its figure.

    Raises:
        UnknownNameError: the text speaks of a figure the report does not have.
    """

    def number(mark: re.Match[str]) -> str:
        key = mark.group(1)
        if key not in figures:
            what = "figure"
            raise UnknownNameError(what, key)
        return written(figures[key])

    return _MARK.sub(number, body)
