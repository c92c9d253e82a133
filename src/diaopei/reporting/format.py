"""How reports are written to files: one module a suffix, any report in any format."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from diaopei.discover import plugins
from diaopei.errors import UnknownNameError
from diaopei.reporting.report import Report
from diaopei.reporting.texts import Text, known_language


@dataclass(frozen=True)
class ReportFormat:
    """A way to write reports to one file, in one language."""

    title: Text
    write: Callable[[Sequence[Report], Path, str], None]


def report_formats() -> dict[str, ReportFormat]:
    """Every format by its suffix without the dot, found in the folder `formats`."""
    return plugins("diaopei.reporting.formats", ReportFormat)


def write_report(report: Report | Sequence[Report], path: Path, lang: str = "zh-hans") -> None:
    """Writes one report or several to a file whose suffix says the format.

    Raises:
        UnknownNameError: no format has that suffix, or the language is unknown.
    """
    formats, suffix = report_formats(), path.suffix.removeprefix(".")
    if suffix not in formats:
        what = "report format"
        raise UnknownNameError(what, path.suffix, [f".{name}" for name in formats])
    reports = [report] if isinstance(report, Report) else list(report)
    formats[suffix].write(reports, path, known_language(lang))
