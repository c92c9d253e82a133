"""Where the commands write: one table to a file, or shown where no file was named."""

from pathlib import Path
from typing import TYPE_CHECKING

from diaopei.cli.console import SHOWN, note, show_frame
from diaopei.cli.language import say

if TYPE_CHECKING:
    import polars as pl


def deliver(name: str, table: "pl.DataFrame", output: Path | None, shown: int = SHOWN) -> None:
    """Writes a table to the file named, or shows its first rows."""
    if output is None:
        if table.height:
            show_frame(table, shown)
        return
    from diaopei.io import write_tables

    write_tables({name: table}, output)
    note(say(f"{table.height} rows → {output}", f"{table.height} 行 → {output}",
             f"{table.height} 列 → {output}"))  # fmt: skip
