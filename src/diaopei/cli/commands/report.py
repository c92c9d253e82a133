"""`diaopei report KIND SNAP|PLAN -o FILE`: a report in the format its file name asks for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diaopei.cli.arguments import AsOf, Rulebook
from diaopei.cli.command import Command
from diaopei.cli.language import say

if TYPE_CHECKING:
    from diaopei.reporting import Report

Kind = Annotated[
    str,
    typer.Argument(
        metavar="KIND",
        help=say(
            "bulletin, due-list, round, teams, roster or another report",
            "bulletin（通报）、due-list（应交流名单）、round（方案）、teams（班子）、roster（花名册）等",
            "bulletin（通報）、due-list（應交流名單）、round（方案）、teams（班子）、roster（花名冊）等",
        ),
    ),
]
About = Annotated[
    Path,
    typer.Argument(
        metavar="SNAP|PLAN",
        help=say(
            "A snapshot, workbook or roster, or a plan's folder",
            "快照、工作簿、花名册或方案文件夹",
            "快照、活頁簿、花名冊或方案資料夾",
        ),
    ),
]
To = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help=say(
            "Where to write: .html, .xlsx, .json or .txt",
            "输出文件：.html、.xlsx、.json 或 .txt",
            "輸出檔案：.html、.xlsx、.json 或 .txt",
        ),
    ),
]


def run(
    kind: Kind, source: About, output: To, rulebook: Rulebook = "ngari", as_of: AsOf = None
) -> None:
    """Builds one report, every figure proved, and writes it in the language asked for."""
    from diaopei.cli.language import language
    from diaopei.cli.sources import is_plan
    from diaopei.reporting import write_report

    report = (
        of_plan(kind, source) if is_plan(source) else of_snapshot(kind, source, rulebook, as_of)
    )
    write_report(report, output, language())
    print(f"{report.title[language()]} → {output}")


def of_snapshot(kind: str, source: Path, rulebook: str, as_of: str | None) -> "Report":
    """A report on a snapshot, with what screening finds in it."""
    from diaopei.cli.sources import open_snapshot
    from diaopei.reporting import build_report
    from diaopei.screening import load_rulebook, screen
    from diaopei.snapshot.facts import Facts

    facts = Facts(open_snapshot(source, as_of))
    book = load_rulebook(rulebook)
    return build_report(kind, facts, findings=screen(facts, book), rulebook=book)


def of_plan(kind: str, source: Path) -> "Report":
    """A report on a plan and the snapshot it was made from."""
    from diaopei.cli.sources import open_plan
    from diaopei.reporting import build_report
    from diaopei.screening import load_rulebook
    from diaopei.snapshot.facts import Facts

    plan = open_plan(source)
    book = load_rulebook(plan.round.rulebook)
    return build_report(kind, Facts(plan.snapshot), plan=plan, rulebook=book)


COMMAND = Command(
    run,
    title={
        "en": "Write a report: bulletin, due list, round, teams, roster",
        "zh-hans": "生成报告：通报、应交流名单、方案、班子、花名册",
        "zh-hant": "產生報告：通報、應交流名單、方案、班子、花名冊",
    },
    place=10,
)
