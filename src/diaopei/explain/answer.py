"""An answer: a title, short sentences, and the tables they rest on. A frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl


@dataclass(frozen=True)
class Answer:
    """What is said to somebody who asks about a plan.

    Attributes:
        title: what was asked.
        sentences: the answer, most important first; a drawing may span several lines.
        tables: the rows behind the sentences, by name.
    """

    title: str
    sentences: tuple[str, ...]
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def text(self) -> str:
        """The title and the sentences, one a line."""
        return "\n".join([self.title, "", *self.sentences]) + "\n"
