"""`diaopei wishes PLAN|SNAP`: what became of wishes, and what mechanisms would give."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diaopei.cli.arguments import AsOf, Output, RoundFile, RoundsBook
from diaopei.cli.command import Command
from diaopei.cli.language import say

if TYPE_CHECKING:
    import polars as pl

    from diaopei.planning import Draft, Round

About = Annotated[
    Path,
    typer.Argument(
        metavar="SNAP|PLAN",
        help=say(
            "A plan's folder, or a snapshot, workbook or roster",
            "方案文件夹，或快照、工作簿、花名册",
            "方案資料夾，或快照、活頁簿、花名冊",
        ),
    ),
]
Decides = Annotated[
    str | None,
    typer.Option(
        "--mechanism",
        metavar="NAME",
        help=say(
            "Let wishes decide: top_trading_cycles, serial_dictatorship, deferred_acceptance",
            "按意愿排定：top_trading_cycles、serial_dictatorship、deferred_acceptance",
            "按意願排定：top_trading_cycles、serial_dictatorship、deferred_acceptance",
        ),
    ),
]

SHOWN = {
    "ways": {"en": "ways", "zh-hans": "各种方式", "zh-hant": "各種方式"},
    "ranks": {"en": "ranks", "zh-hans": "各次序意愿满足人数", "zh-hant": "各次序意願滿足人數"},
    "standing": {"en": "standing", "zh-hans": "有意愿者的去向", "zh-hant": "有意願者的去向"},
    "worse_off": {"en": "worse_off", "zh-hans": "不如留任者", "zh-hant": "不如留任者"},
    "envy": {"en": "envy", "zh-hans": "所愿岗位给予他人者", "zh-hant": "所願崗位給予他人者"},
    "regressions": {"en": "regressions", "zh-hans": "非自愿调往较差岗位者",
                    "zh-hant": "非自願調往較差崗位者"},
    "broken": {"en": "broken", "zh-hans": "未能遵守的限制", "zh-hant": "未能遵守的限制"},
}  # fmt: skip
"""The tables shown, in this order, and what they are called."""


def run(
    source: About,
    mechanism: Decides = None,
    round_file: RoundFile = None,
    rulebook: RoundsBook = None,
    as_of: AsOf = None,
    output: Output = None,
) -> None:
    """Puts a plan, or the people as they stand, beside every mechanism; or shows what one gives.

    Of a plan its own rulebook, day and round count. Nothing is changed.
    """
    from diaopei.cli.console import working
    from diaopei.cli.outputs import deliver_all
    from diaopei.cli.rounds import choices_of
    from diaopei.cli.sources import is_plan, open_plan

    plan = open_plan(source) if is_plan(source) else None
    choices = plan.round if plan else choices_of(round_file, rulebook, as_of, [])
    with working(say("Hearing the wishes", "正在按意愿排定", "正在按意願排定")):
        if mechanism is not None:
            tables = given(drafted(source, choices), mechanism)
        elif plan is not None:
            tables = {} if plan.fairness is None else plan.fairness.tables()
        else:
            tables = compared(drafted(source, choices))
    if not tables:
        print(say("No wishes are on record.", "没有登记的个人意愿。", "沒有登記的個人意願。"))
    elif output is not None:
        deliver_all(tables, output)
    else:
        show(tables)


def drafted(source: Path, choices: "Round") -> "Draft":
    """A plan's people, or a snapshot's, made ready for a round; nothing is solved."""
    from diaopei.cli.sources import is_plan, open_plan, read_source
    from diaopei.planning import Draft

    if is_plan(source):
        plan = open_plan(source)
        return Draft.of(plan.snapshot, plan.rulebook, choices)
    reading = read_source(source)
    return Draft.of(reading.snapshot, None, choices, reading.issues)


def compared(draft: "Draft") -> "Mapping[str, pl.DataFrame]":
    """What the mechanisms would give, beside everybody staying; none without wishes."""
    from diaopei.planning.move import Moves

    fair = draft.fairness(Moves.create_empty())
    return {} if fair is None else fair.tables()


def given(draft: "Draft", mechanism: str) -> "Mapping[str, pl.DataFrame]":
    """What one mechanism gives: moves with their days, standing, ranks, worse_off, broken."""
    from diaopei.planning.by_wishes import mechanism as outcome_of

    outcome = outcome_of(mechanism, draft.problem, None, draft.model)
    if outcome.given.is_empty():
        return {}
    order, moves = draft.in_order(outcome.moves.drop_nulls("to_post_id"))
    return {
        "moves": moves,
        "standing": outcome.given,
        "ranks": outcome.ranks,
        "worse_off": outcome.worse_off,
        "broken": outcome.broken,
        "legs": order.legs,
    }


def show(tables: "Mapping[str, pl.DataFrame]") -> None:
    """The tables a person reads first: each under its name, empty ones as a line."""
    from diaopei.cli.console import show_frame
    from diaopei.cli.language import language, pick
    from diaopei.reporting.wish_columns import worded

    for name, title in SHOWN.items():
        if name not in tables:
            continue
        table = tables[name]
        print(f"\n{pick(title)}: {table.height}")
        if table.height:
            show_frame(table if language() == "en" else worded(table, language()), shown=12)


COMMAND = Command(
    run,
    title={
        "en": "Say what became of wishes, and what a mechanism of wishes would give",
        "zh-hans": "个人意愿：方案满足了哪些，按意愿机制又会如何",
        "zh-hant": "個人意願：方案滿足了哪些，按意願機制又會如何",
    },
    place=9,
)
