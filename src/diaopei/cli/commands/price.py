"""`diaopei price PLAN WHAT`: what one seat, move or change more or less would be worth."""

from typing import Annotated

import typer

from diaopei.cli.arguments import PlanFolder
from diaopei.cli.command import Command
from diaopei.cli.language import say

What = Annotated[
    str,
    typer.Argument(
        metavar="WHAT",
        help=say(
            "A post's or unit's id, or a constraint such as batch_size or team_changes",
            "岗位或单位编号，或 batch_size、team_changes 等约束",
            "崗位或單位編號，或 batch_size、team_changes 等約束",
        ),
    ),
]


def run(plan: PlanFolder, what: What) -> None:
    """Tells what one more gains and one less loses: found near by, and proved by the prices."""
    from diaopei.cli.console import working
    from diaopei.cli.language import language
    from diaopei.cli.sources import open_plan
    from diaopei.explain.row_prices import price

    known = open_plan(plan)
    with working(say("Laying out the plan", "正在展开方案", "正在展開方案")):
        answer = price(known, what, language())
    print(answer.text(), end="")


COMMAND = Command(
    run,
    title={
        "en": "Say what one seat, move or change more or less would be worth",
        "zh-hans": "说明多一个或少一个席位、调动、变动的价值",
        "zh-hant": "說明多一個或少一個席位、調動、變動的價值",
    },
    place=9,
)
