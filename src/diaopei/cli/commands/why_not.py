"""`diaopei why-not PLAN PERSON POST`: the broken rule, or what the move would cost."""

from typing import Annotated

import typer

from diaopei.cli.arguments import PersonId, PlanFolder
from diaopei.cli.command import Command
from diaopei.cli.language import say

Post = Annotated[
    str, typer.Argument(metavar="POST", help=say("A post's id", "岗位编号", "崗位編號"))
]


def run(plan: PlanFolder, person: PersonId, post: Post) -> None:
    """Tells what stands against a move that was not proposed."""
    from diaopei.cli.console import working
    from diaopei.cli.language import language
    from diaopei.cli.sources import open_plan
    from diaopei.explain import why_not

    with working(say("Solving with this move", "正在按此调动重新求解", "正在按此調動重新求解")):
        answer = why_not(open_plan(plan), person, post, language())
    print(answer.text(), end="")


COMMAND = Command(
    run,
    title={
        "en": "Say what stands against a move, and what it would cost",
        "zh-hans": "说明为何不作某项调动，以及代价",
        "zh-hant": "說明為何不作某項調動，以及代價",
    },
    place=8,
)
