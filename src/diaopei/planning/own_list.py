"""A list of moves made by hand: read from a file, every mistake in it named by its row."""

from pathlib import Path

import polars as pl

from diaopei.errors import DataError
from diaopei.io.delimited import read_delimited
from diaopei.io.limits import Limits
from diaopei.snapshot import Snapshot

TO = ("post_id", "to_post_id")
"""What the column of posts may be called; the second is that of a plan's own `moves.csv`."""

HEAD = 2
"""The row of a file's first record, as a spreadsheet counts."""

SHOWN = 10
"""How many mistakes a message names."""


def read_list(path: Path, snapshot: Snapshot) -> pl.DataFrame:
    """A list of moves from a CSV file with the columns person_id and post_id.

    Returns:
        Columns row (as a spreadsheet counts), person_id and post_id; a post is null only in a
        plan's own `moves.csv`, for those it leaves without one.

    Raises:
        UnreadableError: the file is not there, or cannot be read.
        DataError: the message names every mistake by its row: nobody or no post of that id, a
            person named twice, a cell left empty, no column of that name, no moves at all.
    """
    if not path.is_file():
        msg = f"{path}: there is no such list; write a CSV file with person_id and post_id"
        raise DataError(msg)
    table, _ = read_delimited(path, Limits())
    column = next((name for name in TO if name in table.columns), None)
    if column is None or "person_id" not in table.columns:
        msg = (
            f"{path.name}: the columns person_id and post_id are needed; it has "
            f"{', '.join(table.columns)}"
        )
        raise DataError(msg)
    moves = table.select(
        pl.int_range(HEAD, pl.len() + HEAD).alias("row"),
        pl.col("person_id", column).str.strip_chars().replace("", None),
    ).rename({column: "post_id"})
    _demand_right(path, moves, snapshot, may_be_empty=column != TO[0])
    return moves


def _demand_right(
    path: Path, moves: pl.DataFrame, snapshot: Snapshot, *, may_be_empty: bool
) -> None:
    """Refuses a list with mistakes, naming each."""
    if moves.is_empty():
        msg = f"{path.name}: there is no move in it; write one person_id and post_id a row"
        raise DataError(msg)
    wrong = [
        *_unknown(moves, "person_id", "person", snapshot.people["person_id"]),
        *_unknown(moves, "post_id", "post", snapshot.posts["post_id"]),
        *_twice(moves),
        *_empty(moves, ["person_id"] if may_be_empty else ["person_id", "post_id"]),
    ]
    if wrong:
        lines = [f"{path.name}: row {row}: {said}" for row, said in sorted(wrong)]
        more = len(lines) - SHOWN
        raise DataError("\n".join([*lines[:SHOWN], *([f"… and {more} more"] if more > 0 else [])]))


def _unknown(
    moves: pl.DataFrame, column: str, what: str, known: pl.Series
) -> list[tuple[int, str]]:
    odd = moves.drop_nulls(column).filter(~pl.col(column).is_in(known.implode()))
    return [
        (row, f"no {what} is called {name!r}; see the snapshot's ids")
        for row, name in odd.select("row", column).rows()
    ]


def _twice(moves: pl.DataFrame) -> list[tuple[int, str]]:
    named = moves.drop_nulls("person_id").with_columns(
        first=pl.col("row").first().over("person_id")
    )
    again = named.filter(pl.col("row") != pl.col("first"))
    return [
        (row, f"{who} stands in row {first} already; keep one of the two")
        for row, who, first in again.select("row", "person_id", "first").rows()
    ]


def _empty(moves: pl.DataFrame, columns: list[str]) -> list[tuple[int, str]]:
    return [
        (row, f"{column} is empty; fill it in, or delete the row")
        for column in columns
        for row in moves.filter(pl.col(column).is_null())["row"]
    ]
