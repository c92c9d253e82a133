"""Tables out: a snapshot in any writable format, any tables by the file's suffix."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

from diaopei.errors import UnknownNameError
from diaopei.io.delimited import write_delimited
from diaopei.io.format import formats
from diaopei.io.xlsx import plain, write_workbook
from diaopei.snapshot.snapshot import Snapshot
from diaopei.snapshot.tables import TABLES

FORMS = {"csv": "csv_folder", "parquet": "parquet_folder", "xlsx": "workbook"}


def write_snapshot(snapshot: Snapshot, folder: Path, form: str = "csv") -> None:
    """Writes a snapshot so that `read` gives the same tables back.

    Table files of an earlier snapshot in the folder are replaced or taken away, so that none is
    read together with the new ones; other files stay.

    Args:
        snapshot: what to write.
        folder: where; made if it is not there. With `xlsx` the path of the workbook.
        form: `csv`, `parquet` or `xlsx`, or the name of a format that can be written.

    Raises:
        UnknownNameError: there is no such form.
    """
    writable = {name: each.write for name, each in formats().items() if each.write}
    write = writable.get(FORMS.get(form, form))
    if write is None:
        name = "form"
        raise UnknownNameError(name, form, sorted({*FORMS, *writable}))
    if folder.is_dir():
        for table in TABLES:
            for suffix in (".csv", ".parquet"):
                (folder / f"{table}{suffix}").unlink(missing_ok=True)
    write(snapshot, folder)


def write_tables(tables: Mapping[str, pl.DataFrame], path: Path) -> list[Path]:
    """Writes tables to one file by its suffix: csv, parquet, json or xlsx.

    A CSV or Parquet file holds one table; several become files beside each other named
    `<stem>-<table>`. JSON holds an object of lists of records, or one list for one table.
    Text is never written as a formula. The same tables give the same bytes.

    Returns:
        The files written.

    Raises:
        UnknownNameError: the suffix is none of these.
    """
    writers: dict[str, Callable[[Mapping[str, pl.DataFrame], Path], list[Path]]] = {
        ".csv": _each_csv,
        ".json": _one_json,
        ".parquet": _each_parquet,
        ".xlsx": _one_workbook,
    }
    if path.suffix.lower() not in writers:
        what = "kind of file"
        raise UnknownNameError(what, path.suffix, sorted(writers))
    path.parent.mkdir(parents=True, exist_ok=True)
    return writers[path.suffix.lower()](tables, path)


def _each_csv(tables: Mapping[str, pl.DataFrame], path: Path) -> list[Path]:
    files = _beside(tables, path)
    for name, file in files.items():
        write_delimited(plain(tables[name]), file)
    return list(files.values())


def _each_parquet(tables: Mapping[str, pl.DataFrame], path: Path) -> list[Path]:
    files = _beside(tables, path)
    for name, file in files.items():
        tables[name].write_parquet(file, compression="zstd")
    return list(files.values())


def _beside(tables: Mapping[str, pl.DataFrame], path: Path) -> dict[str, Path]:
    """A file for each table: the path itself for the only one."""
    if len(tables) == 1:
        return dict.fromkeys(tables, path)
    return {name: path.with_name(f"{path.stem}-{name}{path.suffix}") for name in tables}


def _one_json(tables: Mapping[str, pl.DataFrame], path: Path) -> list[Path]:
    records = {name: frame.to_dicts() for name, frame in tables.items()}
    content = next(iter(records.values())) if len(records) == 1 else records
    words = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    path.write_text(words + "\n", encoding="utf-8")
    return [path]


def _one_workbook(tables: Mapping[str, pl.DataFrame], path: Path) -> list[Path]:
    write_workbook(tables, path)
    return [path]
