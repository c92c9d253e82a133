"""A snapshot: what was true of people and posts on one day. Frozen; change makes a new one."""

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from diaopei.snapshot.tables import TABLES


def shape(name: str, frame: pl.DataFrame | None = None) -> pl.DataFrame:
    """A frame as the contract has it: declared columns first and typed, extra ones kept after.

    Missing columns become unknown (null). A value that does not fit its type raises; readers
    turn such values into issues before they call this.

    Args:
        name: a key of `TABLES`.
        frame: the rows, or nothing for an empty table.
    """
    schema = TABLES[name].create_empty().schema
    if frame is None:
        return pl.DataFrame(schema=schema)
    declared = [
        (pl.col(column) if column in frame.columns else pl.lit(None)).cast(kind).alias(column)
        for column, kind in schema.items()
    ]
    return frame.select(*declared, pl.exclude(list(schema)))


@dataclass(frozen=True)
class Snapshot:
    """The tables and the day they are true of; `since` opens the reporting window."""

    name: str
    as_of: date
    since: date | None
    places: pl.DataFrame
    units: pl.DataFrame
    posts: pl.DataFrame
    people: pl.DataFrame
    assignments: pl.DataFrame
    ties: pl.DataFrame
    appraisals: pl.DataFrame
    reserve: pl.DataFrame
    requests: pl.DataFrame
    visits: pl.DataFrame
    rank_changes: pl.DataFrame
    wishes: pl.DataFrame
    waivers: pl.DataFrame
    precisions: pl.DataFrame
    fictitious: bool = False

    @classmethod
    def of(cls, about: Mapping[str, Any], tables: Mapping[str, pl.DataFrame]) -> "Snapshot":
        """A snapshot from frames; tables not given are empty.

        Args:
            about: `name` and `as_of`, and if known `since` and `fictitious`.
            tables: frames by table name; each is shaped to the contract.
        """
        frames = {name: shape(name, tables.get(name)) for name in TABLES}
        return cls(
            name=about["name"],
            as_of=about["as_of"],
            since=about.get("since"),
            fictitious=bool(about.get("fictitious", False)),
            **frames,
        )

    def table(self, name: str) -> pl.DataFrame:
        """One table by name."""
        frame: pl.DataFrame = getattr(self, name)
        return frame

    def tables(self) -> dict[str, pl.DataFrame]:
        """All tables by name, in contract order."""
        return {name: self.table(name) for name in TABLES}

    def replace(self, **changes: Any) -> "Snapshot":
        """The same snapshot with some fields changed: the way to ask "what if"."""
        shaped: dict[str, Any] = {
            name: shape(name, value) if name in TABLES else value for name, value in changes.items()
        }
        return dataclasses.replace(self, **shaped)

    def digest(self) -> str:
        """SHA-256 over the day and every table's rows, independent of the file format."""
        seal = hashlib.sha256(f"{self.name}|{self.as_of}|{self.since}".encode())
        for name, frame in self.tables().items():
            flat = frame.with_columns(pl.selectors.by_dtype(pl.List(pl.String)).list.join(";"))
            seal.update(name.encode() + b"\n" + flat.write_csv().encode())
        return seal.hexdigest()
