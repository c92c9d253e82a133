"""What every drawing offers: a title, pictures, and a table of the same numbers."""

from typing import Protocol

from diaopei.reporting.table import Table
from diaopei.reporting.texts import LANGUAGES, Text, text


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


DRAWN = 60
"""The most pictures a drawing of many puts on a page; its table always has them all."""


def so_many(title: Text, pictures: int) -> Text:
    """The title, and where not all pictures are drawn, how many of how many are."""
    if pictures <= DRAWN:
        return title
    return {
        lang: title[lang] + PARTLY[lang].format(drawn=DRAWN, all=pictures) for lang in LANGUAGES
    }


PARTLY = text(
    " (the first {drawn} of {all}; all are in the table)",
    "（图示前{drawn}个，共{all}个，全部见表）",
    "（圖示前{drawn}個，共{all}個，全部見表）",
)
