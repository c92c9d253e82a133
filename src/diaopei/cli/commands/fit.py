"""`diaopei fit SNAP`: who suits a post, which posts suit a person, or the best of all pairs."""

from typing import Annotated

import typer

from diaopei.cli.arguments import AsOf, Output, Source
from diaopei.cli.command import Command
from diaopei.cli.language import say

Post = Annotated[
    str | None,
    typer.Option(help=say("The people who suit this post", "适合该岗位的人员", "適合該崗位的人員")),
]
Person = Annotated[
    str | None,
    typer.Option(
        help=say("The posts that suit this person", "适合该人员的岗位", "適合該人員的崗位")
    ),
]
Top = Annotated[int, typer.Option(min=1, help=say("How many to show", "显示数量", "顯示數量"))]


def run(
    source: Source,
    post: Post = None,
    person: Person = None,
    top: Top = 20,
    as_of: AsOf = None,
    output: Output = None,
) -> None:
    """Shows or writes scores with their parts, best first."""
    if post is not None and person is not None:
        msg = "--post and --person: give one of them, or neither"
        raise typer.BadParameter(msg)
    from diaopei.cli.outputs import deliver
    from diaopei.cli.sources import open_snapshot
    from diaopei.fit import for_person, for_post, shortlist
    from diaopei.snapshot.facts import Facts

    facts = Facts(open_snapshot(source, as_of))
    if post is not None:
        fits = for_post(facts, post, top)
    elif person is not None:
        fits = for_person(facts, person, top)
    else:
        fits = shortlist(facts, keep=top)
    deliver("fits", fits, output, shown=top)


COMMAND = Command(
    run,
    title={
        "en": "Say who suits a post, or which posts suit a person, part by part",
        "zh-hans": "人岗相适：逐项说明谁适合某岗位，或某人适合哪些岗位",
        "zh-hant": "人崗相適：逐項說明誰適合某崗位，或某人適合哪些崗位",
    },
    place=4,
)
