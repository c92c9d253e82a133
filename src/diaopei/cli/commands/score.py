"""`diaopei score PLAN LIST`: a list of moves made by hand, judged by the plan's rules."""

from pathlib import Path
from typing import Annotated

import typer

from diaopei.cli.command import Command
from diaopei.cli.language import say

PlanOrSource = Annotated[
    Path,
    typer.Argument(
        metavar="PLAN",
        help=say(
            "A plan's folder; or a snapshot, which is planned first",
            "方案文件夹；若为快照则先行规划",
            "方案資料夾；若為快照則先行規劃",
        ),
    ),
]
OwnList = Annotated[
    Path,
    typer.Argument(
        metavar="LIST",
        help=say(
            "A CSV file of person_id and post_id",
            "含 person_id 与 post_id 的 CSV 文件",
            "含 person_id 與 post_id 的 CSV 檔案",
        ),
    ),
]
RoundFile = Annotated[
    Path | None,
    typer.Option(
        "--round",
        metavar="FILE",
        help=say(
            "With a snapshot: the choices of the round, YAML",
            "与快照合用：本批次的选择（YAML）",
            "與快照合用：本批次的選擇（YAML）",
        ),
    ),
]


def run(plan: PlanOrSource, moves: OwnList, round_file: RoundFile = None) -> None:
    """Tells what is refused, which rules break, and how far the list gets."""
    from diaopei.cli.console import working
    from diaopei.cli.language import language
    from diaopei.cli.rounds import choices_of, proposed
    from diaopei.cli.sources import is_plan, open_plan, read_source
    from diaopei.explain import score_list
    from diaopei.planning.own_list import read_list

    if is_plan(plan):
        known = open_plan(plan)
        told = read_list(moves, known.snapshot)
    else:
        reading = read_source(plan)
        told = read_list(moves, reading.snapshot)
        known = proposed(reading, choices_of(round_file, None, None, []))
    with working(say("Judging the list", "正在评判名单", "正在評判名單")):
        answer = score_list(known, told, language())
    print(answer.text(), end="")


COMMAND = Command(
    run,
    title={
        "en": "Judge a list of moves made by hand by the same rules",
        "zh-hans": "以同样的规则评判人工名单",
        "zh-hant": "以同樣的規則評判人工名單",
    },
    place=9,
)
