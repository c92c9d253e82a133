"""`diaopei check PLAN`: legality, values and bounds recomputed, and the law applied again."""

import typer

from diaopei.cli.arguments import PlanFolder
from diaopei.cli.command import Command
from diaopei.cli.language import say


def run(plan: PlanFolder) -> None:
    """Exits with 0 only if the plan is legal and its claimed values and bounds hold.

    The checker adds the certificate up; then snapshot, rulebook and round are made ready again,
    to see that the certificate is about them. Nothing is solved.
    """
    from diaopei.checker import check
    from diaopei.cli.console import note, working
    from diaopei.cli.rounds import show_stopped
    from diaopei.cli.verdicts import show_gap, show_proofs
    from diaopei.planning import read_plan, replayed

    with working(say("Checking the plan", "正在检验方案", "正在檢驗方案")):
        verdict = check(plan)
        problems = verdict.problems or replayed(plan)
    for problem in problems:
        note(problem)
    if problems:
        raise typer.Exit(1)
    told = read_plan(plan)
    show_proofs(verdict, told)
    show_gap(verdict, told)
    show_stopped(told)
    print(
        say(
            "The plan is legal; its values and bounds hold.",
            "方案合法，所称目标值与界成立。",
            "方案合法，所稱目標值與界成立。",
        )
    )


COMMAND = Command(
    run,
    title={
        "en": "Check a plan independently: legality, values, bounds",
        "zh-hans": "独立检验方案：合法性、目标值与界",
        "zh-hant": "獨立檢驗方案：合法性、目標值與界",
    },
    place=6,
)
