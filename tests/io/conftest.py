"""Small sources to read, written on the spot; read in this process unless a test says otherwise."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from diaopei.io.child import format_of
from diaopei.io.limits import Limits
from diaopei.io.typed import Reading, typed_reading

Cells = Sequence[Sequence[object]]

PEOPLE = "person_id,name,sex,birth\nN1,张三,male,1985-03-12\nN2,扎西,male,1990-07-01\n"


@pytest.fixture
def here() -> Callable[[Path], Reading]:
    def read(path: Path, limits: Limits | None = None) -> Reading:
        raw = format_of(path).read(path, limits or Limits())
        return typed_reading(raw, path.stem)

    return read


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    def write(manifest: str | None = '{"as_of": "2023-05-31"}', **files: str | bytes) -> Path:
        for table, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (tmp_path / f"{table}.csv").write_bytes(data)
        if manifest is not None:
            (tmp_path / "snapshot.json").write_text(manifest, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    def write(sheets: Mapping[str, Cells], name: str = "book.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as workbook:
            for title, rows in sheets.items():
                sheet = workbook.add_worksheet(title)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return write


@pytest.fixture
def people() -> str:
    return PEOPLE


@pytest.fixture
def found() -> Callable[[Reading], list[tuple[str, str | None, str | None, str]]]:
    def places(reading: Reading) -> list[tuple[str, str | None, str | None, str]]:
        rows = reading.issues.select(pl.col("table", "row", "column", "severity")).rows()
        return [(str(t), r, c, str(s)) for t, r, c, s in rows]

    return places
