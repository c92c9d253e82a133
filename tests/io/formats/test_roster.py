from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from diaopei.errors import UnreadableError
from diaopei.io.typed import Reading

Here = Callable[[Path], Reading]
Book = Callable[..., Path]

TITLE = ["阿里地区干部花名册（截至2023年5月）"]
HEAD = [
    "序号",
    "姓名",
    "单位",
    "职务",
    "性别",
    "民族",
    "出生\n年月",
    "参加工作时间",
    "职务级别",
    "任现职时间",
]
ROWS = [
    ["1", "张　三", "财政局", "副局长", "男", "汉", "1978.06", "2001.07", "副处级", "2019.03"],
    ["2", "扎西", "财政局", "科长", "男", "藏族", "198502", "2006-01", "正科", "2020年1月"],
    [
        "3",
        "次仁",
        "教育局",
        "局长",
        "女",
        "门巴",
        "1980/3",
        "1999.08（23年）",
        "县处级正职",
        "2018.05",
    ],
]
UNITS = [
    ["unit_id", "name", "tier", "kind", "place_id"],
    ["U1", "财政局", "prefecture", "government", "NG"],
    ["U2", "教育局", "prefecture", "government", "NG"],
]
PLACES = [["place_id", "name", "kind"], ["NG", "狮泉河", "prefecture"]]


def whole(*rows: list[str], head: list[str] = HEAD) -> dict[str, list[list[str]]]:
    return {"花名册": [TITLE, head, *(rows or ROWS)], "units": UNITS, "places": PLACES}


def errors(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    rows = reading.issues.filter(severity="error").select("table", "row", "column").rows()
    return [(table, row, column) for table, row, column in rows]


def test_a_full_roster_gives_people_units_posts_and_assignments(here: Here, book: Book) -> None:
    reading = here(book(whole()))
    snapshot = reading.snapshot
    assert errors(reading) == []
    assert snapshot.as_of == date(2023, 5, 31)
    assert snapshot.people.select("name", "sex", "ethnicity", "level", "birth").rows() == [
        ("张三", "male", "01", "division_deputy", date(1978, 6, 1)),
        ("扎西", "male", "04", "section_principal", date(1985, 2, 1)),
        ("次仁", "female", "54", "division_principal", date(1980, 3, 1)),
    ]
    assert snapshot.assignments.select("unit_id", "title", "start", "kind").rows() == [
        ("U1", "副局长", date(2019, 3, 1), "post"), ("U1", "科长", date(2020, 1, 1), "post"),
        ("U2", "局长", date(2018, 5, 1), "post"),
    ]  # fmt: skip
    assert snapshot.assignments["person_id"].to_list() == snapshot.people["person_id"].to_list()
    assert snapshot.posts.select("unit_id", "title", "seats").rows() == [
        ("U1", "副局长", 1), ("U1", "科长", 1), ("U2", "局长", 1),
    ]  # fmt: skip
    assert snapshot.units["name"].to_list() == ["财政局", "教育局"]


def test_holders_of_one_title_and_level_share_a_post(here: Here, book: Book) -> None:
    other = [*ROWS[1][:1], "旺堆", *ROWS[1][2:]]
    snapshot = here(book(whole(ROWS[1], other))).snapshot
    assert snapshot.posts["seats"].to_list() == [2]
    assert snapshot.assignments["post_id"].n_unique() == 1


def test_ids_do_not_depend_on_the_order_of_the_rows(here: Here, book: Book) -> None:
    one = here(book(whole(*ROWS), "one.xlsx")).snapshot.people
    two = here(book(whole(*reversed(ROWS)), "two.xlsx")).snapshot.people
    assert dict(one.select("name", "person_id").rows()) == dict(
        two.select("name", "person_id").rows()
    )


def test_a_unit_nobody_described_is_an_error_that_says_where_to_describe_it(
    here: Here, book: Book
) -> None:
    reading = here(book({"花名册": [TITLE, HEAD, *ROWS]}))
    asked = reading.issues.filter(check="roster_unit")
    assert asked["value"].to_list() == ["财政局", "教育局"]
    assert "roster.yaml" in asked["mend"][0]
    assert reading.snapshot.units["tier"].to_list() == [None, None]


def test_a_file_beside_the_roster_says_what_it_cannot(here: Here, book: Book) -> None:
    path = book({"花名册": [HEAD, *ROWS]}, "list.xlsx")
    path.with_name("roster.yaml").write_text(
        "as_of: 2023-05-31\nname: Ngari\n"
        "places: [{place_id: NG, name: 狮泉河, kind: prefecture}]\n"
        "units:\n"
        "  - {unit_id: U1, name: 财政局, tier: prefecture, kind: government, place_id: NG}\n"
        "  - {unit_id: U2, name: 教育局, tier: prefecture, kind: government, place_id: NG}\n",
        encoding="utf-8",
    )
    reading = here(path)
    assert errors(reading) == []
    assert (reading.snapshot.name, reading.snapshot.as_of) == ("Ngari", date(2023, 5, 31))


SIDECARS = {
    "a doubled word": ("as_of: 2023-05-31\nas_of: 2023-06-30\n", "stands twice"),
    "a reference": ("places: &a []\nunits: *a\n", "references"),
    "an unknown word": ("day: 2023-05-31\n", "unknown word 'day'"),
    "a list": ("- 1\n", "must hold words"),
    "a broken file": ("units: [\n", "roster.yaml"),
    "units that are no rows": ("units: [财政局]\n", "list of rows"),
}


@pytest.mark.parametrize(("text", "word"), SIDECARS.values(), ids=SIDECARS)
def test_a_wrong_file_beside_the_roster_is_refused(
    here: Here, book: Book, text: str, word: str
) -> None:
    path = book(whole())
    path.with_name("roster.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError, match=word):
        here(path)


@pytest.mark.parametrize(
    ("title", "day"),
    {"截至2023年5月": "2023-05-31", "（截止2023.2）": "2023-02-28",
     "截至：2024年02月29日": "2024-02-29",
     "截至 ２０２３年１２月": "2023-12-31", "截至2023-05-15": "2023-05-15"}.items(),
)  # fmt: skip
def test_the_day_stands_in_the_title(here: Here, book: Book, title: str, day: str) -> None:
    sheets = {**whole(), "花名册": [[f"花名册 {title}"], HEAD, *ROWS]}
    assert here(book(sheets)).snapshot.as_of == date.fromisoformat(day)


def test_a_roster_without_its_day_is_counted_to_its_latest_date_with_an_error(
    here: Here, book: Book
) -> None:
    reading = here(book({**whole(), "花名册": [HEAD, *ROWS]}))
    assert reading.snapshot.as_of == date(2020, 1, 1)
    assert errors(reading) == [("snapshot", None, "as_of")]


CELLS = {
    "birth ambiguous": (6, "1985.1", ("people", "4", "birth")),
    "birth impossible": (6, "1985.13", ("people", "4", "birth")),
    "work since unclear": (7, "参军", ("people", "4", "work_since")),
    "sex unknown": (4, "?", ("people", "4", "sex")),
    "level unknown": (8, "局级", ("people", "4", "level")),
    "start unclear": (9, "去年", ("assignments", "4", "start")),
    "no name": (1, "", ("people", "4", "name")),
}


@pytest.mark.parametrize(("place", "cell", "issue"), CELLS.values(), ids=CELLS)
def test_a_wrong_cell_is_reported_at_its_row_of_the_roster(
    here: Here, book: Book, place: int, cell: str, issue: tuple[str, str, str]
) -> None:
    wrong = [*ROWS[1][:place], cell, *ROWS[1][place + 1 :]]
    assert errors(here(book(whole(ROWS[0], wrong, ROWS[2])))) == [issue]


JOINED = {
    "2001.07": ("2001-07-01", None),
    "2003.05民盟": ("2003-05-01", "05"),
    "2003.05加入民盟；2005.06入党": ("2005-06-01", "01"),
    "2005.06入党": ("2005-06-01", "01"),
    "无": (None, None),
    "/": (None, None),
    "": (None, None),
}


@pytest.mark.parametrize(("cell", "read"), JOINED.items())
def test_the_party_is_taken_from_beside_the_date(
    here: Here, book: Book, cell: str, read: tuple[str | None, str | None]
) -> None:
    reading = here(book(whole([*ROWS[0], cell], head=[*HEAD, "入党时间"])))
    row = reading.snapshot.people.row(0, named=True)
    since = row["party_since"]
    assert (since.isoformat() if since else None, row["party"]) == read
    assert errors(reading) == []


SCHOOLS = {
    ("大学", ""): "bachelor",
    ("大专", "中央党校大学"): "bachelor",
    ("研究生", "大学"): "graduate",
    ("", "省委党校研究生"): "graduate",
    ("无", "/"): None,
}


@pytest.mark.parametrize(("cells", "education"), SCHOOLS.items())
def test_the_higher_schooling_counts(
    here: Here, book: Book, cells: tuple[str, str], education: str | None
) -> None:
    head = [*HEAD, "全日制学历", "在职学历"]
    reading = here(book(whole([*ROWS[0], *cells], head=head)))
    assert reading.snapshot.people["education"].to_list() == [education]
    assert errors(reading) == []


def test_unit_and_post_in_one_cell_are_parted_at_a_known_unit(here: Here, book: Book) -> None:
    head = ["姓名", "工作单位及职务", "出生年月", "职务级别", "任现职时间"]
    known = ["张三", "财政局副局长", "1978.06", "副处级", "2019.03"]
    unknown = ["李四", "水利局局长", "1979.06", "正处级", "2019.03"]
    reading = here(book(whole(known, unknown, head=head)))
    assert reading.snapshot.assignments.select("unit_id", "title").rows() == [("U1", "副局长")]
    assert errors(reading) == [("people", "4", "工作单位及职务")]


def test_totals_end_the_roster_and_other_columns_are_kept_but_no_age(
    here: Here, book: Book
) -> None:
    rows = [[*ROWS[0], "44", "好"], ["合计", "1"], ["填表人"]]
    reading = here(book(whole(*rows, head=[*HEAD, "年龄", "备注"])))
    assert reading.snapshot.people["备注"].to_list() == ["好"]
    assert "年龄" not in reading.snapshot.people.columns
    assert errors(reading) == []


def test_an_id_number_tells_people_apart_and_is_not_kept(here: Here, book: Book) -> None:
    rows = [[*ROWS[0], number] for number in ("542521197806120019", "542521197806120035")]
    people = here(book(whole(*rows, head=[*HEAD, "身份证号"]))).snapshot.people
    assert people["person_id"].n_unique() == len(rows)
    assert not people["person_id"].str.ends_with("-2").any()
    assert not [cell for row in people.rows() for cell in row if "54252119780612" in str(cell)]


def test_an_id_number_against_the_archive_is_a_warning_and_the_archive_counts(
    here: Here, book: Book
) -> None:
    row = [*ROWS[0], "542521198503120016"]
    reading = here(book(whole(row, head=[*HEAD, "身份证号"])))
    assert reading.snapshot.people["birth"].to_list() == [date(1978, 6, 1)]
    told = reading.issues.filter(pl.col("mend") == "check the archive")
    assert told.select("row", "column", "severity").rows() == [("3", "birth", "warning")]


def test_people_who_cannot_be_told_apart_are_an_error(here: Here, book: Book) -> None:
    reading = here(book(whole(ROWS[0], ROWS[0])))
    assert reading.snapshot.people["person_id"].n_unique() == 2
    assert errors(reading) == [("people", "4", "person_id")]


def test_a_csv_file_may_be_a_roster_in_the_codes_of_the_trade(here: Here, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    lines = [TITLE, [label.replace("\n", "") for label in HEAD], *ROWS]
    path.write_bytes("\n".join(",".join(line) for line in lines).encode("gb18030"))
    reading = here(path)
    assert reading.snapshot.people["name"].to_list() == ["张三", "扎西", "次仁"]
    assert "encoding" in reading.issues["check"].to_list()


def test_a_workbook_without_names_is_no_roster(here: Here, book: Book) -> None:
    with pytest.raises(UnreadableError, match="姓名"):
        here(book({"Sheet1": [["单位", "人数"], ["财政局", "3"]]}))


def test_a_second_roster_in_the_workbook_is_reported(here: Here, book: Book) -> None:
    reading = here(book({**whole(), "科级": [HEAD, *ROWS]}))
    assert reading.issues.filter(check="unknown_table")["table"].to_list() == ["科级"]


def test_missing_columns_that_are_needed_are_named_in_the_trade_s_words(
    here: Here, book: Book
) -> None:
    reading = here(book({"名册": [TITLE, ["姓名", "性别"], ["张三", "男"]]}))
    mends = reading.issues.filter(check="missing_column")["mend"].to_list()
    wanted = {"add a column 出生年月", "add a column 现职务层次", "add a column 任现职时间"}
    assert wanted <= set(mends)
