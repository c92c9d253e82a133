import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from diaopei.errors import UnreadableError
from diaopei.io import Limits, read
from diaopei.io.archive import column_number, look_over

Book = Callable[..., Path]
SHEET = "xl/worksheets/sheet1.xml"
CELL = '<c r="{}" t="inlineStr"><is><t>x</t></is></c>'
TABLES = {"snapshot": [["as_of", "2023-05-31"]], "people": [["person_id", "name", "birth"]]}


def rebuilt(path: Path, changes: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **changes}.items():
            archive.writestr(name, content)
    return path


def sheet(*rows: tuple[int, str]) -> str:
    lines = "".join(f'<row r="{row}">{CELL.format(place)}</row>' for row, place in rows)
    head = '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxml'
    return f'{head}formats.org/spreadsheetml/2006/main"><sheetData>{lines}</sheetData></worksheet>'


FAR = {
    "the last cell there is": ((1, "A1"), (1_048_576, "XFD1048576")),
    "a column far right": ((1, "A1"), (2, "ZZZ2")),
    "both at once in one row": ((1, "XFD1"),),
    "lower case": ((1, "A1"), (9, "xfd9")),
    "too many cells between": ((1, "A1"), (1_048_000, "CV1048000")),
}


@pytest.mark.parametrize("rows", FAR.values(), ids=FAR)
def test_a_small_workbook_with_a_stray_cell_far_out_is_refused(
    book: Book, rows: tuple[tuple[int, str], ...]
) -> None:
    path = rebuilt(book(TABLES), {"xl/worksheets/sheet2.xml": sheet(*rows)})
    assert path.stat().st_size < 10_000
    with pytest.raises(UnreadableError, match="reaches row"):
        look_over(path, Limits())


def test_the_stray_cell_is_refused_by_read_too(book: Book) -> None:
    path = rebuilt(book(TABLES), {SHEET: sheet((1, "A1"), (1_048_576, "XFD1048576"))})
    with pytest.raises(UnreadableError, match="reaches row 1,048,576 and column 16,384"):
        read(path)


def test_a_stray_cell_the_look_does_not_see_dies_with_the_reading_process(book: Book) -> None:
    hidden = sheet((1, "A1"), (1_048_576, "XFD1048576")).replace('r="', "r='").replace('">', "'>")
    hidden = (
        hidden.replace('" t=', "' t=").replace("xmlns='", 'xmlns="').replace("main'>", 'main">')
    )
    path = rebuilt(book(TABLES), {SHEET: hidden})
    with pytest.raises(UnreadableError, match=r"want of memory|damaged"):
        read(path)


BOMBS: dict[str, Mapping[str, str | bytes]] = {
    "unpacks to 64 MiB of nothing": {"xl/media/image1.png": bytes(64 << 20)},
    "a part above the folder": {"../outside.xml": "x"},
    "a part of a drive": {"C:/outside.xml": "x"},
    "an absolute part": {"/etc/outside.xml": "x"},
    "a part with back slashes": {"..\\outside.xml": "x"},
    "a document type": {"xl/styles.xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'},
    "another encoding": {"xl/styles.xml": "<a/>".encode("utf-16")},
    "too many parts": {f"xl/media/{number}": "" for number in range(2001)},
}


@pytest.mark.parametrize("changes", BOMBS.values(), ids=BOMBS)
def test_a_hostile_archive_is_refused_before_it_is_unpacked(
    book: Book, changes: Mapping[str, str | bytes]
) -> None:
    with pytest.raises(UnreadableError, match="refused"):
        look_over(rebuilt(book(TABLES), changes), Limits())


def test_sizes_are_counted_and_not_believed(book: Book) -> None:
    path = book(TABLES)
    with pytest.raises(UnreadableError, match="the limit is 1,000"):
        look_over(path, Limits(unpacked=1000))


def test_two_parts_of_one_name_are_refused(book: Book) -> None:
    path = book(TABLES)
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(path, "a") as archive,
    ):
        archive.writestr(SHEET, "<a/>")
    with pytest.raises(UnreadableError, match="same name"):
        look_over(path, Limits())


def test_an_encrypted_part_is_refused(book: Book) -> None:
    path = book(TABLES)
    data = bytearray(path.read_bytes())
    directory = data.find(b"PK\x01\x02")
    data[directory + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(UnreadableError, match="encrypted"):
        look_over(path, Limits())


def test_a_damaged_part_is_refused(book: Book) -> None:
    path = book(TABLES)
    data = bytearray(path.read_bytes())
    data[80:120] = bytes(40)
    path.write_bytes(bytes(data))
    with pytest.raises(UnreadableError, match=r"damaged|refused"):
        look_over(path, Limits())


NO_BOOKS = {
    "empty": b"",
    "old or encrypted": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    "text": b"person_id,name\n",
    "html": b"<html><table><tr><td>1</td></tr></table></html>",
    "cut off": b"PK\x03\x04" + bytes(50),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
}


@pytest.mark.parametrize("content", NO_BOOKS.values(), ids=NO_BOOKS)
def test_a_file_that_only_says_it_is_a_workbook_is_refused(
    tmp_path: Path, content: bytes, here: Callable[[Path], object]
) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=r"roster\.xlsx"):
        here(path)


@pytest.mark.parametrize("name", ["a.xls", "a.xlsm", "a.ods", "a.xlsb", "a.pdf", "a.txt", "a"])
def test_other_kinds_of_files_are_refused_with_what_can_be_read(
    tmp_path: Path, name: str, here: Callable[[Path], object]
) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableError, match="what can be read: csv_folder"):
        here(tmp_path / name)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no known kind of source"):
        read(tmp_path)


def test_a_source_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read(tmp_path / "nothing")


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("person_id\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="longer than"):
        read(tmp_path, Limits(wall_seconds=0))


def test_a_reader_that_wants_too_much_memory_is_ended(tmp_path: Path) -> None:
    (tmp_path / "snapshot.json").write_text('{"as_of": "2023-05-31"}', encoding="utf-8")
    rows = "N1,张三,1985\n" * 2_000_000
    (tmp_path / "people.csv").write_text(f"person_id,name,birth\n{rows}", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"memory|needs more than"):
        read(tmp_path, Limits(memory=200 << 20))


def test_limits_survive_the_way_to_the_reading_process() -> None:
    limits = Limits(memory=1, columns=2)
    assert Limits.from_json(limits.to_json()) == limits


@pytest.mark.parametrize(
    ("letters", "number"), [(b"", 1), (b"A", 1), (b"z", 26), (b"AA", 27), (b"XFD", 16_384)]
)
def test_columns_are_numbered_as_spreadsheets_do(letters: bytes, number: int) -> None:
    assert column_number(letters) == number
