"""What a criterion is: one file in `criteria/` that marks every person against every post."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from diaopei.fit.grid import Numbers
from diaopei.fit.view import OPEN, View

FULL = 1000
"""The best mark; the worst is 0."""

Text = Mapping[str, str]
"""One text in each language: ``en``, ``zh-hans``, ``zh-hant``."""


class Marks(Protocol):
    """One number for every pair: a `Grid`, or a `Sparse` one."""

    @property
    def span(self) -> tuple[int, int]:
        """The smallest and the largest number."""

    def at(self, people: Numbers, posts: Numbers) -> Numbers:
        """The numbers of pairs of positions."""

    def block(self, people: Numbers, posts: Numbers) -> Numbers:
        """The numbers of all `people` × all `posts`, or one column where posts do not matter."""


@dataclass(frozen=True)
class Judgement:
    """What a criterion found, for every pair.

    Attributes:
        terms: grids that add up to the mark, 0 to 1000.
        case: which sentence of the criterion tells the finding, by its position.
        measures: the plain numbers the mark rests on, by the name the sentences use.
    """

    terms: tuple[Marks, ...]
    case: Marks
    measures: Mapping[str, Marks] = field(default_factory=dict)


@dataclass(frozen=True)
class Criterion:
    """One way in which a person suits a post; better or worse, never may not.

    Attributes:
        title: in the three languages.
        weight: its part in the score unless a round says otherwise; 0 shows it and counts nothing.
        reads: the columns it is handed, such as ``posts.system``; all of them in `view.OPEN`.
        judge: marks the whole grid; whole numbers, no loop over people.
        sentences: by case, what the mark rests on, with the measures in braces.
        words: what the codes of a measure are called, by language, in the order of the codes.
    """

    title: Text
    weight: int
    reads: tuple[str, ...]
    judge: Callable[[View], Judgement]
    sentences: Mapping[str, Text]
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuses a criterion that asks for a column scoring may not see."""
        known = {f"{table}.{column}" for table, columns in OPEN.items() for column in columns}
        closed = [read for read in self.reads if read not in known]
        if closed:
            msg = f"a criterion may not read {', '.join(closed)}; open are {sorted(known)}"
            raise ValueError(msg)

    def judged(self, view: View) -> Judgement:
        """The judgement on a view from which everything not in `reads` is taken away.

        Raises:
            ValueError: the terms can add up to less than 0 or more than 1000.
        """
        judgement = self.judge(view.only(self.reads))
        low = sum(term.span[0] for term in judgement.terms)
        high = sum(term.span[1] for term in judgement.terms)
        if low < 0 or high > FULL:
            msg = f"{self.title['en']}: marks from {low} to {high}, they must lie in 0 to {FULL}"
            raise ValueError(msg)
        return judgement
