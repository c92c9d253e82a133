"""A plan on the live board: demands by the ids of people and posts, each answered at once.

Nothing is screened, scored or solved again: the board stands on the plan's certificate.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from diaopei.errors import InfeasibleError
from diaopei.explain.answer import Answer
from diaopei.explain.edit_told import told
from diaopei.explain.question import Question
from diaopei.explain.refusal import against, refused, standing
from diaopei.explain.texts import text
from diaopei.planning import Plan
from diaopei.planning.board import Board
from diaopei.planning.board.proofs import tightest
from diaopei.planning.board.weights import LayerPrices
from diaopei.planning.model import Ints
from diaopei.planning.round import STAY

WHY_NOT = text("If {person} went to {post}", "若{person}改任{post}", "若{person}改任{post}")
FIXED = text(
    "{person} cannot go to {post}: no seat of it can be had.",
    "{person}不能任{post}：该岗位没有可用的席位。",
    "{person}不能任{post}：該崗位沒有可用的席位。",
)
STATUS = text(
    "{person} has the status {status} and may not be moved.",
    "{person}状态为{status}，不得调整。",
    "{person}狀態為{status}，不得調整。",
)


@dataclass(frozen=True)
class PlanBoard:
    """A plan with demands made of it one after the other; each gives a new board.

    Attributes:
        question: the plan and the language to answer in.
        board: the arrays, as the last demand left them.
        asked: the demand that made this board: act, person, post; none for the plan itself.
    """

    question: Question
    board: Board
    asked: tuple[str, str, str] | None = None

    def pin(self, person_id: str, post_id: str) -> "PlanBoard":
        """Demands that a person holds a post (`stay`: the present one), now and in later edits.

        Raises:
            UnknownNameError: there is no such person or post.
            InfeasibleError: a rule refuses the pair; the message names it.
            BoardError: an earlier demand stands against it.
        """
        arc = self._arc(person_id, post_id)
        board = self.board.pin(self._person(person_id), arc)
        return replace(self, board=board, asked=("pin", person_id, post_id))

    def forbid(self, person_id: str, post_id: str) -> "PlanBoard":
        """Demands that a person does not hold a post, nor one equal to it; raises as `pin`."""
        arc = self._arc(person_id, post_id)
        board = self.board.forbid(self._person(person_id), arc)
        return replace(self, board=board, asked=("forbid", person_id, post_id))

    def strike(self, person_id: str) -> "PlanBoard":
        """Demands that a person makes no move; raises as `pin`."""
        self.question.demand_person(person_id)
        board = self.board.strike(self._person(person_id))
        return replace(self, board=board, asked=("strike", person_id, ""))

    def place(self, person_id: str, post_id: str) -> "PlanBoard":
        """Puts a person into a post; later edits may move them again. Raises as `pin`."""
        arc = self._arc(person_id, post_id)
        board = self.board.place(self._person(person_id), arc)
        return replace(self, board=board, asked=("place", person_id, post_id))

    def why_not(self, person_id: str, post_id: str) -> Answer:
        """What it would come to if a person held a post; the board stays. Raises as `pin`."""
        answer = self.place(person_id, post_id).answer()
        person, post = map(self.question.labels.of, (person_id, post_id))
        return replace(answer, title=self.question.say(WHY_NOT, person=person, post=post))

    def undo(self) -> "PlanBoard":
        """The board before the last demand; what was asked before that is not told again.

        Raises:
            BoardError: nothing was demanded yet.
        """
        return replace(self, board=self.board.undo(), asked=None)

    def answer(self) -> Answer:
        """What the last demand comes to; tables `layers`, `alone`, `broken`, `touched`."""
        return told(self.question, self.board, self.asked)

    @cached_property
    def _people(self) -> pl.Series:
        """The ids of the people on the board, in the order of their numbers."""
        return self.question.opened.arcs["person_id"].unique(maintain_order=True)

    def _person(self, person_id: str) -> int:
        found = self._people.search_sorted(person_id)
        if found == len(self._people) or self._people[found] != person_id:
            raise InfeasibleError(self._refusal(person_id, None))
        return int(found)

    def _arc(self, person_id: str, post_id: str) -> int:
        """The arc of a person into a post or the group of equal posts it counts in."""
        question = self.question
        question.demand_person(person_id)
        person = self._person(person_id)
        if post_id == STAY:
            return self.board.home(person)
        question.demand_post(post_id)
        first, last = self.board.arcs(person)
        group = question.group_of(post_id)
        mine = question.opened.arcs["to_post_id"].slice(first, last - first)
        into = np.flatnonzero((mine == group).fill_null(value=False).to_numpy())
        if not len(into):
            raise InfeasibleError(self._refusal(person_id, group))
        return first + int(into[0])

    def _refusal(self, person_id: str, group: str | None) -> str:
        """Why a person has no arc into a post, or none at all."""
        question = self.question
        name = question.labels.of(person_id)
        status = standing(question, person_id)
        if status is not None or group is None:
            return question.say(STATUS, person=name, status=status)
        pair = pl.DataFrame({"person_id": [person_id], "post_id": [group]})
        refusing = against(question, pair)
        if refusing.height:
            return "\n".join(refused(question, person_id, refusing))
        return question.say(FIXED, person=name, post=question.labels.of(group))


def on_board(plan: Plan, lang: str = "en") -> PlanBoard:
    """A plan on the live board.

    Args:
        plan: the plan.
        lang: ``en``, ``zh-hans`` or ``zh-hant``, of the answers.

    Raises:
        UnknownNameError: there is no such language.
        BoardError: no layer of the plan was proved.
    """
    question = Question(plan, lang)
    opened = question.opened
    return PlanBoard(question, Board.of(opened.model, opened.chosen, layer_prices(question)))


def layer_prices(question: Question) -> tuple[LayerPrices, ...]:
    """The prices of the layers in the plan's certificate, of the case that bounds all plans best.

    Prices of any case bound every plan, only less tightly than those of all cases together.
    """
    certificate = question.plan.certificate
    told: list[LayerPrices] = []
    for layer in certificate.layers["layer"].to_list():
        cases = certificate.proofs.filter(pl.col("layer") == layer, ~pl.col("empty"))
        priced = certificate.prices.filter(pl.col("layer") == layer)
        found = [
            LayerPrices(
                _by_row(priced.filter(pl.col("case") == case["case"]), question),
                np.array(case["cuts"], dtype=np.int64),
            )
            for case in cases.to_dicts()
        ]
        told.append(tightest(question.opened.model, len(told), found))
    return tuple(told)


def _by_row(table: pl.DataFrame, question: Question) -> Ints:
    prices: Ints = np.zeros(len(question.opened.model.lower), dtype=np.int64)
    prices[table["index"].to_numpy()] = table["price"].to_numpy()
    return prices
