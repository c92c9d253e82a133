"""`diaopei why PLAN PERSON`: the reasons behind a move, or what keeps a person where they are."""

from diaopei.cli.arguments import PersonId, PlanFolder
from diaopei.cli.command import Command
from diaopei.cli.language import say


def run(plan: PlanFolder, person: PersonId) -> None:
    """Tells the findings, the fit, the chain and the rows behind what the plan does."""
    from diaopei.cli.console import working
    from diaopei.cli.language import language
    from diaopei.cli.sources import open_plan
    from diaopei.explain import why

    with working(say("Looking into it", "正在查明", "正在查明")):
        answer = why(open_plan(plan), person, language())
    print(answer.text(), end="")


COMMAND = Command(
    run,
    title={
        "en": "Say why a person moves, or what keeps them where they are",
        "zh-hans": "说明某人为何调动，或为何留任",
        "zh-hant": "說明某人為何調動，或為何留任",
    },
    place=7,
)
