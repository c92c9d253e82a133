"""The people of a roster, in the columns of the table, still as text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from diaopei.io.dates import parse_day, read_days
from diaopei.io.issue_rows import IssueRow, issue_row
from diaopei.io.roster.identity import IdNumber, clean_name, id_number, stable_id, told_apart
from diaopei.io.words import WORDS, code_of, fold

DIRECT = (
    "sex", "ethnicity", "birth", "party", "work_since", "degree", "level", "level_since",
    "rank", "rank_since", "status",
)  # fmt: skip
"""Fields of a roster that are columns of the table as they stand."""

NEEDED = {"birth": "出生年月"}
SCHOOLING = tuple(dict.fromkeys(WORDS["education"].values()))
"""Schooling, high to low."""

NONE = ("无", "無", "/", "-", "—")
_DATED = re.compile(r"([0-9]{4}[.\-/年]?[0-9]{0,2}月?)([^0-9；;，,、]*)")


@dataclass
class Roster:
    """The records of a roster by field, with the row number of the first, and what is noted."""

    columns: dict[str, list[str | None]]
    extras: dict[str, list[str | None]]
    first_row: int
    notes: list[IssueRow] = field(default_factory=list)

    @property
    def height(self) -> int:
        """How many rows there are under the header, empty ones included."""
        return len(self.columns["name"])

    def column(self, name: str) -> list[str | None]:
        """A field's cells; all unknown where the roster has no such column."""
        return self.columns.get(name) or [None] * self.height

    def note(self, row: int, reason: str, mend: str, column: str, value: str | None) -> None:
        """Writes an error down at a record."""
        self.notes.append(
            issue_row("people", reason, mend, row=row + self.first_row, column=column, value=value,
                      check="roster")
        )  # fmt: skip

    def warn(self, row: int, reason: str, mend: str, column: str, value: str | None) -> None:
        """Writes a warning down at a record."""
        self.note(row, reason, mend, column, value)
        self.notes[-1]["severity"] = "warning"


def people_of(roster: Roster) -> pl.DataFrame:
    """The table `people` as text, a row for every row of the roster, with its extra columns."""
    names = [clean_name(name) if name else None for name in roster.column("name")]
    columns = {name: roster.column(name) for name in DIRECT}
    _party(roster, columns)
    columns["education"] = _education(roster)
    numbers = _id_numbers(roster, columns)
    _report_missing(roster, columns)
    keys = _keys(names, columns, numbers)
    ids, doubled = told_apart(keys, names, roster.first_row)
    roster.notes += doubled
    columns["status"] = [
        status or ("active" if name else None)
        for status, name in zip(columns["status"], names, strict=True)
    ]
    if "status" not in roster.columns:
        roster.notes.append(
            issue_row("people", "there is no column 状态; everybody is read as active",
                      "add a column 状态 if some are not", column="status", severity="warning",
                      check="roster")
        )  # fmt: skip
    everything = {"person_id": ids, "name": names, **columns, **roster.extras}
    frame = pl.DataFrame(everything, schema=dict.fromkeys(everything, pl.String))
    blank = pl.col("name").is_null()
    return frame.with_columns(pl.when(~blank).then(pl.all()))


def _party(roster: Roster, columns: dict[str, list[str | None]]) -> None:
    """Parts 入党时间 into the date and the party: 2003.05民盟, 2003.05加入民盟；2005.06入党."""
    since: list[str | None] = list(roster.column("party_since"))
    party = list(columns["party"])
    for row, text in enumerate(since):
        plain = fold(text or "")
        if not plain or plain in NONE or parse_day(plain).problem is None:
            continue
        joined = [(when, _party_code(word)) for when, word in _DATED.findall(plain)]
        known = [each for each in joined if each[1]]
        chosen = next((each for each in known if each[1] == "01"), known[0] if known else None)
        if chosen is None or len(known) < len(joined):
            continue
        since[row] = chosen[0]
        party[row] = party[row] or chosen[1]
        if len(joined) > 1:
            mend = "none needed; the earlier membership is not kept"
            roster.warn(row, f"names {len(joined)} parties; read {chosen}", mend, "party", text)
    columns["party_since"], columns["party"] = since, party


def _party_code(word: str) -> str | None:
    return "01" if word in {"入党", "加入中共"} else code_of("party", word.removeprefix("加入"))


def _education(roster: Roster) -> list[str | None]:
    """The schooling given as 学历; else the higher of the full-time and the in-service one."""
    rows = zip(
        roster.column("education"), roster.column("full_time_education"),
        roster.column("in_service_education"), strict=True,
    )  # fmt: skip
    return [given or _higher(full_time, in_service) for given, full_time, in_service in rows]


def _higher(*forms: str | None) -> str | None:
    """The highest of the forms that are known; an unknown one is passed on to be reported."""
    given = [form for form in forms if form and fold(form) not in NONE]
    codes = [code_of("education", form) for form in given]
    if None in codes:
        return given[codes.index(None)]
    return min((code for code in codes if code), key=SCHOOLING.index, default=None)


def _id_numbers(roster: Roster, columns: dict[str, list[str | None]]) -> list[IdNumber | None]:
    """Checks every ID number and what it says against the archive's columns, which win."""
    numbers: list[IdNumber | None] = []
    births = _months(columns["birth"])
    for row, text in enumerate(roster.column("id_number")):
        number = id_number(text) if text else None
        if isinstance(number, str):
            roster.note(row, number, "copy the ID number anew, as text", "身份证号", None)
            number = None
        numbers.append(number)
        if number is None:
            continue
        if births[row] is None and not columns["birth"][row]:
            columns["birth"][row] = number.birth.isoformat()
        elif births[row] is not None and births[row] != f"{number.birth:%Y-%m}":
            reason = f"is not the month of the ID number, {number.birth:%Y-%m}; kept as it is"
            roster.warn(row, reason, "check the archive", "birth", columns["birth"][row])
        sex = code_of("sex", columns["sex"][row] or "")
        if sex and sex != number.sex:
            reason = "is not the sex of the ID number; kept as it is"
            roster.warn(row, reason, "check the archive", "sex", columns["sex"][row])
    return numbers


def _months(texts: Sequence[str | None]) -> list[str | None]:
    days = read_days(pl.Series(texts, dtype=pl.String))["value"]
    return days.dt.strftime("%Y-%m").to_list()


def _keys(
    names: Sequence[str | None],
    columns: dict[str, list[str | None]],
    numbers: Sequence[IdNumber | None],
) -> list[str | None]:
    births, works = _months(columns["birth"]), _months(columns["work_since"])
    return [
        None
        if name is None
        else stable_id("N-", number.text)
        if number
        else stable_id("N-", name, birth, work)
        for name, number, birth, work in zip(names, numbers, births, works, strict=True)
    ]


def _report_missing(roster: Roster, columns: dict[str, list[str | None]]) -> None:
    for name, label in NEEDED.items():
        if not any(columns[name]):
            mend = f"add a column {label}"
            roster.notes.append(
                issue_row("people", "the column is missing but needed", mend, column=name,
                          check="missing_column")
            )  # fmt: skip
