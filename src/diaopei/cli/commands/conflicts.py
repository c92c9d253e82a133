"""`diaopei conflicts SNAP --round FILE`: whether a round can be planned, and if not, why."""

from pathlib import Path
from typing import Annotated

import typer

from diaopei.cli.arguments import Accept, AsOf, Output, Source
from diaopei.cli.command import Command
from diaopei.cli.language import say

RoundFile = Annotated[
    Path | None,
    typer.Option(
        "--round",
        metavar="FILE",
        help=say("The choices of the round, YAML", "本批次的选择（YAML）", "本批次的選擇（YAML）"),
    ),
]


def run(
    source: Source,
    round_file: RoundFile = None,
    as_of: AsOf = None,
    accept: Accept = None,
    output: Output = None,
) -> None:
    """Tells what stands against each other, and the least changes; writes the proof if asked."""
    from diaopei.cli.console import working
    from diaopei.cli.language import language
    from diaopei.cli.rounds import choices_of
    from diaopei.cli.sources import read_source
    from diaopei.explain import conflicts
    from diaopei.io import write_tables
    from diaopei.planning import Draft

    choices = choices_of(round_file, None, as_of, accept or [])
    reading = read_source(source)
    with working(say("Looking for what stands against each other", "正在查找相互抵触之处",
                     "正在查找相互牴觸之處")):  # fmt: skip
        answer = conflicts(Draft.of(reading.snapshot, None, choices, reading.issues), language())
    print(answer.text(), end="")
    if output is not None and answer.tables:
        name = "proof" if "proof" in answer.tables else "rows"
        write_tables({name: answer.tables[name]}, output)
        print(f"→ {output}")


COMMAND = Command(
    run,
    title={
        "en": "Say whether a round can be planned, and if not, why and what would mend it",
        "zh-hans": "说明本批次能否形成方案；若不能，说明原因与可行改变",
        "zh-hant": "說明本批次能否形成方案；若不能，說明原因與可行改變",
    },
    place=5,
)
