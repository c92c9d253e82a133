"""`diaopei plan SNAP -o PLAN`: the best set of moves, proved goal by goal."""

from pathlib import Path
from typing import Annotated

import typer

from diaopei.cli.arguments import Accept, AsOf, RoundFile, RoundsBook, Source
from diaopei.cli.command import Command
from diaopei.cli.language import say

To = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar="PLAN", help=say("Folder to write", "输出文件夹", "輸出資料夾")
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

Where = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="auto|ADDRESS",
        help=say(
            "Jurisdictions work apart: auto for this machine's cores, or a Ray cluster's host:port",
            "各地分头计算：auto 使用本机各核，或填 Ray 集群的 主机:端口",
            "各地分頭計算：auto 使用本機各核，或填 Ray 叢集的 主機:連接埠",
        ),
    ),
]


def run(
    source: Source,
    output: To,
    round_file: RoundFile = None,
    rulebook: RoundsBook = None,
    as_of: AsOf = None,
    accept: Accept = None,
    export_model: ModelFolder = None,
    cluster: Where = None,
) -> None:
    """Writes the plan's folder and shows its layers; refuses what its checker refuses.

    While it works, the plan so far stands in PLAN.partial; ctrl-C or a request to end (SIGTERM)
    writes the best plan found.
    """
    from diaopei.cli.outputs import demand_plan_folder
    from diaopei.cli.partial import Partial
    from diaopei.cli.rounds import choices_of, keep, proposed, show_moves, show_plan, show_stopped
    from diaopei.cli.sources import read_source

    demand_plan_folder(output)
    so_far = Partial(output)
    with so_far.told_if_stopped():
        choices = choices_of(round_file, rulebook, as_of, accept or [])
        reading = read_source(source)
        so_far.tell()
        plan = proposed(reading, choices, so_far.keeper, cluster)
        keep(plan, output)
        so_far.drop()
    if export_model is not None:
        from diaopei.planning import export_models

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
