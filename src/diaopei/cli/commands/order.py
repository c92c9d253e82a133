"""`diaopei order PLAN`: on which day everybody leaves and starts, and what that costs."""

import dataclasses
from typing import TYPE_CHECKING, Annotated

import typer

from diaopei.cli.arguments import Output, PlanFolder
from diaopei.cli.command import Command
from diaopei.cli.language import say

if TYPE_CHECKING:
    from datetime import date

    from diaopei.planning import Plan

FirstDay = Annotated[
    str | None,
    typer.Option(
        metavar="DAY",
        help=say(
            "Another first day, YYYY-MM-DD",
            "改用其他起始日 YYYY-MM-DD",
            "改用其他起始日 YYYY-MM-DD",
        ),
    ),
]
HandOver = Annotated[
    int | None,
    typer.Option(
        min=0, help=say("Days that heads serve side by side", "正职交接天数", "正職交接天數")
    ),
]
Bench = Annotated[
    int | None,
    typer.Option(
        min=0, help=say("Days a stand-in may keep a seat", "代管天数上限", "代管天數上限")
    ),
]
PerWeek = Annotated[
    int | None,
    typer.Option(min=1, help=say("Most moves in a week", "每周办理人数上限", "每週辦理人數上限")),
]


def run(
    plan: PlanFolder,
    first_day: FirstDay = None,
    hand_over: HandOver = None,
    bench: Bench = None,
    per_week: PerWeek = None,
    output: Output = None,
) -> None:
    """Shows or writes the days of a plan, or what they would be; the plan stays as it is."""
    from diaopei.cli.outputs import deliver_all
    from diaopei.cli.rounds import show_order
    from diaopei.cli.sources import day, open_plan

    told = open_plan(plan)
    pace = dataclasses.asdict(told.order.pace) | {
        name: number
        for name, number in (("hand_over", hand_over), ("bench", bench), ("per_week", per_week))
        if number is not None
    }
    told = anew(told, day(first_day, "--first-day") or told.order.first_day, pace)
    show_order(told)
    order = told.order
    if output is None:
        show_legs(told)
        return
    tables = {"legs": order.legs, "vacancies": order.vacancies, "unkept": order.unkept}
    deliver_all(tables, output)


def anew(plan: "Plan", first_day: "date", pace: dict[str, int]) -> "Plan":
    """The plan with its days counted anew; nothing is written."""
    from diaopei.planning.calendar import Pace
    from diaopei.planning.order import demand_first_day, ordered
    from diaopei.snapshot.facts import Facts

    demand_first_day(first_day, plan.snapshot)
    order, moves = ordered(plan.moves, Facts(plan.snapshot), first_day, Pace(**pace))
    return dataclasses.replace(plan, order=order, moves=moves)


def show_legs(plan: "Plan") -> None:
    """Every leg in a line, by day."""
    from diaopei.cli.console import show_rows
    from diaopei.cli.language import pick
    from diaopei.reporting.codes import ACT
    from diaopei.reporting.handovers import named_legs
    from diaopei.snapshot.facts import Facts

    rows = named_legs(Facts(plan.snapshot), plan).iter_rows(named=True)
    show_rows(
        ("day", "act", "person_id", say("name", "姓名", "姓名"), say("post", "岗位", "崗位"),
         "until", say("successor", "接任人", "接任人")),
        [
            (row["day"], pick(ACT[row["act"]]), row["person_id"], row["name"],
             f"{row['post_id']} {row['unit']} {row['post']}", row["until"], row["with_name"])
            for row in rows
        ],
        shown=40,
    )  # fmt: skip


COMMAND = Command(
    run,
    title={
        "en": "Say on which day everybody leaves and starts, and what stands empty meanwhile",
        "zh-hans": "任免时间安排：何日离任、到任，期间哪些岗位空缺",
        "zh-hant": "任免時間安排：何日離任、到任，期間哪些崗位空缺",
    },
    place=9,
)
