"""The due list: who and what is due or soon due, by which rule and article, unit by unit."""

from collections.abc import Iterable

import polars as pl

from diaopei.reporting.figure import Figure, count
from diaopei.reporting.report import Paragraph, Report, ReportKind, Sources, keyed
from diaopei.reporting.subjects import COLUMNS_OF_FINDINGS, named_findings, rule_column
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text

TITLE = text("Due list", "到期名单", "到期名單")
VERDICTS = ("due", "breach", "soon", "exempt", "unknown")

LISTS: dict[str, Text] = {
    "due": text("due", "已到期", "已到期"),
    "breach": text("in breach", "不合规定", "不合規定"),
    "soon": text("soon due", "将到期", "將到期"),
    "exempt": text("exempt by a waiver", "已豁免", "已豁免"),
    "unknown": text("cannot be decided: a value is missing", "资料不全，待查", "資料不全，待查"),
    "barred": text("may not be moved now", "暂不得调整", "暫不得調整"),
}


def _build(sources: Sources) -> Report:
    found = named_findings(sources).with_columns(
        pl.when(pl.col("kind") == "bar")
        .then(pl.lit("barred"))
        .otherwise(pl.col("verdict").cast(pl.String))
        .alias("listed")
    )
    figures = keyed(list(_figures(sources, found)))
    asked = found.filter(pl.col("listed") != "barred")
    return Report(
        title=TITLE,
        paragraphs=(Paragraph(TITLE, _BODY),),
        figures=figures,
        tables=(
            _by_rule(sources, asked),
            _by_unit(asked),
            *(figure.evidence for figure in figures.values()),
        ),
    )


def _figures(sources: Sources, found: pl.DataFrame) -> Iterable[Figure]:
    columns = ("subject_id", rule_column(sources), *COLUMNS_OF_FINDINGS)
    order = ["rule", "due_on", "unit_id", "subject_id"]
    for name, label in LISTS.items():
        rows = found.filter(pl.col("listed") == name).sort(order, nulls_last=True)
        named = Table.of(f"due_list.{name}", label, rows, columns)
        yield count(label, named, by="rule", counted="subject_id")


def _by_rule(sources: Sources, found: pl.DataFrame) -> Table:
    tally = found.group_by("rule", maintain_order=True).agg(
        pl.col("exchange").first(), *_tallies(), pl.col("reference").first()
    )
    columns = (rule_column(sources), "exchange", *VERDICTS, "reference")
    return Table.of("by_rule", _BY_RULE, tally.sort("rule"), columns)


def _by_unit(found: pl.DataFrame) -> Table:
    placed = found.filter(pl.col("unit_id").is_not_null())
    tally = placed.group_by("unit_id", maintain_order=True).agg(pl.col("unit").first(), *_tallies())
    order = [pl.col("due") + pl.col("breach"), pl.col("soon"), pl.col("unit_id")]
    ordered = tally.sort(*order, descending=[True, True, False])
    return Table.of("by_unit", _BY_UNIT, ordered, ("unit_id", "unit", *VERDICTS))


def _tallies() -> list[pl.Expr]:
    """One count of findings a verdict."""
    return [(pl.col("verdict") == verdict).sum().alias(verdict) for verdict in VERDICTS]


_BY_RULE = text("By rule", "按规则", "按規則")
_BY_UNIT = text("By unit", "按单位", "按單位")
_BODY = text(
    "[[due_list.due]] persons or teams are due and [[due_list.breach]] are in breach of a rule; "
    "[[due_list.soon]] will soon be due. A waiver exempts [[due_list.exempt]]; for "
    "[[due_list.unknown]] a value is missing that would decide. [[due_list.barred]] may not be "
    "moved now.",
    "已到期[[due_list.due]]个对象，不合规定[[due_list.breach]]个，将到期[[due_list.soon]]个；"
    "豁免[[due_list.exempt]]个，资料不全待查[[due_list.unknown]]个；"
    "暂不得调整[[due_list.barred]]人。",
    "已到期[[due_list.due]]個對象，不合規定[[due_list.breach]]個，將到期[[due_list.soon]]個；"
    "豁免[[due_list.exempt]]個，資料不全待查[[due_list.unknown]]個；"
    "暫不得調整[[due_list.barred]]人。",
)

REPORT = ReportKind(title=TITLE, build=_build)
