"""A report: what its figures, paragraphs, tables and drawings are, apart from any format."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import polars as pl

from diaopei.discover import plugins
from diaopei.errors import DataError, UnknownNameError
from diaopei.planning.fairness import Fairness
from diaopei.planning.order import Order
from diaopei.reporting.drawing import Drawing
from diaopei.reporting.figure import Figure, prove
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text
from diaopei.screening import Rule, Rulebook
from diaopei.snapshot.facts import Facts


class Planned(Protocol):
    """What a report reads of a plan."""

    @property
    def summary(self) -> Mapping[str, Any]:
        """Facts about the plan as a whole, by name."""

    @property
    def moves(self) -> pl.DataFrame:
        """The moves, as the contract of tables has them."""

    @property
    def layers(self) -> pl.DataFrame:
        """One row for each layer of the objective."""

    @property
    def goals(self) -> pl.DataFrame:
        """Each goal of a layer apart: layer, goal, sense, value."""

    @property
    def findings(self) -> pl.DataFrame:
        """The findings the plan was made from."""

    @property
    def issues(self) -> pl.DataFrame:
        """What was wrong in the data; the errors among it were accepted."""

    @property
    def order(self) -> Order:
        """The day of every leg."""

    @property
    def fairness(self) -> Fairness | None:
        """What became of wishes; None where nobody has stated any."""


@dataclass(frozen=True)
class Sources:
    """All a report may draw on; only the facts are always there."""

    facts: Facts
    findings: pl.DataFrame | None = None
    plan: Planned | None = None
    rulebook: Rulebook | None = None

    @property
    def rules(self) -> dict[str, Rule]:
        """The rules of the rulebook by name; none without one."""
        return {rule.name: rule for rule in self.rulebook.rules} if self.rulebook else {}

    def needed_findings(self) -> pl.DataFrame:
        """The findings given, else those of the plan.

        Raises:
            DataError: there are neither.
        """
        if self.findings is not None:
            return self.findings
        if self.plan is None:
            msg = "this report lists findings: screen the snapshot first, or report on a plan"
            raise DataError(msg)
        return self.plan.findings

    def needed_plan(self) -> Planned:
        """The plan.

        Raises:
            DataError: none was given.
        """
        if self.plan is None:
            msg = "this report is about a plan: give the folder that `diaopei plan` wrote"
            raise DataError(msg)
        return self.plan


@dataclass(frozen=True)
class Paragraph:
    """A heading and sentences; `[[key]]` in them stands for the figure of that key."""

    heading: Text
    body: Text


@dataclass(frozen=True)
class Report:
    """What is told, ready for every format and language."""

    title: Text
    name: str = ""
    subject: str = ""
    as_of: date = date.min
    is_fictitious: bool = False
    paragraphs: tuple[Paragraph, ...] = ()
    figures: Mapping[str, Figure] = dataclasses.field(default_factory=dict)
    drawings: tuple[Drawing, ...] = ()
    tables: tuple[Table, ...] = ()

    def evidence(self) -> list[Figure]:
        """The figures whose rows are not already a table of the report."""
        told = {table.name for table in self.tables}
        return [figure for figure in self.figures.values() if figure.key not in told]

    def table(self, name: str) -> Table:
        """One table by name.

        Raises:
            UnknownNameError: the report has none of that name.
        """
        for table in self.tables:
            if table.name == name:
                return table
        what = "table"
        raise UnknownNameError(what, name, [table.name for table in self.tables])


@dataclass(frozen=True)
class ReportKind:
    """A report that can be asked for: what it is called and how it is built."""

    title: Text
    build: Callable[[Sources], Report]


def report_kinds() -> dict[str, ReportKind]:
    """Every kind of report by name, found in the folder `reports`."""
    return plugins("diaopei.reporting.reports", ReportKind)


def build_report(
    kind: str,
    facts: Facts,
    *,
    findings: pl.DataFrame | None = None,
    plan: Planned | None = None,
    rulebook: Rulebook | None = None,
) -> Report:
    """Builds one report; its figures are proved before anybody sees it.

    Args:
        kind: name of the report; `due-list` and `due_list` are the same.
        facts: the snapshot with its derived facts.
        findings: what screening found; a plan brings its own.
        plan: a plan, for reports that show before and after.
        rulebook: the rules behind the findings, for their titles and kinds.

    Raises:
        UnknownNameError: there is no such kind.
        DataError: the report needs findings, a plan or a window that was not given.
        FigureError: a figure does not add up.
    """
    kinds, name = report_kinds(), kind.replace("-", "_")
    if name not in kinds:
        what = "report"
        raise UnknownNameError(what, kind, list(kinds))
    built = kinds[name].build(Sources(facts, findings, plan, rulebook))
    prove(built.figures)
    about = facts.snapshot
    return dataclasses.replace(
        built, name=name, subject=about.name, as_of=about.as_of, is_fictitious=about.fictitious
    )


def keyed(figures: Sequence[Figure]) -> dict[str, Figure]:
    """Figures by their keys, in their order."""
    return {figure.key: figure for figure in figures}
