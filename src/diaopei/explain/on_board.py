"""A plan on the live board: demands by the ids of people and posts, each answered at once.

Nothing is screened, scored or solved again: the board stands on the plan's certificate.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from diaopei.errors import InfeasibleError
from diaopei.explain.answer import Answer
from diaopei.explain.edit_told import title, told
from diaopei.explain.question import Question
from diaopei.explain.refusal import against, refused, standing
from diaopei.explain.texts import text
from diaopei.planning import Plan
from diaopei.planning.board import Board, BoardError
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
AGAINST = text(
    "{demand}: an earlier demand stands against it ({earlier}); drop one of the two",
    "{demand}：与先前的要求相抵触（{earlier}）；请去掉其中一项",
    "{demand}：與先前的要求相牴觸（{earlier}）；請去掉其中一項",
)
NO_PLACE = text(
    "{demand}: no place would be left open to {person}; name a post to go to instead",
    "{demand}：{person}将无处可去；请改为指定去向岗位",
    "{demand}：{person}將無處可去；請改為指定去向崗位",
)
STATUS = text(
    "{person} has the status {status} and may not be moved.",
    "{person}状态为{status}，不得调整。",
    "{person}狀態為{status}，不得調整。",
)


Demand = tuple[str, str, str]
"""Act, person and post (empty for a strike)."""


@dataclass(frozen=True)
class PlanBoard:
    """A plan with demands made of it one after the other; each gives a new board.

    Attributes:
        question: the plan and the language to answer in.
        board: the arrays, as the last demand left them.
        asked: the demand that made this board: act, person, post; none for the plan itself.
        demands: all that was asked so far, in order.
    """

    question: Question
    board: Board
    asked: Demand | None = None
    demands: tuple[Demand, ...] = ()

    def pin(self, person_id: str, post_id: str) -> "PlanBoard":
        """Demands that a person holds a post (`stay`: the present one), now and in later edits.

        Raises:
            UnknownNameError: there is no such person or post.
            InfeasibleError: a rule refuses the pair; the message names it.
            BoardError: an earlier demand stands against it.
        """
        return self._asked(("pin", person_id, post_id), self.board.pin)

    def forbid(self, person_id: str, post_id: str) -> "PlanBoard":
        """Demands that a person does not hold a post, nor one equal to it; raises as `pin`."""
        return self._asked(("forbid", person_id, post_id), self.board.forbid)

    def strike(self, person_id: str) -> "PlanBoard":
        """Demands that a person makes no move; raises as `pin`."""
        self.question.demand_person(person_id)
        return self._asked(("strike", person_id, ""), lambda person, _: self.board.strike(person))

    def place(self, person_id: str, post_id: str) -> "PlanBoard":
        """Puts a person into a post; later edits may move them again. Raises as `pin`."""
        return self._asked(("place", person_id, post_id), self.board.place)

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
        return replace(self, board=self.board.undo(), asked=None, demands=self.demands[:-1])

    def answer(self) -> Answer:
        """What the last demand comes to; tables `layers`, `alone`, `broken`, `touched`."""
        return told(self.question, self.board, self.asked)

    def _asked(self, demand: Demand, edit: Callable[[int, int], Board]) -> "PlanBoard":
        """The board after an edit; one that cannot be made is told by the names asked for."""
        _, person, post = demand
        try:
            arc = self._arc(person, post or STAY)
            board = edit(self._person(person), arc)
        except BoardError as error:
            raise BoardError(self._impossible(demand)) from error
        return replace(self, board=board, asked=demand, demands=(*self.demands, demand))

    def _impossible(self, demand: Demand) -> str:
        """Which earlier demand about the person leaves no room for another, if one does."""
        say, told = self.question.say, title(self.question, demand)
        before = [one for one in self.demands if one[0] != "place" and one[1] == demand[1]]
        if before:
            return say(AGAINST, demand=told, earlier="; ".join(title(self.question, one)
                                                              for one in before))  # fmt: skip
        return say(NO_PLACE, demand=told, person=self.question.labels.of(demand[1]))

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
