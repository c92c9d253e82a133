"""A folder with `snapshot.json` and one Parquet file a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from diaopei.io.format import Format, RawTables
from diaopei.io.limits import Limits
from diaopei.io.manifest import read_manifest, write_manifest

if TYPE_CHECKING:
    from diaopei.snapshot.snapshot import Snapshot


def recognises(path: Path) -> bool:
    """A folder that holds Parquet files and no CSV files."""
    return path.is_dir() and any(path.glob("*.parquet"))


def read(path: Path, limits: Limits) -> RawTables:  # noqa: ARG001 - bound for the whole process
    """Every Parquet file of the folder with the types it has."""
    files = sorted(path.glob("*.parquet"))
    tables = {file.stem: pl.read_parquet(file) for file in files}
    return RawTables(read_manifest(path), tables, is_typed=True)


def write(snapshot: Snapshot, path: Path) -> None:
    """The snapshot as a folder of Parquet; empty tables get no file."""
    write_manifest(snapshot, path)
    for name, frame in snapshot.tables().items():
        if not frame.is_empty():
            frame.write_parquet(path / f"{name}.parquet", compression="zstd")


PARQUET_FOLDER = Format(
    suffixes=(".parquet",),
    title={
        "en": "a folder of Parquet files, one a table, with snapshot.json",
        "zh-hans": "Parquet 文件夹，每表一个文件，附 snapshot.json",
        "zh-hant": "Parquet 資料夾，每表一個檔案，附 snapshot.json",
    },
    recognises=recognises,
    read=read,
    write=write,
)
