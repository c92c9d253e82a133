import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import dataframely as dy
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook  # type: ignore[import-untyped]
from polars.testing import assert_frame_equal

from diaopei.errors import DataError, UnknownNameError
from diaopei.io import read, write_snapshot, write_tables
from diaopei.io.child import format_of
from diaopei.io.limits import Limits
from diaopei.io.typed import Reading, typed_reading
from diaopei.snapshot import TABLES, Snapshot

SOURCE = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ngari-2023"
REAL = [SOURCE] if SOURCE.is_dir() else []
FORMS = {"csv": "out", "parquet": "out", "xlsx": "out.xlsx"}

TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Cf")
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: text not in {"#N/A", "#REF!"})
FORMULAS = st.sampled_from(
    ["=1+1", "+1", "-1", "@SUM(1)", "'=1", "''+x", "＝1", "=cmd|' /C calc'!A0"]
)
WORDS = st.one_of(TEXT, FORMULAS)
ITEMS = st.lists(TEXT.filter(lambda text: not {";", "；"} & set(text)), min_size=1, max_size=3)


def cells(name: str, kind: pl.DataType) -> st.SearchStrategy[object]:
    if isinstance(kind, pl.Enum):
        return st.sampled_from(kind.categories.to_list())
    if isinstance(kind, pl.List):
        return ITEMS
    if kind == pl.Date:
        return st.dates(date(1930, 1, 1), date(2100, 12, 31))
    if kind == pl.Boolean:
        return st.booleans()
    if kind == pl.Int32:
        return st.integers(-9999, 9999)
    if name in {"ethnicity", "party"}:
        return st.sampled_from(["01", "04", "13"])
    return WORDS


@st.composite
def frames(draw: st.DrawFn, name: str) -> pl.DataFrame:
    schema: type[dy.Schema] = TABLES[name]
    needed = {column for column, kind in schema.columns().items() if not kind.nullable}
    columns = dict(schema.create_empty().schema)
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    column: cells(column, kind)
                    if column in needed
                    else st.none() | cells(column, kind)
                    for column, kind in columns.items()
                }
            ),
            max_size=4,
        )
    )
    return pl.DataFrame(rows, schema=columns)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    about = {"name": draw(TEXT), "as_of": date(2023, 5, 31), "since": draw(st.none() | st.dates(
        date(2000, 1, 1), date(2023, 5, 31)))}  # fmt: skip
    chosen = draw(st.lists(st.sampled_from([n for n in TABLES if n != "precisions"]), max_size=3))
    return Snapshot.of(about, {name: draw(frames(name)) for name in sorted(set(chosen))})


def read_here(path: Path) -> Reading:
    return typed_reading(format_of(path).read(path, Limits()), path.stem)


@pytest.mark.parametrize(("form", "name"), FORMS.items())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(snapshot=snapshots())
def test_what_is_written_is_read_back_the_same(form: str, name: str, snapshot: Snapshot) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_snapshot(snapshot, path, form)
        if form == "xlsx" or any(not frame.is_empty() for frame in snapshot.tables().values()):
            reading = read_here(path)
            assert reading.issues.filter(severity="error").is_empty()
            assert (reading.snapshot.name, reading.snapshot.since) == (
                snapshot.name,
                snapshot.since,
            )
            for table, frame in snapshot.tables().items():
                assert_frame_equal(reading.snapshot.table(table), frame)


@pytest.fixture
def small() -> Snapshot:
    people = pl.DataFrame(
        {"person_id": ["N1"], "name": ["=HYPERLINK(1)"], "birth": [date(1980, 1, 1)],
         "specialties": [["a", "b"]], "bus": ["-7"]}
    )  # fmt: skip
    return Snapshot.of({"name": "small", "as_of": date(2023, 5, 31)}, {"people": people})


@pytest.mark.parametrize(("form", "name"), FORMS.items())
def test_the_reading_process_gives_the_same_tables_and_extra_columns(
    tmp_path: Path, small: Snapshot, form: str, name: str
) -> None:
    write_snapshot(small, tmp_path / name, form)
    reading = read(tmp_path / name)
    assert reading.issues.is_empty()
    assert reading.snapshot.digest() == small.digest()


@pytest.mark.parametrize(("form", "name"), FORMS.items())
def test_the_same_snapshot_gives_the_same_bytes(
    tmp_path: Path, small: Snapshot, form: str, name: str
) -> None:
    for run in ("a", "b"):
        (tmp_path / run).mkdir()
        write_snapshot(small, tmp_path / run / name, form)
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / run).rglob("*.*") if path.is_file()}
        for run in ("a", "b")
    )
    assert first == second
    assert first


@pytest.mark.parametrize("source", REAL)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_prefecture_is_read_without_a_word_and_written_back(
    tmp_path: Path, source: Path, form: str
) -> None:
    reading = read(source)
    assert reading.snapshot.people.height == 1325
    assert reading.issues.is_empty()
    write_snapshot(reading.snapshot, tmp_path / "out", form)
    again = read_here(tmp_path / "out")
    assert again.snapshot.digest() == reading.snapshot.digest()


def test_writing_over_a_snapshot_leaves_no_table_of_the_old_one(
    tmp_path: Path, small: Snapshot
) -> None:
    write_snapshot(small, tmp_path, "parquet")
    write_snapshot(small.replace(people=small.people.head(0)), tmp_path, "csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["snapshot.json"]


def test_an_unknown_form_is_refused_with_the_known_ones(tmp_path: Path, small: Snapshot) -> None:
    with pytest.raises(UnknownNameError, match="csv, csv_folder, parquet"):
        write_snapshot(small, tmp_path, "docx")


HARMLESS = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "http://x.example", "007", "1e5", "TRUE"]


@pytest.mark.parametrize("text", HARMLESS)
def test_text_is_never_a_formula_a_link_or_a_number_in_a_workbook(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "out.xlsx"
    write_tables({"t": pl.DataFrame({"a": [text]})}, path)
    cell = load_workbook(path)["t"]["A2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", HARMLESS[:7])
def test_text_that_would_run_has_a_quote_before_it_in_csv(tmp_path: Path, text: str) -> None:
    write_tables({"t": pl.DataFrame({"a": [text]})}, tmp_path / "t.csv")
    assert f"'{text}" in (tmp_path / "t.csv").read_bytes().decode()


def test_numbers_and_dates_stay_what_they_are_in_a_workbook(tmp_path: Path) -> None:
    frame = pl.DataFrame({"n": [7], "f": [0.5], "d": [date(2023, 5, 31)], "b": [True], "x": [None]})
    write_tables({"t": frame}, tmp_path / "t.xlsx")
    row = next(load_workbook(tmp_path / "t.xlsx")["t"].iter_rows(min_row=2, values_only=True))
    assert (row[0], row[1], row[3], row[4]) == (7, 0.5, True, None)
    assert str(row[2]).startswith("2023-05-31")


def test_a_sheet_has_a_frozen_filtered_header_and_room_for_chinese(tmp_path: Path) -> None:
    frame = pl.DataFrame({"name": ["阿里地区财政局办公室主任"], "n": [1]})
    write_tables({"moves": frame, "layers": frame}, tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["moves", "layers"]
    sheet = book["moves"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert sheet.column_dimensions["A"].width >= 26


def test_json_holds_the_records_of_one_table_or_of_each(tmp_path: Path) -> None:
    frame = pl.DataFrame({"name": ["张三"], "day": [date(2023, 5, 31)], "ids": [["a"]]})
    record = {"name": "张三", "day": "2023-05-31", "ids": ["a"]}
    write_tables({"t": frame}, tmp_path / "one.json")
    write_tables({"t": frame, "u": frame}, tmp_path / "two.json")
    assert json.loads((tmp_path / "one.json").read_text(encoding="utf-8")) == [record]
    assert json.loads((tmp_path / "two.json").read_text(encoding="utf-8"))["u"] == [record]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_several_tables_become_files_beside_each_other(tmp_path: Path, suffix: str) -> None:
    frame = pl.DataFrame({"a": [1]})
    files = write_tables({"t": frame, "u": frame}, tmp_path / f"out{suffix}")
    assert [file.name for file in files] == [f"out-t{suffix}", f"out-u{suffix}"]
    assert all(file.is_file() for file in files)


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="xlsx"):
        write_tables({}, tmp_path / "t.docx")


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="32,768 characters"):
        write_tables({"t": pl.DataFrame({"a": ["x" * 32_768]})}, tmp_path / "t.xlsx")


def test_a_table_too_long_for_a_sheet_is_refused(tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": pl.int_range(1_048_576, eager=True)})
    with pytest.raises(DataError, match="write Parquet"):
        write_tables({"t": frame}, tmp_path / "t.xlsx")


def test_a_format_is_found_for_each_form(tmp_path: Path, small: Snapshot) -> None:
    formats: list[Callable[..., object]] = []
    for form, name in FORMS.items():
        write_snapshot(small, tmp_path / form / name if form != "xlsx" else tmp_path / name, form)
        path = tmp_path / form / name if form != "xlsx" else tmp_path / name
        formats.append(format_of(path).read)
    assert len(set(formats)) == len(FORMS)
