"""A workbook: the figures on the first sheet, then a sheet for each table and its evidence."""

import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from diaopei.io import write_tables
from diaopei.reporting.format import ReportFormat
from diaopei.reporting.prose import filled
from diaopei.reporting.report import Report
from diaopei.reporting.table import Table
from diaopei.reporting.texts import text
from diaopei.reporting.words import AS_OF, FIGURES, KEY, LABEL, UNIT, UNITS, VALUE

LONGEST = 31
"""Signs a sheet's name may have (Excel's own limit)."""


def _write(reports: Sequence[Report], path: Path, lang: str) -> None:
    sheets: dict[str, pl.DataFrame] = {}
    for report in reports:
        sheets[_free_name(report.title[lang], sheets)] = _front(report, lang)
        if report.figures:
            sheets[_free_name(FIGURES[lang], sheets)] = _figures(report, lang)
        for table in _tables(report):
            sheets[_free_name(table.title[lang], sheets)] = table.titled(lang)
    write_tables(sheets, path)


def _tables(report: Report) -> list[Table]:
    drawn = [drawing.table for drawing in report.drawings]
    return [*report.tables, *drawn, *(figure.evidence for figure in report.evidence())]


def _front(report: Report, lang: str) -> pl.DataFrame:
    """What the report says in sentences, one paragraph a row."""
    about = [(report.title[lang], f"{report.subject} · {AS_OF[lang]} {report.as_of}")]
    said = [
        (told.heading[lang], filled(told.body[lang], report.figures)) for told in report.paragraphs
    ]
    return pl.DataFrame([*about, *said], schema=[LABEL[lang], " "], orient="row")


def _figures(report: Report, lang: str) -> pl.DataFrame:
    rows = [
        (key, figure.label[lang], figure.shown(), UNITS[figure.unit][lang])
        for key, figure in report.figures.items()
    ]
    columns = [KEY[lang], LABEL[lang], VALUE[lang], UNIT[lang]]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _free_name(title: str, taken: dict[str, pl.DataFrame]) -> str:
    """A sheet's name from a title: no forbidden sign, short enough, not yet taken."""
    name = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:LONGEST]
    number = 2
    while name.casefold() in {sheet.casefold() for sheet in taken}:
        name = f"{name[: LONGEST - 4]} {number}"
        number += 1
    return name


FORMAT = ReportFormat(title=text("Excel workbook", "Excel 工作簿", "Excel 活頁簿"), write=_write)
