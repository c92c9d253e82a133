"""`diaopei fit SNAP`: who suits a post, which posts suit a person, or the best of all pairs."""

from typing import TYPE_CHECKING, Annotated

import typer

from diaopei.cli.arguments import AsOf, Output, Source
from diaopei.cli.command import Command
from diaopei.cli.language import say

if TYPE_CHECKING:
    from diaopei.snapshot.facts import Facts

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
    """Shows or writes scores with their parts, best first; one pair is told in sentences."""
    from diaopei.cli.outputs import deliver
    from diaopei.cli.sources import open_snapshot
    from diaopei.fit import all_criteria, for_person, for_post, shortlist
    from diaopei.snapshot.facts import Facts

    facts = Facts(open_snapshot(source, as_of))
    if post is not None and person is not None:
        tell_pair(facts, person, post)
        return
    if post is not None:
        fits = for_post(facts, post, top)
    elif person is not None:
        fits = for_person(facts, person, top)
    else:
        fits = shortlist(facts, keep=top)
    brief = fits.select("person_id", "post_id", "score", *all_criteria())
    deliver("fits", brief if output is None else fits, output, shown=top)


def tell_pair(facts: "Facts", person: str, post: str) -> None:
    """What each part of one score rests on."""
    import polars as pl

    from diaopei.cli.console import show_rows
    from diaopei.cli.language import language, pick
    from diaopei.fit import all_criteria, explained, parts_text

    pair = pl.DataFrame({"person_id": [person], "post_id": [post]})
    row = explained(facts, pair).row(0, named=True)
    told = parts_text(row, language())
    print(f"{person} → {post}: {row['score']}")
    show_rows(
        ("", "", ""),
        [(pick(all_criteria()[name].title), row[name], said) for name, said in told.items()],
    )


COMMAND = Command(
    run,
    title={
        "en": "Say who suits a post, or which posts suit a person, part by part",
        "zh-hans": "人岗相适：逐项说明谁适合某岗位，或某人适合哪些岗位",
        "zh-hant": "人崗相適：逐項說明誰適合某崗位，或某人適合哪些崗位",
    },
    place=4,
)
