from datetime import date

import polars as pl
import pytest

from diaopei.errors import UnknownNameError
from diaopei.planning.move import EFFECTS
from diaopei.planning.round import LAYERS
from diaopei.reporting import codes
from diaopei.reporting.columns import COLUMNS, Column
from diaopei.reporting.ethnic_groups import ETHNIC_GROUPS
from diaopei.reporting.table import LONG, Table
from diaopei.reporting.texts import LANGUAGES, known_language, same
from diaopei.screening.finding import SUBJECTS, VERDICTS
from diaopei.screening.rule import UNITS
from diaopei.snapshot import tables

TITLE = same("people")
ROWS = pl.DataFrame(
    {
        "name": ["Ada", "Ben"],
        "sex": ["female", None],
        "birth": [date(1980, 3, 1), None],
        "start": [date(2020, 1, 15), None],
        "purposes": [["care", "fit"], []],
        "counts": [True, False],
        "months": [7, None],
    }
)
TABLE = Table.of("people", TITLE, ROWS)


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("en", ["Ada", "female", "1980.03", "2020-01-15", "care, fit", "yes", "7"]),
        ("zh-hans", ["Ada", "女", "1980.03", "2020-01-15", "关怀性、适应性", "是", "7"]),
        ("zh-hant", ["Ada", "女", "1980.03", "2020-01-15", "關懷性、適應性", "是", "7"]),
    ],
)
def test_codes_are_shown_by_their_names(lang: str, first: list[str]) -> None:
    assert list(TABLE.shown(lang).row(0)) == first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_unknown_is_shown_empty(lang: str) -> None:
    shown = TABLE.shown(lang).row(1, named=True)
    assert [shown[key] for key in ("sex", "birth", "start", "purposes", "months")] == [""] * 5


def test_a_code_without_a_name_stays_as_it_is() -> None:
    odd = Table.of("x", TITLE, pl.DataFrame({"sex": ["other"], "purposes": [["new", "fit"]]}))
    assert odd.shown("en").row(0) == ("other", "new, fit")


def test_numbers_and_days_keep_their_type_under_titles() -> None:
    titled = TABLE.titled("zh-hant")
    assert titled.columns == ["姓名", "性別", "出生年月", "任職時間", "交流類別", "計入", "月數"]
    assert [titled[name].dtype for name in ("出生年月", "月數")] == [pl.Date, pl.Int64]


def test_an_empty_table_keeps_its_columns() -> None:
    assert Table.of("x", TITLE, ROWS.clear()).shown("en").columns == ROWS.columns


def test_a_report_may_bring_a_column_of_its_own() -> None:
    column = Column("sex", same("S"), {"female": same("W")})
    assert Table.of("x", TITLE, ROWS, [column]).shown("en")["sex"].to_list() == ["W", ""]


def test_an_unknown_column_is_refused_by_name() -> None:
    with pytest.raises(UnknownNameError, match="'colour'"):
        Table.of("x", TITLE, pl.DataFrame({"colour": []}))


@pytest.mark.parametrize(("height", "is_long"), [(LONG, False), (LONG + 1, True)])
def test_long_tables_are_folded(height: int, is_long: bool) -> None:
    assert Table.of("x", TITLE, pl.DataFrame({"months": range(height)})).is_long is is_long


@pytest.mark.parametrize("lang", ["de", "zh", ""])
def test_an_unknown_language_is_refused_with_the_known_ones(lang: str) -> None:
    with pytest.raises(UnknownNameError, match="zh-hans, zh-hant, en"):
        known_language(lang)


CODED = [name for name, value in vars(codes).items() if name.isupper() and isinstance(value, dict)]


@pytest.mark.parametrize("name", CODED)
def test_every_code_has_a_name_in_every_language(name: str) -> None:
    for code, said in getattr(codes, name).items():
        assert set(said) == set(LANGUAGES), code
        assert all(said.values()), code


@pytest.mark.parametrize("key", COLUMNS)
def test_every_column_has_a_title_in_every_language(key: str) -> None:
    assert set(COLUMNS[key].title) == set(LANGUAGES)
    assert all(COLUMNS[key].title.values())


@pytest.mark.parametrize(
    ("known", "named"),
    [
        (tables.LEVELS, codes.LEVEL),
        (tables.RANKS, codes.RANK),
        (tables.TIERS, codes.TIER),
        (tables.UNIT_KINDS, codes.UNIT_KIND),
        (tables.EDUCATION, codes.EDUCATION),
        (tables.AFFILIATIONS, codes.AFFILIATION),
        (tables.STATUSES, codes.STATUS),
        (tables.EXCHANGES, codes.EXCHANGE),
        (tables.GRADES, codes.GRADE),
        (tables.RESERVE_LISTS, codes.RESERVE_LIST),
        (tables.GROUNDS, codes.GROUND),
        (EFFECTS, codes.EFFECT),
        ((*LAYERS, "ties"), codes.LAYER),
        (VERDICTS, codes.VERDICT),
        (SUBJECTS, codes.SUBJECT),
        (UNITS, codes.UNIT_OF_MEASURE),
    ],
)
def test_every_code_of_the_tables_has_a_name(
    known: tuple[str, ...], named: dict[str, dict[str, str]]
) -> None:
    assert [code for code in known if code not in named] == []


def test_every_code_list_that_a_column_names_exists() -> None:
    coded = {key for key, column in COLUMNS.items() if column.codes}
    assert {"sex", "level", "system", "specialties", "grade", "verdict", "effect"} <= coded


def test_all_fifty_six_ethnic_groups_are_named() -> None:
    assert list(ETHNIC_GROUPS) == [f"{number:02}" for number in range(1, 57)] + ["97"]


def test_no_two_ethnic_groups_share_a_name() -> None:
    for lang in LANGUAGES:
        names = [said[lang] for said in ETHNIC_GROUPS.values()]
        assert len(set(names)) == len(names)
