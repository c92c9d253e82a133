"""The columns of the tables of wishes, as a reader sees them: titles, and names of codes."""

import polars as pl

from diaopei.planning.by_wishes import mechanisms
from diaopei.planning.fairness import THESE
from diaopei.planning.model import constraints
from diaopei.reporting.columns import COLUMNS, Column
from diaopei.reporting.table import Table
from diaopei.reporting.texts import text

_POSTS = {
    "from_post_id": text("from post no.", "原岗位编号", "原崗位編號"),
    "to_post_id": text("to post no.", "任职岗位编号", "任職崗位編號"),
}
HOW_MANY = Column("people", text("persons", "人数", "人數"))
WITHOUT = Column("without_post", COLUMNS["without_post"].title)
_THESE = text("this plan", "本方案", "本方案")


def worded(table: pl.DataFrame, lang: str) -> pl.DataFrame:
    """A table of wishes under titles of a language, its codes by their names.

    Args:
        table: one of `Fairness.tables` or of what a mechanism gives.
        lang: ``en``, ``zh-hans`` or ``zh-hant``.
    """
    own = {"way": way(), "constraint": limit(), "people": HOW_MANY, "without_post": WITHOUT}
    shown = [own.get(key) or next(iter(titled(key))) for key in table.columns]
    return Table.of("wishes", _THESE, table, shown).titled(lang)


def way() -> Column:
    """The plan, or the mechanism, that a row is about."""
    names = {name: one.title for name, one in mechanisms().items()} | {THESE: _THESE}
    return Column("way", COLUMNS["way"].title, names)


def limit() -> Column:
    """The constraint that a row is about."""
    names = {name: one.title for name, one in constraints().items()}
    return Column("constraint", COLUMNS["constraint"].title, names)


def titled(*keys: str) -> list[str | Column]:
    """Columns by key; posts under their number."""
    return [Column(key, _POSTS[key]) if key in _POSTS else key for key in keys]
