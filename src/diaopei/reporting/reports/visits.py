"""Follow-up visits: which are owed after an appointment, and whom a visit found unsuited."""

import polars as pl

from diaopei.followup import due_visits, unsuited
from diaopei.reporting.columns import Column
from diaopei.reporting.figure import Figure, count
from diaopei.reporting.names import name_people, name_units
from diaopei.reporting.report import Paragraph, Report, ReportKind, Sources, keyed
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text
from diaopei.snapshot.facts import Facts

TITLE = text("Follow-up visits", "任职回访", "任職回訪")
AHEAD_MONTHS = 3
"""How far ahead visits are listed that are not owed yet."""


def _build(sources: Sources) -> Report:
    facts = sources.facts
    owed = _named(facts, due_visits(facts, within_months=AHEAD_MONTHS))
    now, later = owed.filter(pl.col("verdict") == "due"), owed.filter(pl.col("verdict") == "soon")
    found = _named(facts, unsuited(facts))
    figures = [
        _figure("visits.due", _DUE, now, OWED),
        _figure("visits.soon", _SOON, later, OWED),
        _figure("visits.unsuited", _UNSUITED, found, FOUND),
    ]
    return Report(
        title=TITLE,
        paragraphs=(Paragraph(TITLE, _BODY),),
        figures=keyed(figures),
        tables=tuple(figure.evidence for figure in figures),
    )


def _figure(key: str, label: Text, rows: pl.DataFrame, columns: tuple[str | Column, ...]) -> Figure:
    return count(label, Table.of(key, label, rows, columns), by="unit")


def _named(facts: Facts, rows: pl.DataFrame) -> pl.DataFrame:
    posts = facts.snapshot.posts.select("post_id", post="title")
    named = name_units(facts, name_people(facts, rows), unit="unit_id")
    return named.join(posts, on="post_id", how="left", validate="m:1")


_METHOD = Column(
    "method",
    text("method", "方式", "方式"),
    {
        "survey": text("survey", "专题调研", "專題調研"),
        "visit": text("visit", "走访", "走訪"),
        "talk": text("talk", "谈话", "談話"),
    },
)
_STARTED = Column("started_on", text("appointed", "任职时间", "任職時間"))
_LATE = Column("months_late", text("months late", "逾期月数", "逾期月數"))
_HELD = Column("held", text("visited", "回访时间", "回訪時間"))
_REASONS = Column("reasons", text("reasons", "原因", "原因"))
_SINCE = Column("months_since", text("months since", "至今月数", "至今月數"))
OWED = ("person_id", "name", "unit", "post", _STARTED, "due_on", _LATE, _METHOD)
FOUND = ("person_id", "name", "unit", "post", _HELD, _SINCE, _REASONS)

_DUE = text("visits owed now", "应访未访", "應訪未訪")
_SOON = text("owed within three months", "三个月内应访", "三個月內應訪")
_UNSUITED = text("found unsuited and still in the post", "回访不适宜、仍在任", "回訪不適宜、仍在任")
_BODY = text(
    "[[visits.due]] people are owed a follow-up visit now, [[visits.soon]] within three months; "
    "[[visits.unsuited]] were found unsuited for the post they still hold.",
    "应回访未回访[[visits.due]]名，三个月内应回访[[visits.soon]]名；"
    "经回访不适宜现职、尚未调整[[visits.unsuited]]名。",
    "應回訪未回訪[[visits.due]]名，三個月內應回訪[[visits.soon]]名；"
    "經回訪不適宜現職、尚未調整[[visits.unsuited]]名。",
)

REPORT = ReportKind(title=TITLE, build=_build)
