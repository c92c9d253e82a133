"""A chapter of the bulletin: one kind of exchange, its figures and its sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diaopei.discover import plugins
from diaopei.reporting.figure import Figure
from diaopei.reporting.texts import Text
from diaopei.reporting.window import Window
from diaopei.snapshot.tables import EXCHANGES


@dataclass(frozen=True)
class Chapter:
    """What the bulletin says of one kind of exchange; `[[key]]` stands for a figure."""

    title: Text
    body: Text
    count: Callable[[Window], Sequence[Figure]]


def chapters() -> dict[str, Chapter]:
    """The chapters by kind of exchange, in the order of the kinds."""
    found = plugins("diaopei.reporting.figures", Chapter)
    return {kind: found[kind] for kind in sorted(found, key=EXCHANGES.index)}
