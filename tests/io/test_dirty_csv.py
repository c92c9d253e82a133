from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from diaopei.errors import UnreadableError
from diaopei.io.typed import Reading

Here = Callable[[Path], Reading]
Folder = Callable[..., Path]
HEAD = "person_id,name,sex,birth,party_since,specialties,retirement_base_age,status\n"

WRONG_CELLS = {
    "sex unknown": ("N1,张三,x,1985-03-12,,,,", "sex", "x"),
    "birth impossible": ("N1,张三,male,1985-02-30,,,,", "birth", "1985-02-30"),
    "birth ambiguous": ("N1,张三,male,1985.1,,,,", "birth", "1985.1"),
    "birth in words": ("N1,张三,male,不详,,,,", "birth", "不详"),
    "year one": ("N1,张三,male,0001-01-01,,,,", "birth", "0001-01-01"),
    "party date with words": ("N1,张三,male,1985,2003民盟,,,", "party_since", "2003民盟"),
    "age no number": ("N1,张三,male,1985,,,sixty,", "retirement_base_age", "sixty"),
    "age a fraction": ("N1,张三,male,1985,,,60.5,", "retirement_base_age", "60.5"),
    "status unknown": ("N1,张三,male,1985,,,,gone", "status", "gone"),
    "failed formula": ("N1,#REF!,male,1985,,,,", "name", "#REF!"),
    "failed formula in a date": ("N1,张三,male,#N/A,,,,", "birth", "#N/A"),
}


@pytest.mark.parametrize(("line", "column", "value"), WRONG_CELLS.values(), ids=WRONG_CELLS)
def test_a_wrong_cell_is_unknown_and_reported_with_its_place(
    here: Here, folder: Folder, line: str, column: str, value: str
) -> None:
    reading = here(folder(people=f"{HEAD}N0,李四,female,1980,,,,active\n{line}\n"))
    assert reading.snapshot.people[column][1] is None
    issue = reading.issues.row(0, named=True)
    assert (issue["table"], issue["row"], issue["column"]) == ("people", "3", column)
    assert (issue["value"], issue["severity"]) == (value, "error")
    assert issue["reason"]
    assert issue["mend"]


def test_all_wrong_cells_are_reported_at_once(here: Here, folder: Folder) -> None:
    lines = "".join(f"{line}\n" for line, _, _ in WRONG_CELLS.values())
    reading = here(folder(people=HEAD + lines))
    assert reading.issues.filter(severity="error").height == len(WRONG_CELLS)
    assert reading.snapshot.people.height == len(WRONG_CELLS)


ENCODINGS = {
    "utf-8": 0, "utf-8-sig": 0, "gb18030": 1, "gbk": 1, "utf-16": 1,
}  # fmt: skip


@pytest.mark.parametrize(("encoding", "warnings"), ENCODINGS.items())
def test_the_encoding_is_found_and_reported_if_it_is_not_utf_8(
    here: Here, folder: Folder, people: str, encoding: str, warnings: int
) -> None:
    reading = here(folder(people=people.encode(encoding)))
    assert reading.snapshot.people["name"].to_list() == ["张三", "扎西"]
    assert reading.issues["severity"].to_list() == ["warning"] * warnings


def test_characters_beyond_gbk_are_read_from_gb18030(here: Here, folder: Folder) -> None:
    data = "person_id,name,birth\nN1,䶮𬍛བོད,1980\n".encode("gb18030")
    assert here(folder(people=data)).snapshot.people["name"].to_list() == ["䶮𬍛བོད"]


SHAPES = {
    "crlf": "person_id,name,birth\r\nN1,张三,1980\r\n",
    "cr only": "person_id,name,birth\rN1,张三,1980\r",
    "no end": "person_id,name,birth\nN1,张三,1980",
    "blank lines": "person_id,name,birth\n\nN1,张三,1980\n\n\n",
    "empty cells row": "person_id,name,birth\n,,\nN1,张三,1980\n",
    "quoted": '"person_id","name","birth"\n"N1","张三","1980"\n',
    "tabs": "person_id\tname\tbirth\nN1\t张三\t1980\n",
    "semicolons": "person_id;name;birth\nN1;张三;1980\n",
    "bars": "person_id|name|birth\nN1|张三|1980\n",
    "padded": "person_id,name,birth\n N1 ,　张三　, 1980 \n",
    "padded header": " person_id , name ,birth\nN1,张三,1980\n",
    "other order": "birth,name,person_id\n1980,张三,N1\n",
    "quote before formula": "person_id,name,birth\nN1,张三,1980\n",
}


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES)
def test_odd_shapes_are_read_as_the_same_table(here: Here, folder: Folder, content: str) -> None:
    reading = here(folder(people=content))
    row = reading.snapshot.people.select("person_id", "name", pl.col("birth").dt.year()).rows()
    assert row == [("N1", "张三", 1980)]
    assert reading.issues.filter(severity="error").is_empty()


def test_rows_are_numbered_as_a_spreadsheet_shows_them(here: Here, folder: Folder) -> None:
    lines = 'N1,"two\nlines",1980\n\nN2,张三,wrong\n'
    reading = here(folder(people=f"person_id,name,birth\n{lines}"))
    assert reading.issues["row"].to_list() == ["4"]


REFUSED = {
    "empty": (b"", "empty"),
    "white space": (b" \n\n", "empty"),
    "nul": (b"person_id,name\nN1,\0\n", "NUL"),
    "no encoding": (b"person_id,name\nN1,\xff\xff\xff\n", "UTF-8"),
    "too many cells": (b"person_id,name\nN1,a,b,c\n", "row 2 has 4 cells"),
    "two columns of one name": (b"person_id,name,name\nN1,a,b\n", "two columns called 'name'"),
    "open quote": (b'person_id,name\nN1,"a\nN2,b\n', "damaged"),
    "mixed encodings": ("person_id,name\nN1,张三\n".encode() + b"N2,\xd5\xc5\xff\n", "GB18030"),
}


@pytest.mark.parametrize(("content", "word"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_with_the_file_and_the_reason(
    here: Here, folder: Folder, content: bytes, word: str
) -> None:
    with pytest.raises(UnreadableError, match=word):
        here(folder(people=content))


MANIFESTS = {
    "missing": (None, "snapshot.json is missing"),
    "no json": ("{", "not readable as JSON"),
    "a list": ("[]", "object"),
    "no day": ('{"name": "x"}', "as_of"),
    "impossible day": ('{"as_of": "2023-02-30"}', "as_of"),
    "empty": ("", "not readable"),
}


@pytest.mark.parametrize(("manifest", "word"), MANIFESTS.values(), ids=MANIFESTS)
def test_a_snapshot_without_its_day_is_refused(
    here: Here, folder: Folder, people: str, manifest: str | None, word: str
) -> None:
    with pytest.raises(UnreadableError, match=word):
        here(folder(manifest, people=people))


def test_extra_columns_are_kept_and_unknown_tables_reported(here: Here, folder: Folder) -> None:
    reading = here(folder(people="person_id,name,birth,bus\nN1,a,1980,12\n", cars="id\n1\n"))
    assert reading.snapshot.people["bus"].to_list() == ["12"]
    assert reading.issues.select("table", "check").rows() == [("cars", "unknown_table")]


def test_a_needed_column_that_is_missing_is_an_error(here: Here, folder: Folder) -> None:
    reading = here(folder(people="person_id,name\nN1,a\n"))
    assert reading.issues.select("column", "check").rows() == [("birth", "missing_column")]


def test_dates_known_to_the_month_or_year_keep_their_precision(here: Here, folder: Folder) -> None:
    lines = "N1,a,1980\nN2,b,1981-05\nN3,c,1982-05-06\n"
    reading = here(folder(people=f"person_id,name,birth\n{lines}"))
    assert reading.snapshot.precisions.select("key", "column", "precision").rows() == [
        ("N1", "birth", "year"), ("N2", "birth", "month"),
    ]  # fmt: skip


def test_the_precision_of_a_table_without_a_key_is_kept_by_row(here: Here, folder: Folder) -> None:
    reading = here(
        folder(reserve="person_id,list,entered\nN1,division,2020-01-01\nN2,section,2021\n")
    )
    assert reading.snapshot.precisions.rows() == [("reserve", "2", "entered", "year")]


@pytest.mark.parametrize(
    ("cell", "value"),
    {
        "是": True,
        "否": False,
        "TRUE": True,
        "false": False,
        "1": True,
        "0": False,
        "": None,
    }.items(),
)
def test_yes_and_no_are_read(here: Here, folder: Folder, cell: str, value: bool | None) -> None:
    posts = f"post_id,unit_id,title,level,must_fill\nP1,U1,局长,正处级,{cell}\n"
    row = here(folder(posts=posts)).snapshot.posts.row(0, named=True)
    assert (row["must_fill"], row["level"]) == (value, "division_principal")


@pytest.mark.parametrize(
    ("cell", "value"),
    {"a;b": ["a", "b"], "a； b": ["a", "b"], ";a;": ["a"], ";": None, "": None}.items(),
)
def test_lists_are_parted_by_semicolons(
    here: Here, folder: Folder, cell: str, value: list[str] | None
) -> None:
    reading = here(folder(people=f"person_id,name,birth,specialties\nN1,a,1980,{cell}\n"))
    assert reading.snapshot.people["specialties"].to_list() == [value]


@pytest.mark.parametrize(
    ("cell", "value"), {"4280": 4280, "4280.0": 4280, "４２８０": 4280, '"4,280"': 4280}.items()
)
def test_whole_numbers_are_read(here: Here, folder: Folder, cell: str, value: int) -> None:
    reading = here(folder(places=f"place_id,name,kind,altitude_m\nNG,x,county,{cell}\n"))
    assert reading.snapshot.places["altitude_m"].to_list() == [value]


def test_unseen_characters_are_reported_and_kept(here: Here, folder: Folder) -> None:
    reading = here(folder(people="person_id,name,birth\nN1,张\u200b三,1980\n"))
    assert reading.snapshot.people["name"].to_list() == ["张\u200b三"]
    assert reading.issues["reason"].to_list() == ["1 texts hold unseen characters"]
