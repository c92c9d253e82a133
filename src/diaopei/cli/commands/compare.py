"""`diaopei compare PLAN PLAN`: two plans side by side."""

from pathlib import Path
from typing import Annotated

import typer

from diaopei.cli.arguments import PlanFolder
from diaopei.cli.command import Command
from diaopei.cli.language import say

Other = Annotated[
    Path,
    typer.Argument(metavar="OTHER", help=say("The plan to compare with", "对照方案", "對照方案")),
]


def run(plan: PlanFolder, other: Other) -> None:
    """Tells how layers, choices and moves differ."""
    from diaopei.cli.language import language
    from diaopei.cli.sources import open_plan
    from diaopei.explain import compare

    print(compare(open_plan(plan), open_plan(other), language()).text(), end="")


COMMAND = Command(
    run,
    title={
        "en": "Show two plans side by side: goals, choices, moves",
        "zh-hans": "对照两个方案：目标、选择与调动",
        "zh-hant": "對照兩個方案：目標、選擇與調動",
    },
    place=9,
)
