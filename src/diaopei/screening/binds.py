"""Whom a rule binds: a closed, typed vocabulary over unit, post and person; no expressions."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from diaopei.screening.rule import Binding, Binds
from diaopei.snapshot import tables

UNIT = ("tier", "unit_kind", "system", "ethnic_autonomous")
"""Keys that may bind a unit or a team."""
POST = (
    *UNIT, "level", "level_from", "level_to", "principal", "team_member", "leadership",
    "work_kinds",
)  # fmt: skip
PERSON = ("affiliation", "status", "sex", "ethnicity", "health_limit")


@dataclass(frozen=True)
class Key:
    """A word of `binds`: the column it looks at and the codes it knows (none: any text)."""

    column: str
    codes: tuple[str, ...] = ()
    flag: bool = False


VOCABULARY = {
    "tier": Key("tier", tables.TIERS),
    "unit_kind": Key("unit_kind", tables.UNIT_KINDS),
    "system": Key("system"),
    "ethnic_autonomous": Key("ethnic_autonomous", flag=True),
    "level": Key("level", tables.LEVELS),
    "level_from": Key("level", tables.LEVELS),
    "level_to": Key("level", tables.LEVELS),
    "principal": Key("is_principal", flag=True),
    "team_member": Key("is_team_member", flag=True),
    "leadership": Key("is_leadership", flag=True),
    "work_kinds": Key("work_kinds", tables.WORK_KINDS),
    "affiliation": Key("affiliation", tables.AFFILIATIONS),
    "status": Key("status", tables.STATUSES),
    "sex": Key("sex", ("female", "male")),
    "ethnicity": Key("ethnicity"),
    "health_limit": Key("health_limit", tables.HEALTH_LIMITS),
}


def columns_of(binds: Binds) -> list[str]:
    """The columns a selection looks at."""
    return sorted({VOCABULARY[key].column for choice in binds for key in choice})


def bound(binds: Binds, columns: list[str]) -> pl.Expr:
    """Whether a row is bound: true, false, or null where a value it depends on is unknown.

    A row with a column `has_post` that is false is not bound by what only a post has.

    Args:
        binds: the rule's alternatives; of one of them all keys must hold.
        columns: what the frame has; a flag that no table carries is false.
    """
    if not binds:
        return pl.lit(value=True)
    return pl.any_horizontal(_all(choice, columns) for choice in binds)


def _all(choice: Mapping[str, Binding], columns: list[str]) -> pl.Expr:
    answer = pl.lit(value=True)
    for key, values in choice.items():
        holds = _holds(key, values, columns)
        if key in POST and "has_post" in columns:
            holds = pl.col("has_post") & holds
        answer = answer & holds
    return answer


def _holds(key: str, values: Binding, columns: list[str]) -> pl.Expr:
    known = VOCABULARY[key]
    if known.flag:
        flag = pl.col(known.column) if known.column in columns else pl.lit(value=False)
        return flag if values[0] else ~flag
    texts = [str(value) for value in values]
    if key in ("level_from", "level_to"):
        rank = tables.LEVELS.index(texts[0])
        height = pl.col("level").to_physical().cast(pl.Int32)
        return height >= rank if key == "level_from" else height <= rank
    if key == "work_kinds":
        # An empty list is how a table says "none of these": it is not an unknown value.
        chosen = pl.col("work_kinds").list.set_intersection(texts).list.len() > 0
        return chosen.fill_null(value=False)
    return pl.col(known.column).is_in(texts)
