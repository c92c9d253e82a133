"""What every drawing offers: a title, pictures, and a table of the same numbers."""

from typing import Protocol

from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text


class Drawing(Protocol):
    """A picture drawn from a table; whoever cannot see it reads the table."""

    @property
    def name(self) -> str:
        """How the drawing is anchored on a page."""

    @property
    def title(self) -> Text:
        """What stands above it."""

    @property
    def table(self) -> Table:
        """The numbers it was drawn from."""

    def pictures(self, lang: str) -> list[str]:
        """The drawing as SVG, one element a picture, words in one language."""
