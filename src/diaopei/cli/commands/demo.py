"""`diaopei demo`: a made-up prefecture, the whole job, and where to look."""

from pathlib import Path
from typing import Annotated

import typer

from diaopei.cli.command import Command
from diaopei.cli.language import say

People = Annotated[
    int, typer.Option(min=50, max=1_000_000, help=say("How many people", "人数", "人數"))
]
Out = Annotated[
    Path, typer.Option(metavar="DIR", help=say("Folder to write", "输出文件夹", "輸出資料夾"))
]


def run(people: People = 300, out: Out = Path("demo")) -> None:
    """Makes the prefecture, then reads, examines, screens, plans, checks and reports it."""
    from diaopei.cli.console import working
    from diaopei.cli.outputs import demand_plan_folder
    from diaopei.cli.rounds import keep, proposed, show_plan
    from diaopei.cli.sources import read_source
    from diaopei.fiction import prefecture
    from diaopei.io import write_snapshot, write_tables
    from diaopei.planning import Round
    from diaopei.snapshot.doctor import examine

    demand_plan_folder(out / "plan")
    with working(say("Making a prefecture", "正在生成虚构地区", "正在產生虛構地區")):
        write_snapshot(prefecture(people), out / "snapshot", "csv")
    reading = read_source(out / "snapshot")
    issues = examine(reading.snapshot)
    plan = proposed(reading, Round())
    write_tables({"findings": plan.findings}, out / "findings.xlsx")
    keep(plan, out / "plan")
    told = (reading.snapshot.people.height, issues.height, plan.findings.height)
    print(
        say(
            "people: {}; issues in the data: {}; findings by the rules: {}",
            "人员 {} 名；数据问题 {} 条；按规则筛查情形 {} 条",
            "人員 {} 名；資料問題 {} 條；按規則篩查情形 {} 條",
        ).format(*told)
    )
    show_plan(plan)
    tell_where(out)


def tell_where(out: Path) -> None:
    """Where to look, and what to try next."""
    from diaopei.cli.console import show_rows

    print()
    places = [
        (say("the plan, to read", "方案报告", "方案報告"), out / "plan" / "report.html"),
        (say("the same, to sort", "方案工作簿", "方案活頁簿"), out / "plan" / "report.xlsx"),
        (say("who is due, by which article", "应交流名单", "應交流名單"), out / "findings.xlsx"),
        (say("the data, as CSV", "数据（CSV）", "資料（CSV）"), out / "snapshot"),
    ]
    show_rows((say("look at", "查看", "查看"), ""), places)


COMMAND = Command(
    run,
    title={
        "en": "Make a fictitious prefecture, do the whole job, say where to look",
        "zh-hans": "生成虚构地区，走完全部流程，说明到哪里看结果",
        "zh-hant": "產生虛構地區，走完全部流程，說明到哪裡看結果",
    },
    place=0,
)
