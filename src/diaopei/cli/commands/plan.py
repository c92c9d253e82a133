"""`diaopei plan SNAP -o PLAN`: the best set of moves, proved goal by goal."""

from pathlib import Path
from typing import Annotated

import typer

from diaopei.cli.arguments import Accept, AsOf, Source
from diaopei.cli.command import Command
from diaopei.cli.language import say

To = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar="PLAN", help=say("Folder to write", "输出文件夹", "輸出資料夾")
    ),
]
RoundFile = Annotated[
    Path | None,
    typer.Option(
        "--round",
        metavar="FILE",
        help=say("The choices of the round, YAML", "本批次的选择（YAML）", "本批次的選擇（YAML）"),
    ),
]
Book = Annotated[
    str | None,
    typer.Option(
        "--rulebook",
        help=say(
            "A rulebook's name or folder; else the round's, else ngari",
            "规则集名称或文件夹；缺省依批次文件，再缺省为 ngari",
            "規則集名稱或資料夾；預設依批次檔，再預設為 ngari",
        ),
    ),
]
ModelFolder = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help=say(
            "Write each layer's model as MPS, for any solver",
            "将各层模型写为 MPS，供其他求解器验算",
            "將各層模型寫為 MPS，供其他求解器驗算",
        ),
    ),
]


def run(
    source: Source,
    output: To,
    round_file: RoundFile = None,
    rulebook: Book = None,
    as_of: AsOf = None,
    accept: Accept = None,
    export_model: ModelFolder = None,
) -> None:
    """Writes the plan's folder and shows its layers; refuses what its checker refuses.

    While it works, the plan so far stands in PLAN.partial; ctrl-C or a request to end (SIGTERM)
    writes the best plan found.
    """
    from diaopei.cli.partial import Partial, stopped_by_a_signal
    from diaopei.cli.rounds import choices_of, keep, proposed, show_moves, show_plan, show_stopped
    from diaopei.cli.sources import read_source
    from diaopei.planning import export_models

    choices = choices_of(round_file, rulebook, as_of, accept or [])
    reading = read_source(source)
    so_far = Partial(output)
    so_far.tell()
    with stopped_by_a_signal():
        plan = proposed(reading, choices, so_far.keeper)
    keep(plan, output)
    so_far.drop()
    if export_model is not None:
        export_models(plan.certificate, export_model)
    show_plan(plan)
    show_stopped(plan)
    show_moves(plan)
    print(f"→ {output / 'report.html'}")


COMMAND = Command(
    run,
    title={
        "en": "Propose the best set of moves, proved goal by goal",
        "zh-hans": "提出调配方案，逐层目标证明最优",
        "zh-hant": "提出調配方案，逐層目標證明最優",
    },
    place=5,
)
