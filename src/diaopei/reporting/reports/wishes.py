"""Wishes: what became of them in the plan, who was passed over, and what mechanisms would give."""

import polars as pl

from diaopei.planning.fairness import COUNTS, Fairness
from diaopei.reporting.columns import Column
from diaopei.reporting.figure import Figure, count
from diaopei.reporting.names import name_people
from diaopei.reporting.report import Paragraph, Report, ReportKind, Sources, keyed
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text
from diaopei.reporting.wish_columns import HOW_MANY, WITHOUT, limit, titled, way
from diaopei.snapshot.facts import Facts

TITLE = text("Wishes", "个人意愿", "個人意願")

PERSON = ("person_id", "name")
WENT = (*PERSON, "from_post_id", "to_post_id")


def _build(sources: Sources) -> Report:
    told = sources.needed_plan().fairness
    if told is None:
        return Report(title=TITLE, paragraphs=(Paragraph(TITLE, _NONE),))
    return Report(
        title=TITLE,
        paragraphs=(Paragraph(TITLE, _BODY), Paragraph(_WAYS, _ABOUT)),
        figures=keyed(_figures(sources.facts, told)),
        tables=_tables(told),
    )


def _figures(facts: Facts, told: Fairness) -> list[Figure]:
    standing = name_people(facts, told.standing)
    first = standing.filter(pl.col("wish_order") == pl.col("first_open"))
    columns = (*titled(*WENT), "wishes", "first_open", "wish_order", "standing")
    parts = (
        ("people", _PEOPLE, standing, columns, "standing"),
        ("first", _FIRST, first, columns, "wish_order"),
        ("met", _MET, standing.filter(pl.col("standing") == "wished"), columns, "wish_order"),
        ("envious", _ENVY, name_people(facts, told.envy), _of_envy(), "wish_order"),
        ("left_free", _FREE, name_people(facts, told.left_free), (*PERSON, "post_id", "wish_order"),
         "wish_order"),
        ("regressions", _WORSE, name_people(facts, told.regressions),
         (*titled(*WENT), WITHOUT, "levels_down", "metres_up", "fit_lost"), "without_post"),
    )  # fmt: skip
    return [
        count(label, Table.of(f"wishes.{key}", label, rows, shown), by=by)
        for key, label, rows, shown, by in parts
    ]


def _of_envy() -> tuple[str | Column, ...]:
    return (*PERSON, "wish_order", "post_id", "merit", "given_to", "their_merit", "of_lower_merit")


def _tables(told: Fairness) -> tuple[Table, ...]:
    """How many got which wish; every way side by side; the limits a mechanism would break."""
    ways, bounds = way(), ("row", "subject", "total", "at_least", "at_most")
    return (
        Table.of("wishes.ranks", _RANKS, told.ranks, ("wish_order", HOW_MANY)),
        Table.of("wishes.ways", _WAYS, told.ways, (ways, *COUNTS)),
        Table.of("wishes.broken", _BROKEN, told.broken, (ways, limit(), *bounds)),
    )


_PEOPLE = text("people with wishes", "有意愿人数", "有意願人數")
_FIRST = text("got their first lawful wish", "首个合规意愿得到满足", "首個合規意願得到滿足")
_MET = text("got a wish", "意愿得到满足", "意願得到滿足")
_ENVY = text("passed over for lower merit", "所愿岗位给予业绩较低者", "所願崗位給予業績較低者")
_FREE = text("wished for a seat left free", "所愿岗位仍空缺", "所願崗位仍空缺")
_WORSE = text("moved unasked into what is worse", "非自愿调往较差岗位", "非自願調往較差崗位")
_RANKS = text("How many got which wish", "各次序意愿满足人数", "各次序意願滿足人數")
_WAYS: Text = text("What the mechanisms would have given", "若按意愿机制办理", "若按意願機制辦理")
_BROKEN = text(
    "Limits the mechanisms would not have kept", "机制未能遵守的限制", "機制未能遵守的限制"
)
_NONE = text("No wishes are on record.", "没有登记的个人意愿。", "沒有登記的個人意願。")
_BODY = text(
    "Of [[wishes.people]] people with wishes, [[wishes.met]] get one, [[wishes.first]] of them "
    "the first that the rules allow. [[wishes.envious]] wished for a post that went to somebody "
    "of lower merit; [[wishes.left_free]] for a seat that stands free. [[wishes.regressions]] "
    "people are moved without having wished it, lower, higher up or into a worse fit.",
    "登记意愿者[[wishes.people]]名，得偿所愿[[wishes.met]]名，其中首个合规意愿[[wishes.first]]名。"
    "所愿岗位给予业绩较低者的[[wishes.envious]]名，所愿岗位仍空缺的[[wishes.left_free]]名。"
    "非自愿调往职级较低、海拔较高或适配较差岗位的[[wishes.regressions]]名。",
    "登記意願者[[wishes.people]]名，得償所願[[wishes.met]]名，其中首個合規意願[[wishes.first]]名。"
    "所願崗位給予業績較低者的[[wishes.envious]]名，所願崗位仍空缺的[[wishes.left_free]]名。"
    "非自願調往職級較低、海拔較高或適配較差崗位的[[wishes.regressions]]名。",
)
_ABOUT = text(
    "A plan is made for the service; a mechanism moves people by their wishes alone, and then "
    "does not keep every limit. Side by side they say what each gives up.",
    "方案以工作需要为先；意愿机制只按个人意愿排定，未必遵守全部限制。两相对照，可见各自的取舍。",
    "方案以工作需要為先；意願機制只按個人意願排定，未必遵守全部限制。兩相對照，可見各自的取捨。",
)

REPORT = ReportKind(title=TITLE, build=_build)
