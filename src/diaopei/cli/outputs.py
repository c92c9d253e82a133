"""Where the commands write: one table to a file, or shown where no file was named."""

from pathlib import Path
from typing import TYPE_CHECKING

from diaopei.cli.console import SHOWN, note, show_frame
from diaopei.cli.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl


def deliver(name: str, table: "pl.DataFrame", output: Path | None, shown: int = SHOWN) -> None:
    """Writes a table to the file named, or shows its first rows."""
    if output is None:
        if table.height:
            show_frame(table, shown)
        return
    deliver_all({name: table}, output)


def deliver_all(tables: "Mapping[str, pl.DataFrame]", output: Path) -> None:
    """Writes tables to the file named; as CSV or Parquet several become files side by side."""
    from diaopei.io import write_tables

    files = write_tables(tables, output)
    shown = ", ".join(map(str, files))
    rows = sum(table.height for table in tables.values())
    note(say(f"{rows} rows → {shown}", f"{rows} 行 → {shown}", f"{rows} 列 → {shown}"))
