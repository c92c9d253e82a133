"""A folder with `snapshot.json` and one CSV file a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from diaopei.io.delimited import read_delimited, write_delimited
from diaopei.io.format import Format, RawTables
from diaopei.io.issue_rows import IssueRow
from diaopei.io.limits import Limits
from diaopei.io.manifest import read_manifest, write_manifest

if TYPE_CHECKING:
    from diaopei.snapshot.snapshot import Snapshot


def recognises(path: Path) -> bool:
    """A folder that holds CSV files."""
    return path.is_dir() and any(path.glob("*.csv"))


def read(path: Path, limits: Limits) -> RawTables:
    """Every CSV file of the folder as text columns."""
    tables: dict[str, pl.DataFrame] = {}
    notes: list[IssueRow] = []
    for file in sorted(path.glob("*.csv")):
        tables[file.stem], odd = read_delimited(file, limits)
        notes += odd
    return RawTables(read_manifest(path), tables, notes)


def write(snapshot: Snapshot, path: Path) -> None:
    """The snapshot as a folder of CSV; empty tables get no file."""
    write_manifest(snapshot, path)
    for name, frame in snapshot.tables().items():
        if not frame.is_empty():
            write_delimited(frame, path / f"{name}.csv")


CSV_FOLDER = Format(
    suffixes=(".csv",),
    title={
        "en": "a folder of CSV files, one a table, with snapshot.json",
        "zh-hans": "CSV 文件夹，每表一个文件，附 snapshot.json",
        "zh-hant": "CSV 資料夾，每表一個檔案，附 snapshot.json",
    },
    recognises=recognises,
    read=read,
    write=write,
)
