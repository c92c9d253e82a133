from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from diaopei.errors import UnreadableError
from diaopei.io.sheets import Cell, column_letters, text_columns, text_of
from diaopei.io.typed import Reading

Here = Callable[[Path], Reading]
Book = Callable[..., Path]
ABOUT = {"snapshot": [["as_of", "2023-05-31"]]}
HEAD = ["person_id", "name", "birth", "retirement_base_age"]


def test_a_sheet_a_table_is_read(here: Here, book: Book) -> None:
    people = [HEAD, ["N1", "张三", "1985-03", 60], ["N2", "扎西", "1990年7月", "55"]]
    reading = here(book({**ABOUT, "people": people}))
    assert reading.snapshot.people.select(HEAD).rows() == [
        ("N1", "张三", date(1985, 3, 1), 60), ("N2", "扎西", date(1990, 7, 1), 55),
    ]  # fmt: skip
    assert reading.issues.is_empty()


def test_the_words_of_the_snapshot_stand_in_a_sheet(here: Here, book: Book) -> None:
    about = [["name", "ngari"], ["as_of", "2023年5月31日"], ["since", "2022-01-01"], ["who", "me"]]
    reading = here(book({"snapshot": about, "people": [HEAD]}))
    snapshot = reading.snapshot
    assert (snapshot.name, snapshot.as_of) == ("ngari", date(2023, 5, 31))
    assert snapshot.since == date(2022, 1, 1)
    assert reading.issues.select("column", "check").rows() == [("who", "about")]


def test_a_workbook_without_its_day_is_refused(here: Here, book: Book) -> None:
    with pytest.raises(UnreadableError, match="'snapshot' is missing"):
        here(book({"people": [HEAD]}))


def test_a_number_cut_by_the_spreadsheet_is_ambiguous(here: Here, book: Book) -> None:
    reading = here(book({**ABOUT, "people": [HEAD, ["N1", "张三", 1985.1, 60]]}))
    issue = reading.issues.row(0, named=True)
    assert (issue["row"], issue["column"], issue["value"]) == ("2", "birth", "1985.1")


def test_columns_of_mixed_cells_are_read_cell_by_cell(here: Here, book: Book) -> None:
    rows = [["N1", "a", 198503, 60.0], ["N2", "b", "1985.03", ""], ["N3", "c", 31107, "60"]]
    people = here(book({**ABOUT, "people": [HEAD, *rows]})).snapshot.people
    assert set(people["birth"].to_list()) == {date(1985, 3, 1)}
    assert people["retirement_base_age"].to_list() == [60, None, 60]


def test_two_columns_of_one_name_are_refused(here: Here, book: Book) -> None:
    with pytest.raises(UnreadableError, match="two columns are called 'name'"):
        here(book({**ABOUT, "people": [["person_id", "name", "name"]]}))


def test_cells_under_no_name_are_kept_and_reported(here: Here, book: Book) -> None:
    reading = here(book({**ABOUT, "people": [HEAD, ["N1", "a", "1980", 60, "", "note"]]}))
    assert reading.snapshot.people["column F"].to_list() == ["note"]
    assert reading.issues["check"].to_list() == ["unnamed_column"]


def test_an_empty_sheet_is_no_table(here: Here, book: Book) -> None:
    reading = here(book({**ABOUT, "people": [HEAD], "ties": []}))
    assert reading.issues.is_empty()
    assert reading.snapshot.ties.is_empty()


def test_a_hidden_sheet_and_an_unknown_one_are_reported(here: Here, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("snapshot").write_row(0, 0, ["as_of", "2023-05-31"])
        workbook.add_worksheet("people").write_row(0, 0, HEAD)
        hidden = workbook.add_worksheet("notes")
        hidden.write(0, 0, "x")
        hidden.hide()
    assert here(path).issues["check"].to_list() == ["hidden", "unknown_table"]


def test_a_formula_without_a_stored_value_is_an_error_at_its_cell(
    here: Here, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("snapshot").write_row(0, 0, ["as_of", "2023-05-31"])
        sheet = workbook.add_worksheet("people")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["N1", "a", "1980"])
        sheet.write_formula(1, 3, "=50+5", value="")
    issue = here(path).issues.row(0, named=True)
    assert (issue["severity"], issue["check"]) == ("error", "formula")
    assert "D2" in issue["reason"]


def test_a_stored_formula_value_is_read(here: Here, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("snapshot").write_row(0, 0, ["as_of", "2023-05-31"])
        sheet = workbook.add_worksheet("people")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["N1", "a", "1980"])
        sheet.write_formula(1, 3, "=50+5", value=55)
    assert here(path).snapshot.people["retirement_base_age"].to_list() == [55]


CELLS: list[tuple[Cell, str | None]] = [
    ("", None), ("x", "x"), (198503.0, "198503"), (1985.1, "1985.1"), (True, "true"),
    (False, "false"), (date(1985, 3, 12), "1985-03-12"), (datetime(1985, 3, 12), "1985-03-12"),  # noqa: DTZ001
    (datetime(1985, 3, 12, 8, 30), "1985-03-12T08:30:00"), (time(8, 30), "08:30:00"),  # noqa: DTZ001
    (timedelta(hours=1), "1:00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_a_cell_is_the_text_one_would_type(cell: Cell, text: str | None) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    "column",
    [
        ["a", "b"],
        [1.0, 2.0],
        [1.5, 2.0],
        [date(2020, 1, 1)] * 2,
        ["x", 1.0],
        ["x", True],
        [1e300, 1.0],
        [1.0, True],
    ],
)
def test_fast_columns_hold_what_their_cells_say(column: list[Cell]) -> None:
    fast = text_columns(["a"], [[cell] for cell in column])["a"].to_list()
    assert fast == [text_of(cell) for cell in column]


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16_384, "XFD")])
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters
