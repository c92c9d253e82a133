"""What the commands do with a round: propose, show, keep with its report, check."""

import dataclasses
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from diaopei.cli.console import note, show_rows
from diaopei.cli.language import language, pick, say

if TYPE_CHECKING:
    from diaopei.io import Reading
    from diaopei.planning import Draft, Plan, Progress, Round
    from diaopei.planning.draft import Keep
    from diaopei.planning.order import Order

REPORTS = ("round", "order", "wishes", "teams", "due_list")
"""The reports that stand together in a plan's `report.html` and `report.xlsx`."""

LAYERS = {
    "seats": {"en": "posts left empty", "zh-hans": "岗位空缺", "zh-hant": "崗位空缺"},
    "duty": {"en": "duties unmet", "zh-hans": "未履行的义务", "zh-hant": "未履行的義務"},
    "exchange": {"en": "exchange served", "zh-hans": "应交流事项", "zh-hant": "應交流事項"},
    "fit": {"en": "fit gained", "zh-hans": "适配增益", "zh-hant": "適配增益"},
    "calm": {"en": "moves made", "zh-hans": "调动人数", "zh-hant": "調動人數"},
}
"""What a layer counts, for people; the layer that only breaks ties by id is not shown."""

LAYER_HEADS = (
    {"en": "layer", "zh-hans": "层", "zh-hant": "層"},
    {"en": "sense", "zh-hans": "方向", "zh-hant": "方向"},
    {"en": "value", "zh-hans": "目标值", "zh-hant": "目標值"},
    {"en": "bound", "zh-hans": "界", "zh-hant": "界"},
    {"en": "gap", "zh-hans": "差距", "zh-hant": "差距"},
)
"""The heads of the table of layers."""

ACTS = {
    "compiling": {
        "en": "machine code is made ready",
        "zh-hans": "正在编译",
        "zh-hant": "正在編譯",
    },
    "drafting": {
        "en": "a first plan is drafted",
        "zh-hans": "草拟方案中",
        "zh-hant": "草擬方案中",
    },
    "relaxed": {"en": "bounded", "zh-hans": "已求界", "zh-hant": "已求界"},
    "searching": {"en": "searched", "zh-hans": "搜索中", "zh-hant": "搜尋中"},
    "parting": {"en": "proved by cases", "zh-hans": "分情形证明", "zh-hant": "分情形證明"},
    "found": {"en": "found", "zh-hans": "已得解", "zh-hant": "已得解"},
    "asked": {
        "en": "jurisdictions asked",
        "zh-hans": "已征询各地",
        "zh-hant": "已徵詢各地",
    },
    "done": {"en": "done", "zh-hans": "完成", "zh-hant": "完成"},
    "interrupted": {
        "en": "stopped; the best plan so far is kept",
        "zh-hans": "已中止，保留目前最优方案",
        "zh-hant": "已中止，保留目前最優方案",
    },
    "failed": {
        "en": "the solver gave up; the best plan so far is kept",
        "zh-hans": "求解器未能完成，保留目前最优方案",
        "zh-hant": "求解器未能完成，保留目前最優方案",
    },
}
"""What the planner tells of a layer, for people."""


def choices_of(
    round_file: Path | None, rulebook: str | None, as_of: str | None, accept: list[str]
) -> "Round":
    """The round file's choices, with what the call says on top."""
    from diaopei.cli.sources import accepted_checks, day
    from diaopei.planning import Round, read_round

    told = read_round(round_file) if round_file else Round()
    return dataclasses.replace(
        told,
        rulebook=rulebook or told.rulebook,
        as_of=day(as_of) or told.as_of,
        accept={**told.accept, **accepted_checks(accept)},
    )


def proposed(
    reading: "Reading",
    choices: "Round",
    keeper: "Callable[[Draft], Keep] | None" = None,
    cluster: str | None = None,
) -> "Plan":
    """The plan; on a terminal, layer, value and bound show as they come.

    Args:
        reading: the register and what its reader found.
        choices: of the round.
        keeper: of a draft what keeps the plan in hand after each layer.
        cluster: who works for the jurisdictions, where they work apart.
    """
    from diaopei.planning import Draft

    if cluster is not None and choices.engine == "auto":
        choices = dataclasses.replace(choices, engine="prices")
    draft = Draft.of(reading.snapshot, None, choices, reading.issues)
    keep = {} if keeper is None else {"keep": keeper(draft)}
    if not sys.stderr.isatty():
        return draft.proposed(_tell_failure, cluster=cluster, **keep)
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    with console.status(say("Planning", "正在规划", "正在規劃")) as status:

        def watch(step: "Progress") -> None:
            _tell_failure(step)
            if step.act in ("asked", "done", "interrupted"):
                console.print(progress_text(step))
            else:
                status.update(progress_text(step))

        return draft.proposed(watch, cluster=cluster, **keep)


def _tell_failure(step: "Progress") -> None:
    """A solver that gave up is never passed over in silence."""
    if step.act == "failed":
        note(f"{progress_text(step)} · {step.words}")


def progress_text(step: "Progress") -> str:
    """How far a layer is, in one line: value, bound and the gap between them, where known."""
    name = pick(LAYERS[step.layer]) if step.layer in LAYERS else step.layer
    gap = None if step.value is None or step.bound is None else abs(step.bound - step.value)
    parts = [
        f"{label} {number:,}"
        for label, number in (
            (say("value", "目标值", "目標值"), step.value),
            (say("bound", "界", "界"), step.bound),
            (say("gap", "差距", "差距"), gap),
        )
        if number is not None
    ]
    return f"{name} {pick(ACTS[step.act])} {' · '.join(parts)}".strip()


def show_plan(plan: "Plan") -> None:
    """The number of moves, and the layers with what proves them."""
    told = plan.summary
    print(
        say(
            f"{told['moves']} moves among {told['people_in_force']} people: "
            f"{told['chains']} chains, {told['rings']} rings, {told['promotions']} promotions",
            f"{told['people_in_force']} 人中调动 {told['moves']} 人："
            f"连环 {told['chains']} 组，互换 {told['rings']} 组，晋升 {told['promotions']} 人",
            f"{told['people_in_force']} 人中調動 {told['moves']} 人："
            f"連環 {told['chains']} 組，互換 {told['rings']} 組，晉升 {told['promotions']} 人",
        )
    )
    yes, no = say("proved", "已证明", "已證明"), say("not proved", "未证明", "未證明")
    show_rows(
        (*map(pick, LAYER_HEADS), "", ""),
        [
            (*row[:5], yes if row[5] else no, pick(LAYERS[row[0]]))
            for row in plan.layers.select(
                "layer", "sense", "value", "bound", "gap", "proved"
            ).iter_rows()
            if row[0] in LAYERS
        ],
    )
    show_order(plan)
    show_wishes(plan)


def show_order(plan: "Plan") -> None:
    """The days from first to last and what they cost, in one line; then who is named for it."""
    order = plan.order
    days = (order.first_day, order.last_day, order.vacancy_days, order.at_least)
    print(
        say(
            "days: {} to {}, {} vacancy-days (at least {})",
            "时间：{} 至 {}，空缺 {} 天（下限 {}）",
            "時間：{} 至 {}，空缺 {} 天（下限 {}）",
        ).format(*days)
    )
    show_unkept(order)


def show_unkept(order: "Order") -> None:
    """What no day could keep of what was asked: post, person and why."""
    from diaopei.reporting.codes import UNKEPT

    for reason, post, person in order.unkept.select("reason", "post_id", "person_id").rows():
        said = (post, person, pick(UNKEPT[reason]))
        print(say("not kept: {} ({}): {}", "未能满足：{}（{}）：{}",
                  "未能滿足：{}（{}）：{}").format(*said))  # fmt: skip


def show_wishes(plan: "Plan") -> None:
    """What became of wishes, in one line."""
    told = None if plan.fairness is None else plan.fairness.summary()
    if told is None:
        print(say("wishes: none on record", "意愿：无登记", "意願：無登記"))
        return
    best = max(told["mechanisms"].items(), key=lambda way: way[1]["wished"])
    print(
        say(
            "wishes: {} of {} met, {} passed over for lower merit; {} would meet {}",
            "意愿：{} / {} 得到满足，{} 人所愿岗位给予业绩较低者；按 {} 可满足 {}",
            "意願：{} / {} 得到滿足，{} 人所願崗位給予業績較低者；按 {} 可滿足 {}",
        ).format(told["wished"], told["people"], told["envious"], best[0], best[1]["wished"])
    )


def show_stopped(plan: "Plan") -> None:
    """Says which goals were not reached where the work was stopped."""
    done = plan.layers.filter("proved")["layer"].to_list()
    left = [pick(LAYERS[name]) for name in plan.round.layers if name not in done]
    if left:
        print(
            say(
                f"Stopped early: this is the best plan so far. Not proved: {'; '.join(left)}.",
                f"已提前停止：以下为目前最优方案。尚未证明：{'；'.join(left)}。",
                f"已提前停止：以下為目前最優方案。尚未證明：{'；'.join(left)}。",
            )
        )


def show_moves(plan: "Plan", shown: int = 12) -> None:
    """The first moves by name, with the rules that give the reason."""
    from diaopei.reporting.seating import named_moves
    from diaopei.snapshot.facts import Facts

    moves = named_moves(Facts(plan.snapshot), plan)
    show_rows(
        (
            say("chain", "组", "組"),
            "person_id",
            say("name", "姓名", "姓名"),
            say("from", "由", "由"),
            say("to", "至", "至"),
            say("reasons", "依据", "依據"),
        ),
        [
            (
                row["chain"],
                row["person_id"],
                row["name"],
                f"{row['from_unit'] or ''} {row['from_post'] or '–'}".strip(),
                f"{row['to_unit'] or ''} {row['to_post'] or '–'}".strip(),
                " ".join(row["reasons"]),
            )
            for row in moves.iter_rows(named=True)
        ],
        shown,
    )


def keep(plan: "Plan", folder: Path) -> None:
    """Writes the plan's folder and, if the checker agrees, the report in it.

    Raises:
        PlanRejectedError: the plan is not what it claims to be; nobody should be shown it.
    """
    from diaopei.checker import check
    from diaopei.errors import PlanRejectedError
    from diaopei.planning import write_plan
    from diaopei.reporting import build_report, write_report
    from diaopei.snapshot.facts import Facts

    write_plan(plan, folder)
    problems = check(folder).problems
    if problems:
        raise PlanRejectedError("\n".join(problems))
    facts = Facts(plan.snapshot)
    reports = [build_report(kind, facts, plan=plan, rulebook=plan.rulebook) for kind in REPORTS]
    for suffix in ("html", "xlsx"):
        write_report(reports, folder / f"report.{suffix}", language())
