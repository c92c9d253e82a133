"""For readers: bulletin, due list, teams, roster and plan as page, text, JSON and workbook."""

from diaopei.reporting.format import report_formats, write_report
from diaopei.reporting.page import render_html
from diaopei.reporting.report import Report, build_report, report_kinds

__all__ = [
    "Report",
    "build_report",
    "render_html",
    "report_formats",
    "report_kinds",
    "write_report",
]
