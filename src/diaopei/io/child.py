"""The reading process: started by `reading`, bound by limits, it leaves frames in a folder.

A file that crashes its reader crashes this process only. Nothing here writes outside the folder
it was given.
"""

import gc
import json
import os
import sys
from pathlib import Path

import polars as pl

from diaopei.errors import UnreadableError
from diaopei.io.format import Format, RawTables, formats
from diaopei.io.limits import Limits

RESULT = "raw.json"
REFUSAL = "refusal.json"


def serve(source: Path, folder: Path, limits: Limits) -> None:
    """Reads `source` under the limits and leaves the tables, or the refusal, in `folder`."""
    limits.bind()
    try:
        _leave(format_of(source).read(source, limits), folder)
    except UnreadableError as refusal:
        _refuse(str(refusal), folder)
    except MemoryError:
        _refuse(f"{source.name}: reading it needs more than {limits.memory:,} bytes", folder)
    except pl.exceptions.PolarsError as damage:
        _refuse(f"{source.name}: the content is damaged ({damage}); export it again", folder)


def format_of(source: Path) -> Format:
    """The one format that knows the source.

    Raises:
        UnreadableError: none does, or more than one.
    """
    known = {name: each for name, each in formats().items() if each.recognises(source)}
    if len(known) == 1:
        return next(iter(known.values()))
    ways = "; ".join(f"{name}: {each.title['en']}" for name, each in formats().items())
    if known:
        msg = f"{source.name}: may be {' or '.join(known)}; keep one of them in the folder"
    else:
        msg = f"{source.name}: no known kind of source; what can be read: {ways}"
    raise UnreadableError(msg)


def _leave(raw: RawTables, folder: Path) -> None:
    for number, frame in enumerate(raw.tables.values()):
        frame.write_ipc(folder / f"{number}.arrow")
    result = {
        "about": dict(raw.about),
        "tables": list(raw.tables),
        "first_rows": dict(raw.first_rows),
        "notes": list(raw.notes),
        "is_typed": raw.is_typed,
    }
    (folder / RESULT).write_text(json.dumps(result), encoding="utf-8")


def _refuse(message: str, folder: Path) -> None:
    (folder / REFUSAL).write_text(json.dumps(message), encoding="utf-8")


def taken(folder: Path) -> RawTables:
    """What the reading process left in `folder`.

    Raises:
        UnreadableError: the process refused the source.
        FileNotFoundError: it left nothing at all.
    """
    refusal = folder / REFUSAL
    if refusal.exists():
        raise UnreadableError(json.loads(refusal.read_text(encoding="utf-8")))
    result = json.loads((folder / RESULT).read_text(encoding="utf-8"))
    tables = {
        name: pl.read_ipc(folder / f"{number}.arrow")
        for number, name in enumerate(result["tables"])
    }
    return RawTables(
        about=result["about"],
        tables=tables,
        notes=result["notes"],
        first_rows=result["first_rows"],
        is_typed=result["is_typed"],
    )


if __name__ == "__main__":
    gc.disable()  # a workbook is millions of cells, none of them in a cycle
    serve(Path(sys.argv[1]), Path(sys.argv[2]), Limits.from_json(sys.argv[3]))
    os._exit(0)  # everything is written; tidying those cells up would cost half a second
