"""One HTML file: no script, no network, printable."""

from collections.abc import Sequence
from pathlib import Path

from diaopei.reporting.format import ReportFormat
from diaopei.reporting.page import render_html
from diaopei.reporting.report import Report
from diaopei.reporting.texts import text


def _write(reports: Sequence[Report], path: Path, lang: str) -> None:
    path.write_text(render_html(reports, lang), encoding="utf-8")


FORMAT = ReportFormat(title=text("Web page", "网页", "網頁"), write=_write)
