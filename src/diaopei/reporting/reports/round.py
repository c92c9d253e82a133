"""The round: what a plan moves, why, what it reaches in each layer, and whom it touches."""

import polars as pl

from diaopei.discover import plugins
from diaopei.planning.goal import Goal
from diaopei.reporting.codes import EXCHANGE, LAYER
from diaopei.reporting.columns import COLUMNS, Column
from diaopei.reporting.drawing import so_many
from diaopei.reporting.drawings.bars import Bars
from diaopei.reporting.drawings.chains import Chains
from diaopei.reporting.figure import Figure, count, share
from diaopei.reporting.flows import flow
from diaopei.reporting.groups import TITLE as GROUPS
from diaopei.reporting.groups import group_shares
from diaopei.reporting.report import (
    Paragraph,
    Planned,
    Report,
    ReportKind,
    Sources,
    keyed,
)  # fmt: skip
from diaopei.reporting.seating import named_moves
from diaopei.reporting.subjects import COLUMNS_OF_FINDINGS, named_findings, rule_column
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text

TITLE = text("The round", "交流方案", "交流方案")
GRASSROOTS = ("county", "township")

MOVE_COLUMNS = (
    "chain", "place_in_chain", "person_id", "name", "from_unit", "from_post", "to_unit", "to_post",
    "effect", "purposes",
)  # fmt: skip
ISSUE_COLUMNS = ("table", "row", "column", "value_found", "reason", "severity", "mend")


def _build(sources: Sources) -> Report:
    plan = sources.needed_plan()
    moves = named_moves(sources.facts, plan)
    figures = keyed(_figures(sources, moves))
    groups = group_shares(sources.facts, plan)
    return Report(
        title=TITLE,
        paragraphs=(Paragraph(_WHOLE, _BODY), *_stopped(plan), Paragraph(_KINDS, _BY_KIND)),
        figures=figures,
        drawings=(
            flow(sources.facts, moves),
            _drawn_chains(moves),
            Bars("groups", GROUPS, groups),
        ),
        tables=(
            *_reached(plan),
            figures["round.moves"].evidence,
            *_accepted(sources, plan),
        ),
    )


def _move_columns(sources: Sources) -> tuple[str | Column, ...]:
    titles = rule_column(sources).codes
    return (
        *MOVE_COLUMNS,
        Column("reasons", COLUMNS["reasons"].title, titles),
        "score",
        "starts_on",
    )


def _figures(sources: Sources, moves: pl.DataFrame) -> list[Figure]:
    up = moves.filter(pl.col("effect") == "promotion")
    base = up.with_columns(
        pl.col("from_tier").is_in(GRASSROOTS).fill_null(value=False).alias("counts")
    )
    key, share_key = "round.promoted", "round.promoted_grassroots_pct"
    return [
        count(_MOVED, Table.of("round.moves", _MOVES, moves, _move_columns(sources)), by="effect"),
        count(_UP, Table.of(key, _UP, up, (*MOVE_COLUMNS, "from_tier")), by="from_tier"),
        share(_BASE, Table.of(share_key, _BASE, base, (*MOVE_COLUMNS, "from_tier", "counts")), 2,
              (None, key)),
        *(_purpose(moves, purpose, label) for purpose, label in EXCHANGE.items()),
    ]  # fmt: skip


def _reached(plan: Planned) -> list[Table]:
    """What each layer reaches with its bound, and each goal of it apart, goals by their titles."""
    titles = {name: goal.title for name, goal in plugins("diaopei.planning.goals", Goal).items()}
    goal = Column("goal", COLUMNS["goal"].title, titles | {"ties": LAYER["ties"]})
    layers = plan.layers.with_columns(pl.col("goal").str.split("+"))
    wanted = ("layer", goal, "sense", "value", "bound", "gap", "proved")
    return [
        Table.of("layers", _LAYERS, layers, wanted),
        Table.of("goals", _GOALS, plan.goals, ("layer", goal, "sense", "value")),
    ]


def _purpose(moves: pl.DataFrame, purpose: str, label: Text) -> Figure:
    has = pl.col("purposes").list.contains(purpose).fill_null(value=False)
    evidence = Table.of(f"round.{purpose}", label, moves.filter(has), MOVE_COLUMNS)
    return count(label, evidence, by="effect")


def _drawn_chains(moves: pl.DataFrame) -> Chains:
    table = _chains(moves)
    return Chains("chains", so_many(_CHAINS, table.rows["chain"].n_unique()), table)


def _chains(moves: pl.DataFrame) -> Table:
    """Moves of chains and rings of two and more, in order."""
    linked = moves.filter(pl.col("chain").is_not_null(), pl.len().over("chain") > 1)
    columns = ("chain", "place_in_chain", "name", "from_post_id", "from_unit", "from_post",
               "to_post_id", "to_unit", "to_post", "purposes", "score")  # fmt: skip
    return Table.of("chains", _CHAINS, linked, [_plain(key) for key in columns])


def _plain(key: str) -> Column:
    """A column, with the shared title of a post's number where it is one."""
    return COLUMNS[key] if key in COLUMNS else Column(key, _POST_IDS[key])


def _stopped(plan: Planned) -> list[Paragraph]:
    """What a reader must know of a plan whose proof was stopped."""
    whole = plan.summary.get("complete", True) and plan.layers["proved"].all()
    return [] if whole else [Paragraph(_EARLY, _NOT_PROVED)]


def _accepted(sources: Sources, plan: Planned) -> list[Table]:
    """What the plan rests on although it is not as it should be: issues accepted, waivers."""
    issues = plan.issues.rename({"value": "value_found"})
    exempt = named_findings(sources).filter(pl.col("verdict") == "exempt")
    columns = (rule_column(sources), *COLUMNS_OF_FINDINGS)
    accepted = [(what, str(why)) for what, why in plan.summary.get("accepted", {}).items()]
    given = pl.DataFrame(accepted, schema=dict.fromkeys(("value_found", "reason"), pl.String),
                         orient="row")  # fmt: skip
    return [
        Table.of("accepted", _REASONS, given),
        Table.of("issues", _ISSUES, issues, ISSUE_COLUMNS),
        Table.of("waived", _WAIVED, exempt.sort("rule", "subject_id"), columns),
    ]


_POST_IDS = {
    "from_post_id": text("from post no.", "原岗位编号", "原崗位編號"),
    "to_post_id": text("to post no.", "任职岗位编号", "任職崗位編號"),
}
_WHOLE = text("The plan", "总体情况", "總體情況")
_KINDS = text("By kind of exchange", "五类交流", "五類交流")
_MOVES = text("Moves", "调整名单", "調整名單")
_LAYERS = text("What each layer reaches", "各层目标达成", "各層目標達成")
_GOALS = text("Each goal apart", "各项目标", "各項目標")
_CHAINS = text("Chains and rings", "链与环", "鏈與環")
_ISSUES = text(
    "Issues in the data; errors were accepted",
    "数据问题（错误均经接受）",
    "數據問題（錯誤均經接受）",
)
_REASONS = text("Accepted, with reasons", "接受的问题及理由", "接受的問題及理由")
_WAIVED = text("Waived", "豁免情况", "豁免情況")
_MOVED = text("people moved", "调整人数", "調整人數")
_UP = text("promoted", "提拔人数", "提拔人數")
_BASE = text("of them from county and township units", "其中县乡干部占比", "其中縣鄉幹部佔比")
_BODY = text(
    "[[round.moves]] people are moved; [[round.promoted]] of them are promoted, "
    "[[round.promoted_grassroots_pct]] % from county and township units.",
    "本轮拟调整干部[[round.moves]]名，其中提拔[[round.promoted]]名，县乡干部占提拔人数的"
    "[[round.promoted_grassroots_pct]]%。",
    "本輪擬調整幹部[[round.moves]]名，其中提拔[[round.promoted]]名，縣鄉幹部佔提拔人數的"
    "[[round.promoted_grassroots_pct]]%。",
)
_EARLY = text("Stopped early", "提前停止", "提前停止")
_NOT_PROVED = text(
    "The work was stopped before every goal was reached and proved: this is the best plan until "
    "then, and the table of layers says what is proved.",
    "计算在全部目标达成并证明之前被停止：此为当时的最优方案，已证明的部分见各层目标表。",
    "計算在全部目標達成並證明之前被停止：此為當時的最優方案，已證明的部分見各層目標表。",
)
_BY_KIND = text(
    "A move may serve several kinds: rotation [[round.rotation]], fit [[round.fit]], development "
    "[[round.development]], composition [[round.composition]], care [[round.care]].",
    "一次调整可兼有几类：轮岗性[[round.rotation]]名、适应性[[round.fit]]名、培养性"
    "[[round.development]]名、结构性[[round.composition]]名、关怀性[[round.care]]名。",
    "一次調整可兼有幾類：輪崗性[[round.rotation]]名、適應性[[round.fit]]名、培養性"
    "[[round.development]]名、結構性[[round.composition]]名、關懷性[[round.care]]名。",
)

REPORT = ReportKind(title=TITLE, build=_build)
