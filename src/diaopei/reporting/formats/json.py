"""JSON: figures as a flat object, then texts in all languages and every table with its codes."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from diaopei.reporting.figure import Figure
from diaopei.reporting.format import ReportFormat
from diaopei.reporting.report import Report
from diaopei.reporting.table import Table
from diaopei.reporting.texts import LANGUAGES, Text, text


def _write(reports: Sequence[Report], path: Path, lang: str) -> None:
    told = [_told(report, lang) for report in reports]
    whole = told[0] if len(told) == 1 else {"reports": told}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _told(report: Report, lang: str) -> dict[str, Any]:
    return {
        "report": report.name,
        "title": _all(report.title),
        "language": lang,
        "snapshot": report.subject,
        "as_of": report.as_of.isoformat(),
        "fictitious": report.is_fictitious,
        "figures": {key: figure.value for key, figure in report.figures.items()},
        "about_figures": {key: _figure(figure) for key, figure in report.figures.items()},
        "paragraphs": [
            {"heading": _all(told.heading), "body": _all(told.body)} for told in report.paragraphs
        ],
        "tables": {table.name: _table(table) for table in report.tables},
        "drawings": {drawing.name: _table(drawing.table) for drawing in report.drawings},
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "label": _all(figure.label),
        "unit": figure.unit,
        "parts": dict(figure.parts),
        "rows": _rows(figure.rows),
    }


def _table(table: Table) -> dict[str, Any]:
    columns = [{"key": column.key, "title": _all(column.title)} for column in table.columns]
    return {"title": _all(table.title), "columns": columns, "rows": _rows(table.rows)}


def _rows(rows: pl.DataFrame) -> list[dict[str, Any]]:
    days = pl.selectors.date()
    return rows.with_columns(days.dt.to_string("%Y-%m-%d")).to_dicts()


def _all(said: Text) -> dict[str, str]:
    return {lang: said[lang] for lang in LANGUAGES}


FORMAT = ReportFormat(title=text("JSON", "JSON", "JSON"), write=_write)
