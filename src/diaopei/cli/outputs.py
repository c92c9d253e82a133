"""Where the commands write: one table to a file, or shown where no file was named."""

from pathlib import Path
from typing import TYPE_CHECKING

from diaopei.cli.console import SHOWN, note, show_frame
from diaopei.cli.language import say
from diaopei.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl


def demand_plan_folder(folder: Path) -> None:
    """A plan is written into a folder of its own: a new one, an empty one, or another plan's.

    Raises:
        UnreadableError: there is a file of that name, or a folder of other things, whose files
            of the same names would be lost.
    """
    if not folder.name:
        msg = f"{folder}: a plan needs a folder of its own; name one, such as -o round-1"
        raise UnreadableError(msg)
    if folder.exists() and not folder.is_dir():
        msg = f"{folder}: this is a file; a plan is a folder: name another one"
        raise UnreadableError(msg)
    of_a_plan = (folder / "plan.json").is_file() or (folder / "certificate").is_dir()
    if folder.is_dir() and not of_a_plan and any(folder.iterdir()):
        msg = (f"{folder}: this folder holds something that is no plan, and nothing of it is "
               "written over; name a new folder, or empty this one")  # fmt: skip
        raise UnreadableError(msg)
    above = next(above for above in folder.absolute().parents if above.exists())
    if not above.is_dir():
        msg = f"{folder}: {above} is a file, so no folder can be made in it; name another one"
        raise UnreadableError(msg)


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
