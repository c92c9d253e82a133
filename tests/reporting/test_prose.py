from collections.abc import Callable

import pytest

from diaopei.errors import DataError, UnknownNameError
from diaopei.reporting import Report, build_report, report_kinds
from diaopei.reporting.chapter import chapters
from diaopei.reporting.format import report_formats
from diaopei.reporting.prose import filled, keys_in
from diaopei.reporting.texts import LANGUAGES, Text
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.tables import EXCHANGES

KINDS = list(report_kinds())
SIMPLIFIED_ONLY = set("岗单专业龄调阅发动务员级县党职务间对应边这")
TRADITIONAL_ONLY = set("崗單專業齡調閱發動務員級縣黨職務間對應邊這")


def test_marks_become_figures(bulletin: Report) -> None:
    said = filled("[[care.promoted]] of which [[care.promoted_grassroots_pct]] %", bulletin.figures)
    assert said == "2 of which 50.00 %"


def test_a_mark_without_a_figure_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"no figure is called 'care\.none'"):
        filled("[[care.none]]", {})


def test_the_chapters_stand_in_the_order_of_the_five_kinds() -> None:
    assert list(chapters()) == list(EXCHANGES)


@pytest.mark.parametrize("kind", KINDS)
def test_all_languages_tell_the_same_figures(report_of: Callable[[str], Report], kind: str) -> None:
    for told in report_of(kind).paragraphs:
        keys = [sorted(keys_in(told.body[lang])) for lang in LANGUAGES]
        assert keys[0] == keys[1] == keys[2]


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_of_a_report_is_told(report_of: Callable[[str], Report], kind: str) -> None:
    report = report_of(kind)
    told = {key for paragraph in report.paragraphs for key in keys_in(paragraph.body["en"])}
    assert told == set(report.figures)


def texts_of(report: Report) -> list[Text]:
    tables = [*report.tables, *(drawing.table for drawing in report.drawings)]
    tables += [figure.evidence for figure in report.figures.values()]
    return [
        report.title,
        *(text for told in report.paragraphs for text in (told.heading, told.body)),
        *(figure.label for figure in report.figures.values()),
        *(drawing.title for drawing in report.drawings),
        *(table.title for table in tables),
        *(column.title for table in tables for column in table.columns),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_wording_exists_in_every_language_and_script(
    report_of: Callable[[str], Report], kind: str
) -> None:
    for said in texts_of(report_of(kind)):
        assert set(said) >= set(LANGUAGES)
        assert all(said[lang].strip() for lang in LANGUAGES)
        assert not set(said["zh-hant"]) & (SIMPLIFIED_ONLY - TRADITIONAL_ONLY)
        assert not set(said["zh-hans"]) & (TRADITIONAL_ONLY - SIMPLIFIED_ONLY)
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in said["en"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_title_in_every_language(kind: str) -> None:
    assert set(report_kinds()[kind].title) == set(LANGUAGES)


@pytest.mark.parametrize("name", list(report_formats()))
def test_every_format_has_its_title_in_every_language(name: str) -> None:
    assert set(report_formats()[name].title) == set(LANGUAGES)


def test_a_report_is_asked_for_with_either_stroke(facts: Facts, findings: object) -> None:
    with pytest.raises(DataError, match="this report is about a plan"):
        build_report("round", facts)
    with pytest.raises(DataError, match="screen the snapshot first"):
        build_report("due-list", facts)


def test_an_unknown_report_is_refused_with_the_known_ones(facts: Facts) -> None:
    with pytest.raises(UnknownNameError, match="'weather'; there are: bulletin, due_list"):
        build_report("weather", facts)


def test_a_report_knows_its_tables_by_name(report_of: Callable[[str], Report]) -> None:
    report = report_of("due_list")
    assert report.table("by_rule").name == "by_rule"
    with pytest.raises(UnknownNameError, match="by_rule, by_unit"):
        report.table("by_colour")


def test_the_report_carries_the_snapshots_name_and_day(bulletin: Report) -> None:
    assert (bulletin.name, bulletin.subject, str(bulletin.as_of)) == (
        "bulletin",
        "Small",
        "2023-05-31",
    )
