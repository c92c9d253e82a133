"""What the tamperings are made with: cells and rows changed by chance, and the list of all."""

from datetime import date
from random import Random
from typing import Any

import polars as pl
from tests.checker.kept import Tampering

TAMPERINGS: dict[str, Tampering] = {}


def tampering(make: Tampering) -> Tampering:
    TAMPERINGS[make.__name__] = make
    return make


def other(value: Any, chance: Random) -> Any:
    """A value of the same kind that is not the same."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice([-1, 1]) * chance.choice([1, 1, 2, 10, 2**20, 2**40])
    if isinstance(value, float):
        return value + chance.choice([0.5, 1.0, -1.0])
    if isinstance(value, str):
        return value + chance.choice(["0", "1", "-1"])
    if isinstance(value, date):
        return value.replace(year=value.year - 1, day=1)
    if isinstance(value, list):
        return value[:-1] if value else ["somebody"]
    if isinstance(value, dict):
        key = chance.choice(sorted(value)) if value else "something"
        return {**value, key: other(value.get(key, "nothing"), chance)}
    return 7 if value is None else value


def put(table: pl.DataFrame, row: int, column: str, value: Any) -> pl.DataFrame:
    """A table with one cell changed."""
    kind = table.schema[column]
    cells = table[column].to_list()
    cells[row] = value
    return table.with_columns(pl.Series(column, cells, dtype=kind))


def cell(
    table: pl.DataFrame, chance: Random, among: list[str] | None = None
) -> pl.DataFrame | None:
    """A table with one cell, drawn by chance, changed to something else of its kind."""
    if not table.height:
        return None
    column = chance.choice(among or table.columns)
    row = chance.randrange(table.height)
    kind, was = table.schema[column], table[column][row]
    was = was.to_list() if isinstance(was, pl.Series) else was
    if isinstance(kind, pl.Enum):
        new = chance.choice([name for name in kind.categories if name != was])
    elif was is None:
        new = date(2023, 7, 1) if kind == pl.Date else "X" if kind == pl.String else 1
    else:
        new = other(was, chance)
    if kind in (pl.Int32, pl.UInt32) and not 0 <= new < 2**31:
        new = 1 if was is None else was + 1  # type: ignore[operator]
    return put(table, row, column, new)


def dropped(table: pl.DataFrame, chance: Random) -> pl.DataFrame | None:
    """A table with one row less."""
    if not table.height:
        return None
    row = chance.randrange(table.height)
    return pl.concat([table[:row], table[row + 1 :]])
