"""Plain text in one language: sentences, figures, and every table set in columns."""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from diaopei.reporting.format import ReportFormat
from diaopei.reporting.prose import filled
from diaopei.reporting.report import Report
from diaopei.reporting.table import Table
from diaopei.reporting.texts import text
from diaopei.reporting.words import AS_OF, FICTITIOUS, FIGURES, UNITS

GAP = "  "


def _write(reports: Sequence[Report], path: Path, lang: str) -> None:
    parts = ["\n".join(_lines(report, lang)) for report in reports]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _lines(report: Report, lang: str) -> Iterator[str]:
    yield report.title[lang]
    yield f"{report.subject} · {AS_OF[lang]} {report.as_of}"
    if report.is_fictitious:
        yield FICTITIOUS[lang]
    for told in report.paragraphs:
        yield from ("", told.heading[lang], filled(told.body[lang], report.figures))
    if report.figures:
        yield from ("", FIGURES[lang])
    for figure in report.figures.values():
        yield f"{GAP}{figure.label[lang]}: {figure.shown()} {UNITS[figure.unit][lang]}"
    for table in (*(drawing.table for drawing in report.drawings), *report.tables):
        yield from ("", table.title[lang], *_set(table, lang))


def _set(table: Table, lang: str) -> Iterator[str]:
    """A table in columns as wide as their widest cell, as a terminal counts widths."""
    shown = table.shown(lang)
    columns = [
        [column.title[lang], *(_one_line(cell) for cell in shown[column.key])]
        for column in table.columns
    ]
    widths = [max(map(_width, cells)) for cells in columns]
    for row in zip(*columns, strict=True):
        padded = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield (GAP + GAP.join(padded)).rstrip()


def _one_line(cell: str) -> str:
    return " / ".join(cell.splitlines())


def _width(cell: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in cell)


FORMAT = ReportFormat(title=text("Plain text", "纯文本", "純文字"), write=_write)
