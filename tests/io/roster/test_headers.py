import pytest

from diaopei.io.roster.headers import ALIASES, FIELDS, field_of, find_header


@pytest.mark.parametrize(("alias", "field"), ALIASES.items())
def test_every_alias_is_known_however_it_is_set(alias: str, field: str) -> None:
    broken = f"{alias[:2]}\n{alias[2:]}"
    spaced = "　".join(alias)
    assert {field_of(alias), field_of(broken), field_of(spaced), field_of(f"{alias}（必填）")} == {
        field
    }


@pytest.mark.parametrize(
    ("label", "field"),
    {"性別": "sex", "單位": "unit", "職務": "title", "參加工作時間": "work_since",
     "學歷": "education", "入黨時間": "party_since", "現任職務": "title", "任現職時間": "start",
     "身份證號碼": "id_number",
     "(姓名)": "name", "備註": None, "": None}.items(),
)  # fmt: skip
def test_traditional_labels_and_brackets_are_known(label: str, field: str | None) -> None:
    assert field_of(label) == field


def test_no_alias_means_two_fields() -> None:
    assert len(ALIASES) == sum(map(len, FIELDS.values()))


def test_the_header_is_found_under_titles() -> None:
    grid = [["花名册（截至2023年5月）", ""], ["", ""], ["姓名", "性别"], ["张三", "男"]]
    header = find_header(grid)
    assert header is not None
    assert (header.fields, header.first) == (["name", "sex"], 3)
    assert "截至2023年5月" in header.titles


def test_a_header_of_two_lines_is_read_as_one() -> None:
    grid = [
        ["姓名", "全日制教育", "", "在职教育", "", "备注"],
        ["", "学历", "学位", "学历", "学位", ""],
        ["张三", "大学", "", "", "", ""],
    ]
    header = find_header(grid)
    assert header is not None
    assert header.fields == [
        "name", "full_time_education", "degree", "in_service_education", None, None,
    ]  # fmt: skip
    assert header.labels[4:] == ["在职教育学位", "备注"]
    assert header.first == 2


def test_the_first_of_two_columns_for_one_field_counts() -> None:
    header = find_header([["姓名", "姓 名", "性别"]])
    assert header is not None
    assert header.fields == ["name", None, "sex"]


@pytest.mark.parametrize("grid", [[], [[]], [["单位", "人数"], ["财政局", "3"]]])
def test_a_sheet_without_names_has_no_header(grid: list[list[str]]) -> None:
    assert find_header(grid) is None
