"""The shortlists of all jurisdictions: who is asked, who is on them, who is dropped."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from diaopei.planning.auction.market import Flags
from diaopei.planning.jurisdictions.listed import Listed
from diaopei.planning.jurisdictions.shortlist import (
    Answer,
    Question,
    answered,
    described,
    everything,
    narrowed,
    opening,
    packed,
    size,
    standing,
)
from diaopei.planning.jurisdictions.workers import Workers
from diaopei.planning.model import Ints, Model
from diaopei.planning.runs import places

NO_POSTS = np.zeros(0, dtype=np.int64)


class Lists:
    """Knows of each part its size, its rows and which of its arcs are listed; the arcs stay there.

    `listed` are the arcs on all lists together.
    """

    def __init__(self, frame: Model, parts: Sequence[Any], workers: Workers) -> None:
        """Takes rows and layers of the whole, and the handles of its parts."""
        self.parts, self.workers = parts, workers
        self.alive = workers.made(everything, [(part,) for part in parts])
        sizes = workers.run(size, [(part,) for part in parts])
        self.people = sum(people for people, _, _ in sizes)
        self.rows: list[Ints] = [rows for _, _, rows in sizes]
        self.on: list[Flags] = [np.zeros(arcs, dtype=bool) for _, arcs, _ in sizes]
        self.listed = Listed.none(frame)

    def open(self, start: Ints) -> None:
        """Lists the first and the last arc of everybody, and a plan in hand."""
        self._enter(self.workers.run(opening, [(part, start) for part in self.parts]), NO_POSTS)

    def ask(self, question: Question) -> list[Answer]:
        """What every jurisdiction answers at the prices of a question, given for all rows."""
        mine = [replace(question, rows=question.rows[rows]) for rows in self.rows]
        return self.workers.run(answered, self._calls(mine))

    def admit(self, answers: list[Answer], *, whole_posts: bool, a_post: int = 0) -> None:
        """Lists the arcs named as missing, and of the others offered the best few of each post.

        Args:
            answers: what the jurisdictions said.
            whole_posts: whether everybody who may go to a post that missed somebody comes along.
            a_post: how many of those offered for a post are taken.
        """
        posts = np.unique(np.concatenate([answer.post for answer in answers]))
        taken = _best_offers(answers, a_post)
        named = [np.union1d(answer.arc, more) for answer, more in zip(answers, taken, strict=True)]
        self._enter(named, posts[posts >= 0] if whole_posts else NO_POSTS)

    def narrow(self, question: Question, chosen: Ints, most: int) -> None:
        """Drops arcs that no plan keeping a layer can use.

        Args:
            question: the prices of the layer.
            chosen: the plan in hand, arcs by their numbers in the whole.
            most: how far an arc may stand below its person's best, in units of 1/SCALE.
        """
        held = self.listed.places(chosen)
        part, local = self.listed.part[held], self.listed.local[held]
        calls = [
            (*call, replace(question, rows=question.rows[rows]), (local[part == number], most))
            for number, (call, rows) in enumerate(
                zip(zip(self.parts, self.alive, strict=True), self.rows, strict=True)
            )
        ]
        self.alive = self.workers.made(narrowed, calls)
        still = self.workers.run(standing, self._calls())
        kept = np.zeros(len(self.listed.arc), dtype=bool)
        for number, flags in enumerate(still):
            mine = np.flatnonzero(self.listed.part == number)
            kept[mine] = flags
            self.on[number][self.listed.local[mine[~flags]]] = False
        self.listed = self.listed.only(kept)

    def _enter(self, named: list[Ints], posts: Ints) -> None:
        """Lists arcs by their numbers in the parts, and everybody who may go to some posts."""
        lines = self.workers.run(described, self._calls([(arcs, posts) for arcs in named]))
        for on, batch in zip(self.on, lines, strict=True):
            on[batch.local] = True
        self.listed = self.listed.joined(lines)

    def _calls(self, told: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """The arguments of a task for every part: the part, its arcs alive, those listed, more."""
        more: list[tuple[Any, ...]] = [()] * len(self.on) if told is None else [(t,) for t in told]
        return [
            (part, alive, packed(on), *each)
            for part, alive, on, each in zip(self.parts, self.alive, self.on, more, strict=True)
        ]


def _best_offers(answers: list[Answer], a_post: int) -> list[Ints]:
    """By jurisdiction the arcs that are among the best few offered for their post."""
    count = [len(answer.offer) for answer in answers]
    into = np.concatenate([answer.into for answer in answers])
    short = np.concatenate([answer.short for answer in answers])
    order = np.lexsort((np.arange(len(into)), short, into))
    taken = np.zeros(len(into), dtype=bool)
    taken[order[places(into[order]) < a_post]] = True
    parts = np.split(taken, np.cumsum(count)[:-1])
    return [answer.offer[flags] for answer, flags in zip(answers, parts, strict=True)]
