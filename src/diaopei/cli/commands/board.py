"""`diaopei board PLAN`: what edits of a plan come to, at once and without solving it again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from diaopei.cli.arguments import PlanFolder
from diaopei.cli.command import Command
from diaopei.cli.language import say

if TYPE_CHECKING:
    from diaopei.explain.on_board import PlanBoard

PAIR = "PERSON=POST"
Pin = Annotated[
    list[str] | None,
    typer.Option(
        metavar=PAIR,
        help=say(
            "This person holds this post (stay: the present one)",
            "此人任此岗位（stay 表示留任）",
            "此人任此崗位（stay 表示留任）",
        ),
    ),
]
Forbid = Annotated[
    list[str] | None,
    typer.Option(
        metavar=PAIR,
        help=say("This person does not hold this post", "此人不任此岗位", "此人不任此崗位"),
    ),
]
Strike = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PERSON",
        help=say("This person does not move", "此人不作调整", "此人不作調整"),
    ),
]
Place = Annotated[
    list[str] | None,
    typer.Option(
        metavar=PAIR,
        help=say(
            "Put this person there; later edits may move them again",
            "将此人放到此岗位，之后的改动可再移动",
            "將此人放到此崗位，之後的改動可再移動",
        ),
    ),
]


def run(
    plan: PlanFolder,
    pin: Pin = None,
    forbid: Forbid = None,
    strike: Strike = None,
    place: Place = None,
) -> None:
    """Makes the edits, one on the other: pins, forbids, strikes, then places; tells each."""
    from diaopei.cli.console import working
    from diaopei.cli.language import language
    from diaopei.cli.sources import open_plan
    from diaopei.errors import RoundError
    from diaopei.explain.on_board import on_board

    if not (pin or forbid or strike or place):
        msg = f"{plan}: name an edit: --strike PERSON, --pin, --forbid or --place PERSON=POST"
        raise RoundError(msg)
    edits: list[Callable[[PlanBoard], PlanBoard]] = [
        *(_paired("pin", told) for told in pin or []),
        *(_paired("forbid", told) for told in forbid or []),
        *(_struck(who) for who in strike or []),
        *(_paired("place", told) for told in place or []),
    ]
    with working(say("Laying out the plan", "正在展开方案", "正在展開方案")):
        board = on_board(open_plan(plan), language())
    for number, edit in enumerate(edits):
        board = edit(board)
        if number:
            print()
        _show(board)


def _paired(act: str, told: str) -> "Callable[[PlanBoard], PlanBoard]":
    """An edit of a person and a post."""
    from diaopei.errors import RoundError

    person, sign, post = told.partition("=")
    if not (person and sign and post):
        msg = f"--{act} {told}: write it as PERSON=POST, such as N00012=P00101"
        raise RoundError(msg)
    return lambda board: getattr(board, act)(person, post)


def _struck(person: str) -> "Callable[[PlanBoard], PlanBoard]":
    return lambda board: board.strike(person)


def _show(board: "PlanBoard") -> None:
    """The layers of an edit in columns, then its sentences."""
    from diaopei.cli.console import show_rows
    from diaopei.cli.language import pick
    from diaopei.cli.rounds import LAYER_HEADS, LAYERS

    answer = board.answer()
    print(answer.title)
    print()
    show_rows(
        (
            pick(LAYER_HEADS[0]),
            say("plan", "方案", "方案"),
            say("alone", "单独", "單獨"),
            say("then", "改后", "改後"),
            say("change", "增减", "增減"),
            "",
        ),
        [
            (*row[:4], f"{row[3] - row[1]:+,}" if row[3] != row[1] else "", pick(LAYERS[row[0]]))
            for row in answer.tables["layers"].iter_rows()
        ],
    )
    print()
    for sentence in answer.sentences:
        print(sentence)


COMMAND = Command(
    run,
    title={
        "en": "Edit a plan: what a demand breaks, costs, and who else is touched",
        "zh-hans": "改动方案：违反什么、代价多少、涉及何人",
        "zh-hant": "改動方案：違反什麼、代價多少、涉及何人",
    },
    place=9,
)
