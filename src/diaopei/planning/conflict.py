"""Why no plan exists: the fewest demands, rules and seats that cannot be kept together."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from diaopei.planning.exact import SolverError
from diaopei.planning.feasibility import at_home, feasible, loosened
from diaopei.planning.fewest import Fewest, batch_row, proof_table
from diaopei.planning.impossible import Core, asked, opposed
from diaopei.planning.model import Ints, Model
from diaopei.planning.problem import Problem
from diaopei.planning.row_texts import RowTexts
from diaopei.planning.texts import LANGUAGES, listed, text
from diaopei.planning.waivers import WEIGHTS, Way, ways_out

ACTS = {
    "by_hand": ("drop", text("drop {what}", "撤销{what}", "撤銷{what}")),
    "batch_size": (
        "raise",
        text("raise the number of {what} by {by}", "将{what}的数目提高{by}",
             "將{what}的數目提高{by}"),
    ),
    "team_changes": (
        "raise",
        text("raise the number of {what} by {by}", "将{what}的数目提高{by}",
             "將{what}的數目提高{by}"),
    ),
    "must_fill": (
        "leave_empty",
        text("let the post of {what} stand empty", "允许{what}的岗位空缺", "允許{what}的崗位空缺"),
    ),
}  # fmt: skip
"""By constraint what giving way is called, and how it is said."""

CANNOT = text(
    "no plan can meet all of these: {told}.",
    "下列各项不能同时满足：{told}。",
    "下列各項不能同時滿足：{told}。",
)
MEND = text(" To mend it: {ways}", "可行的改变：{ways}", "可行的改變：{ways}")
NO_WAY = text(
    "drop one of the demands and plan again: nothing a round can change mends it",
    "请撤销一项指定后重新规划：批次可改变的内容均不能解决",
    "請撤銷一項指定後重新規劃：批次可改變的內容均不能解決",
)
ITEM = text("({number}) {told}", "（{number}）{told}", "（{number}）{told}")
BETWEEN = text("; ", "；", "；")
OR = text(" or ", "，或", "，或")
AND = text(" and ", "并", "並")
MORE = text("and {count} more of the kind", "另有{count}项", "另有{count}項")
NUMBER = text("({number})", "（{number}）", "（{number}）")
POSTS = text(
    " Counted: the posts {posts} need {needed} people, and only {available} can come{named}.",
    "清点：岗位{posts}需{needed}人，可任者仅{available}人{named}。",
    "清點：崗位{posts}需{needed}人，可任者僅{available}人{named}。",
)
PEOPLE = text(
    " Counted: {people} need {needed} seats, and all they can go to has only {available}{named}.",
    "清点：{people}需{needed}个职数，其可去岗位共仅{available}个{named}。",
    "清點：{people}需{needed}個職數，其可去崗位共僅{available}個{named}。",
)
BY_NAME = text(" ({names})", "（{names}）", "（{names}）")
BATCH = text(
    " At least {proved} of {people} people have to move to keep all the rest, the batch allows"
    " {allowed} (rows whose prices prove it: {rows}).",
    "满足其余各项至少须调整{proved}人（共{people}人），本批次上限为{allowed}人（由{rows}行的价格证明）。",
    "滿足其餘各項至少須調整{proved}人（共{people}人），本批次上限為{allowed}人（由{rows}行的價格證明）。",
)
SHOWN = 12
"""How many members a message names."""


@dataclass(frozen=True)
class Conflict:
    """Rows that cannot be kept together; without any one of them the others can.

    Where the batch is far below what so many rows ask that no smallest set says more, the rows are
    those whose prices prove it (`core.minimal` is false then).

    Attributes:
        core: the rows by number, and what was counted.
        rows: constraint, row, subject, at_least, at_most, text (English): each member.
        ways: way (1 is the cheapest), act (`drop` a demand, `raise` a number, `leave_empty` a
            post), constraint, row, by, text (English): with all acts of a way the round can be
            planned, which was checked.
        proof: constraint, row, subject, at_least, at_most, price: of the fewest moves, if asked.
    """

    problem: Problem
    model: Model
    core: Core
    rows: pl.DataFrame
    ways: pl.DataFrame
    proof: pl.DataFrame

    def members(self, lang: str = "en") -> list[str]:
        """What each row says."""
        texts = RowTexts(self.problem, self.model)
        return [texts.told(one, lang) for one in self.rows.to_dicts()]

    def counted(self, lang: str = "en") -> str:
        """What was counted: posts and people, or moves; nothing where rows say it all."""
        short = _shortage(self, lang) if self.core.shortage else ""
        return short + (_batch(self.core.fewest, lang) if self.core.fewest else "")

    def ways_told(self, lang: str = "en") -> list[str]:
        """Each way out in one line, cheapest first."""
        parts = self.ways.partition_by("way", maintain_order=True)
        return [AND[lang].join(self._act(one, lang) for one in way.to_dicts()) for way in parts]

    def message(self, lang: str = "en") -> str:
        """The conflict in one line: its members, what was counted, then the ways out."""
        items = [
            ITEM[lang].format(number=number, told=told)
            for number, told in enumerate(self.members(lang)[:SHOWN], 1)
        ]
        if self.rows.height > SHOWN:
            items.append(MORE[lang].format(count=self.rows.height - SHOWN))
        ways = OR[lang].join(self.ways_told(lang)) or NO_WAY[lang]
        said = CANNOT[lang].format(told=BETWEEN[lang].join(items))
        return f"{said}{self.counted(lang)}{MEND[lang].format(ways=ways)}"

    def messages(self) -> dict[str, str]:
        """The message in every language."""
        return {lang: self.message(lang) for lang in LANGUAGES}

    def _act(self, one: dict[str, object], lang: str) -> str:
        place = self.rows.with_row_index("place").filter(index=one["index"])["place"]
        if len(place) and place[0] < SHOWN:
            what = NUMBER[lang].format(number=place[0] + 1)
        else:
            row = self.model.names.row(int(str(one["index"])), named=True)
            what = RowTexts(self.problem, self.model).name(row, lang)
        return ACTS[str(one["constraint"])][1][lang].format(what=what, by=one["by"])


def opening(problem: Problem, model: Model) -> Ints | None:
    """A choice that keeps every hard row, changing as little as it can; None if there is none."""
    home = at_home(problem.arcs)
    return feasible(model, home, asked(model, home))[0]


def conflict(problem: Problem, model: Model) -> Conflict | None:
    """The smallest set of rows in conflict, each claim checked again; None if a plan exists.

    Raises:
        SolverError: a claim did not hold when it was checked again.
    """
    home = at_home(problem.arcs)
    core = opposed(model, home)
    if core is None:
        return None
    members = model.names[core.rows].sort(pl.col("constraint") != "by_hand", "index")
    texts = RowTexts(problem, model)
    told = [texts.told(one, "en") for one in members.to_dicts()]
    bare = Conflict(
        problem,
        model,
        core,
        members.with_columns(pl.Series("text", told, dtype=pl.String)),
        _ways(model, _found(model, home, core)),
        pl.DataFrame() if core.fewest is None else proof_table(model, core.fewest),
    )
    said = dict(enumerate(bare.ways_told(), 1))
    spoken = pl.col("way").replace_strict(said, return_dtype=pl.String)
    return Conflict(
        problem, model, core, bare.rows, bare.ways.with_columns(text=spoken), bare.proof
    )


def _found(model: Model, home: Ints, core: Core) -> list[Way]:
    """The ways out, each checked; where the batch alone is too small, how much it must grow."""
    if core.minimal:
        return ways_out(model, home, core.rows)
    known, row = core.fewest, batch_row(model)
    if known is None or known.met is None or known.chosen is None or row is None:
        return []
    more = known.met - known.allowed
    if loosened(model, {row: more}).missed(known.chosen)[~model.soft].any():
        msg = "a way out found could not be confirmed; run again, or report the round file"
        raise SolverError(msg)
    return [Way(more * WEIGHTS["batch_size"], ((row, more),))]


def _ways(model: Model, ways: list[Way]) -> pl.DataFrame:
    rows = [(place, row, by) for place, way in enumerate(ways, 1) for row, by in way.rooms]
    schema: dict[str, type[pl.DataType]] = {"way": pl.Int64, "index": pl.UInt32, "by": pl.Int64}
    told = pl.DataFrame(rows, schema=schema, orient="row")
    named = told.join(
        model.names.select("constraint", "row").with_row_index("index"),
        on="index", how="left", validate="m:1", maintain_order="left",
    )  # fmt: skip
    acts = {name: act for name, (act, _) in ACTS.items()}
    act = pl.col("constraint").replace_strict(acts, return_dtype=pl.String)
    more = pl.when(act != "drop").then("by").otherwise(0)
    return named.select("way", "constraint", "row", "index", by=more, act=act)


def _shortage(told: Conflict, lang: str) -> str:
    """Which posts only how many can fill, or who has only how many seats to go to."""
    short = told.core.shortage
    if short is None or not len(short.posts):
        return ""
    labels = RowTexts(told.problem, told.model).labels
    ids = told.problem.arcs["person_id"].unique(maintain_order=True)
    people = listed(_some([labels.of(ids[int(who)]) for who in short.people]), lang)
    posts = listed(_some([labels.of(name) for name in told.model.names[short.posts]["row"]]), lang)
    words, others = (PEOPLE, posts) if short.of_people else (POSTS, people)
    named = BY_NAME[lang].format(names=others) if others else ""
    return words[lang].format(
        posts=posts, people=people, named=named, needed=short.needed, available=short.available
    )


def _some(names: list[str]) -> list[str]:
    return names if len(names) <= SHOWN else [*names[:SHOWN], "…"]


def _batch(known: Fewest, lang: str) -> str:
    rows = int(np.count_nonzero(known.prices))
    if not known.refutes:
        return ""
    return BATCH[lang].format(
        proved=known.proved, people=known.people, allowed=known.allowed, rows=rows
    )
