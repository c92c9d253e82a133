import json
from collections.abc import Callable
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from diaopei.errors import UnknownNameError
from diaopei.reporting import Report, report_formats, report_kinds, write_report
from diaopei.reporting.texts import LANGUAGES

KINDS = list(report_kinds())
FORMATS = list(report_formats())


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_any_report_is_written_in_any_format_with_the_same_bytes(
    report_of: Callable[[str], Report], tmp_path: Path, kind: str, suffix: str
) -> None:
    files = [tmp_path / f"{number}.{suffix}" for number in (1, 2)]
    for file in files:
        write_report(report_of(kind), file, "zh-hant")
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].stat().st_size > 100


def test_json_has_the_figures_as_a_flat_object(bulletin: Report, tmp_path: Path) -> None:
    file = tmp_path / "bulletin.json"
    write_report(bulletin, file)
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["figures"] == {key: figure.value for key, figure in bulletin.figures.items()}
    assert told["about_figures"]["care.promoted"]["parts"] == {"false": 1, "true": 1}
    assert len(told["about_figures"]["care.promoted"]["rows"]) == 2
    assert (told["report"], told["as_of"], told["fictitious"]) == ("bulletin", "2023-05-31", True)
    assert set(told["title"]) == set(LANGUAGES)


def test_json_of_several_reports_is_a_list(
    report_of: Callable[[str], Report], tmp_path: Path
) -> None:
    file = tmp_path / "all.json"
    write_report([report_of("round"), report_of("teams")], file)
    told = json.loads(file.read_text(encoding="utf-8"))["reports"]
    assert [report["report"] for report in told] == ["round", "teams"]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "  promoted to a post or in rank: 2 persons"),
        ("zh-hans", "  提拔任用和晋升职级: 2 人"),
        ("zh-hant", "  提拔任用和晉升職級: 2 人"),
    ],
)
def test_plain_text_tells_each_figure(
    bulletin: Report, tmp_path: Path, lang: str, line: str
) -> None:
    file = tmp_path / "bulletin.txt"
    write_report(bulletin, file, lang)
    assert line in file.read_text(encoding="utf-8").splitlines()


def test_plain_text_sets_tables_in_columns(
    report_of: Callable[[str], Report], tmp_path: Path
) -> None:
    file = tmp_path / "reserve.txt"
    write_report(report_of("reserve"), file, "zh-hant")
    lines = file.read_text(encoding="utf-8").splitlines()
    start = lines.index("按出生年代分佈")
    assert lines[start + 1 : start + 4] == [
        "  後備名單  出生年代  人數  女",
        "  縣處級    1980      1     0",
        "  鄉科級    1990      1     1",
    ]


def test_a_workbook_has_a_sheet_for_each_table(bulletin: Report, tmp_path: Path) -> None:
    file = tmp_path / "bulletin.xlsx"
    write_report(bulletin, file, "en")
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[:2] == ["Bulletin of the exchange", "Figures"]
    assert len(book.sheetnames) == 2 + 1 + 17
    assert max(map(len, book.sheetnames)) <= 31
    figures = [[cell.value for cell in row] for row in book["Figures"].iter_rows()]
    assert figures[0] == ["key", "figure", "value", "in"]
    assert figures[-1] == ["care.promoted_grassroots_pct", "their share", "50.00", "%"]


def test_a_workbook_holds_no_formula(report_of: Callable[[str], Report], tmp_path: Path) -> None:
    file = tmp_path / "round.xlsx"
    write_report(report_of("round"), file)
    book = openpyxl.load_workbook(file)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_an_unknown_suffix_is_refused_with_the_known_ones(bulletin: Report, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"'\.docx'; there are: \.html, \.json, \.txt"):
        write_report(bulletin, tmp_path / "bulletin.docx")
