"""Finds the header of a roster: under title rows, on one line or two, by any known alias."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from diaopei.io.words import fold

FIELDS: dict[str, tuple[str, ...]] = {
    "serial": ("序号",),
    "name": ("姓名", "干部姓名", "人员姓名", "名字"),
    "unit_title": ("工作单位及职务", "单位及职务", "工作单位及现任职务", "现工作单位及职务"),
    "unit": ("单位", "部门", "工作单位", "所在单位", "现工作单位", "单位名称", "所在部门"),
    "title": ("现任职务", "职务", "现职务", "现职", "岗位", "职务名称"),
    "sex": ("性别",),
    "ethnicity": ("民族",),
    "birth": ("出生年月", "出生日期", "出生年月日", "出生时间"),
    "party_since": ("入党时间", "入党日期", "入党年月"),
    "party": ("政治面貌",),
    "work_since": ("参加工作时间", "参工时间", "参加工作日期", "参加工作年月", "工作时间"),
    "education": ("学历", "最高学历"),
    "full_time_education": ("全日制学历", "全日制教育学历"),
    "in_service_education": ("在职学历", "在职教育学历"),
    "degree": ("学位", "最高学位", "全日制学位", "全日制教育学位"),
    "level": ("现职务层次", "职务级别", "职务层次", "现职务级别"),
    "start": ("任现职时间", "任职时间", "任现职务时间"),
    "level_since": ("任现职务层次时间", "任现职务级别时间"),
    "rank": ("现职级", "职级"),
    "rank_since": ("任现职级时间", "任职级时间"),
    "id_number": ("身份证号", "身份证", "证件号", "身份证号码", "公民身份号码"),
    "status": ("状态", "人员状态"),
}
"""The columns of the trade (facts of the domain, section 3.5) by what is read from them."""

ALIASES = {alias: field for field, aliases in FIELDS.items() for alias in aliases}
SECOND_LINE = frozenset(
    {"学历", "学位", "院校", "毕业院校", "院校系及专业", "毕业院校系及专业", "专业", "时间", "名称"}
)
SEARCH_ROWS = 15
"""How many rows from the top may hold titles before the header."""

_BRACKETED = re.compile(r"[(\[【〔].*?[)\]】〕]")
_BRACKETS = re.compile(r"[()\[\]【】〔〕]")


@dataclass(frozen=True)
class Header:
    """Where the header stands, and what each column is.

    `fields` has a name of `FIELDS` or None for each column, `labels` what is written, `titles`
    the text above, `first` the index of the first record's row.
    """

    fields: list[str | None]
    labels: list[str]
    titles: str
    first: int


def field_of(label: str) -> str | None:
    """The field a column label means, or None; white space and brackets do not count."""
    plain = fold(label)
    for form in (plain, _BRACKETED.sub("", plain), _BRACKETS.sub("", plain)):
        if form in ALIASES:
            return ALIASES[form]
    return None


def find_header(grid: Sequence[Sequence[str]]) -> Header | None:
    """The header of a sheet, or None where no row of the first ones names people."""
    for place, row in enumerate(grid[:SEARCH_ROWS]):
        if "name" not in map(field_of, row):
            continue
        below = grid[place + 1] if place + 1 < len(grid) else []
        two_lines = _is_second_line(row, below)
        labels = _joined(row, below) if two_lines else [label.strip() for label in row]
        titles = "\n".join(cell for above in grid[:place] for cell in above if cell)
        return Header(_fields(labels), labels, titles, place + 1 + two_lines)
    return None


def _is_second_line(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the row below parts a merged header cell, as 学历 and 学位 under 全日制教育."""
    names = [place for place, label in enumerate(row) if field_of(label) == "name"]
    if not any(below) or any(below[place].strip() for place in names if place < len(below)):
        return False
    given = [fold(label) for label in below if label.strip()]
    return all(label in SECOND_LINE or label in ALIASES for label in given)


def _joined(row: Sequence[str], below: Sequence[str]) -> list[str]:
    """Upper and lower labels as one; a merged upper label reaches over the empty cells after it."""
    upper = accumulate(row, _reaching)
    return [
        f"{fold(over)}{fold(under)}" if under.strip() else label.strip()
        for over, under, label in zip(upper, below, row, strict=True)
    ]


def _reaching(last: str, label: str) -> str:
    return label if label.strip() else last


def _fields(labels: Sequence[str]) -> list[str | None]:
    """The field of each column; of two columns for one field the first counts."""
    fields: list[str | None] = []
    for label in labels:
        field = field_of(label)
        fields.append(field if field not in fields else None)
    return fields
