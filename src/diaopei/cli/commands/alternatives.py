"""`diaopei alternatives PLAN`: other good plans, side by side."""

from pathlib import Path
from typing import Annotated

import typer

from diaopei.cli.arguments import PlanFolder
from diaopei.cli.command import Command
from diaopei.cli.language import say

Number = Annotated[
    int,
    typer.Option(
        min=1,
        max=20,
        help=say("How many others at most", "至多另求几个方案", "至多另求幾個方案"),
    ),
]
Within = Annotated[
    list[str] | None,
    typer.Option(
        metavar="LAYER=POINTS|SHARE%",
        help=say(
            "What a layer may give up, such as fit=2%; else the lowest layer of points 1%",
            "某层可让出多少，如 fit=2%；缺省为最低计分层 1%",
            "某層可讓出多少，如 fit=2%；預設為最低計分層 1%",
        ),
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR",
        help=say(
            "Keep each as a plan in a folder of its own here",
            "将各方案分别存入此文件夹",
            "將各方案分別存入此資料夾",
        ),
    ),
]
SHOWN = 20


def run(plan: PlanFolder, number: Number = 3, within: Within = None, output: Folder = None) -> None:
    """Shows what each other plan gives up, and who moves differently in which."""
    from diaopei.cli.console import show_frame, working
    from diaopei.cli.language import language
    from diaopei.cli.outputs import demand_plan_folder
    from diaopei.cli.rounds import keep
    from diaopei.cli.sources import open_plan
    from diaopei.explain import side_by_side
    from diaopei.planning.alternatives import alternatives

    for place in range(2, number + 2) if output is not None else []:
        demand_plan_folder(_folder(output, place))
    known = open_plan(plan)
    with working(say("Looking for other plans", "正在寻找其他方案", "正在尋找其他方案")):
        others = alternatives(known, number, _within(within))
    answer = side_by_side(known, others, language())
    print(answer.text())
    show_frame(answer.tables["layers"])
    if others:
        print()
        show_frame(answer.tables["people"], SHOWN)
    for place, one in enumerate(others if output is not None else [], 2):
        folder = _folder(output, place)
        keep(one.plan, folder)
        print(f"→ {folder / 'report.html'}")


def _folder(output: Path | None, place: int) -> Path:
    return Path(str(output)) / f"plan-{place}"


def _within(texts: list[str] | None) -> dict[str, int | str] | None:
    """`layer=points` texts as a mapping.

    Raises:
        RoundError: a text is not of that form.
    """
    from diaopei.errors import RoundError

    if texts is None:
        return None
    values: dict[str, int | str] = {}
    for text in texts:
        name, sign, much = text.partition("=")
        if not (sign and name and much):
            msg = f"--within {text}: write it as fit=1% or exchange=10"
            raise RoundError(msg)
        values[name] = int(much) if much.isdecimal() else much
    return values


COMMAND = Command(
    run,
    title={
        "en": "Find other good plans and show them side by side",
        "zh-hans": "另求若干优良方案并列对照",
        "zh-hant": "另求若干優良方案並列對照",
    },
    place=9,
)
