"""The order of moves: the day of every leg, what waits meanwhile, and what could not be kept."""

from diaopei.reporting.codes import UNKEPT
from diaopei.reporting.columns import COLUMNS, Column
from diaopei.reporting.drawing import so_many
from diaopei.reporting.drawings.timeline import Timeline
from diaopei.reporting.figure import Figure, count, total
from diaopei.reporting.handovers import handovers, named_legs, named_posts
from diaopei.reporting.names import name_people
from diaopei.reporting.report import Paragraph, Planned, Report, ReportKind, Sources, keyed
from diaopei.reporting.table import Table
from diaopei.reporting.texts import LANGUAGES, Text, text
from diaopei.snapshot.facts import Facts

TITLE = text("The order of moves", "任免时间安排", "任免時間安排")
SEATS = ("chain", "post_id", "unit", "post", "leaver", "leaves_on", "comer", "starts_on")
LEGS = ("day", "act", "person_id", "name", "post_id", "unit", "post", "until", "with_name", "chain")
WAITS = ("post_id", "unit", "post", "chain", "name", "empty_from", "filled_on", "days")


def _build(sources: Sources) -> Report:
    plan, facts = sources.needed_plan(), sources.facts
    figures = keyed(_figures(facts, plan))
    seats = Table.of("order.seats", _SEATS, handovers(facts, plan), SEATS)
    order = plan.order
    drawn = so_many(_SEATS, seats.rows["chain"].n_unique())
    return Report(
        title=TITLE,
        paragraphs=(Paragraph(TITLE, _body(plan)), *_unkept(figures)),
        figures=figures,
        drawings=(Timeline("timeline", drawn, seats, order.first_day, order.last_day),),
        tables=(Table.of("order.legs", _LEGS, named_legs(facts, plan), LEGS),),
    )


def _figures(facts: Facts, plan: Planned) -> list[Figure]:
    named = name_people(facts, plan.order.vacancies.rename({"filled_by": "person_id"}))
    waits = named_posts(facts, named)
    unkept = named_posts(facts, name_people(facts, plan.order.unkept))
    reason = Column("reason", COLUMNS["unkept"].title, UNKEPT)
    columns = (reason, "person_id", "name", "post_id", "unit", "post", "chain")
    days = Table.of("order.vacancy_days", _WAITS, waits, WAITS)
    kept = Table.of("order.unkept", _UNKEPT, unkept, columns)
    told = [total(_WAITS, days, of="days", by="chain")]
    return [*told, count(_UNKEPT, kept, by="reason")] if unkept.height else told


def _body(plan: Planned) -> Text:
    """The days from first to last, and the pace they follow."""
    order = plan.order
    told = {"first": order.first_day, "last": order.last_day, "least": order.at_least,
            "hand_over": order.pace.hand_over, "bench": order.pace.bench}  # fmt: skip
    most = order.pace.per_week
    weekly = {lang: _WEEKLY[lang].format(most) if most else "" for lang in LANGUAGES}
    return {lang: _BODY[lang].format(**told) + weekly[lang] for lang in LANGUAGES}


def _unkept(figures: dict[str, Figure]) -> list[Paragraph]:
    """What could not be kept, where there is anything."""
    return [Paragraph(_UNKEPT, _NOT_KEPT)] if "order.unkept" in figures else []


_SEATS = text("Seat by seat", "逐岗时间", "逐崗時間")
_LEGS = text("Day by day", "逐日安排", "逐日安排")
_WAITS = text("vacancy-days", "岗位空缺天数", "崗位空缺天數")
_UNKEPT = text("Could not be kept", "未能满足", "未能滿足")
_BODY = text(
    "The moves are made from {first} to {last}. The head of a place and the successor serve side "
    "by side for {hand_over} days; a stand-in may keep a seat of a ring for {bench} days. Seats "
    "that the plan fills stand empty for [[order.vacancy_days]] days in all; no calendar of this "
    "pace has fewer than {least}.",
    "本方案自{first}起至{last}办理完毕。地方党政正职与接任人并行交接{hand_over}天；"
    "互换环中的岗位可由他人代管至多{bench}天。拟补岗位共空缺[[order.vacancy_days]]天"
    "（按此节奏不可能少于{least}天）。",
    "本方案自{first}起至{last}辦理完畢。地方黨政正職與接任人並行交接{hand_over}天；"
    "互換環中的崗位可由他人代管至多{bench}天。擬補崗位共空缺[[order.vacancy_days]]天"
    "（按此節奏不可能少於{least}天）。",
)
_WEEKLY = text(" At most {} move in a week.", "每周至多办理{}人。", "每週至多辦理{}人。")
_NOT_KEPT = text(
    "For [[order.unkept]] people no day keeps all that is asked; the table says who, at which "
    "post, and why.",
    "有[[order.unkept]]人的时间无法满足全部要求，涉及人员、岗位及原因见表。",
    "有[[order.unkept]]人的時間無法滿足全部要求，涉及人員、崗位及原因見表。",
)

REPORT = ReportKind(title=TITLE, build=_build)
