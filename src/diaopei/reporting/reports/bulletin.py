"""The bulletin: what the exchange achieved in the window, by the five kinds."""

import polars as pl

from diaopei.reporting.chapter import chapters
from diaopei.reporting.drawings.flow import Flow
from diaopei.reporting.flows import flow
from diaopei.reporting.report import Paragraph, Report, ReportKind, Sources, keyed
from diaopei.reporting.texts import text
from diaopei.reporting.window import Window

TITLE = text("Bulletin of the exchange", "干部交流情况通报", "幹部交流情況通報")


def _build(sources: Sources) -> Report:
    window = Window(sources.facts)
    found = chapters().values()
    figures = [figure for chapter in found for figure in chapter.count(window)]
    return Report(
        title=TITLE,
        paragraphs=tuple(Paragraph(chapter.title, chapter.body) for chapter in found),
        figures=keyed(figures),
        drawings=(_flow(window),),
    )


def _flow(window: Window) -> Flow:
    """Moves to another unit inside the window."""
    moved = window.started.filter(pl.col("before_unit_id") != pl.col("unit_id"))
    return flow(window.facts, moved.select(from_unit_id="before_unit_id", to_unit_id="unit_id"))


REPORT = ReportKind(title=TITLE, build=_build)
