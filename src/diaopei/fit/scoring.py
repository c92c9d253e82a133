"""All criteria over one view: the total of every pair, and its visible parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from diaopei.errors import UnknownNameError
from diaopei.fit.criterion import Judgement
from diaopei.fit.grid import Numbers
from diaopei.fit.view import view_of
from diaopei.fit.weights import all_criteria, weights_with
from diaopei.snapshot.facts import Facts

CELLS = 1_000_000
"""How many pairs are held at once; small enough to stay near the processor."""


@dataclass(frozen=True)
class Scoring:
    """The judgements on some people and posts, all by position, and what each counts."""

    people: pl.Series
    posts: pl.Series
    judgements: Mapping[str, Judgement]
    weights: Mapping[str, int]

    def totals(self, people: Numbers, posts: Numbers) -> NDArray[np.int16]:
        """The scores of all `people` × all `posts`: the weighted mean, rounded down."""
        sums = np.zeros((len(people), len(posts)), np.int32)
        for name, weight in self.weights.items():
            for term in self.judgements[name].terms if weight else ():
                sums += term.block(people, posts) * np.int32(weight)
        sums //= np.int32(sum(self.weights.values()))
        return sums.astype(np.int16)

    def fits(self, people: Numbers, posts: Numbers) -> pl.DataFrame:
        """The table of `fits` for pairs of positions: ids, score, one column a criterion."""
        parts = {
            name: np.sum([term.at(people, posts) for term in judgement.terms], axis=0)
            for name, judgement in self.judgements.items()
        }
        total = np.zeros(len(people), np.int64)
        for name, mark in parts.items():
            total += mark * self.weights[name]
        columns = {"score": total // sum(self.weights.values())} | parts
        return pl.DataFrame(
            [self.people.gather(people), self.posts.gather(posts)]
            + [pl.Series(name, mark.astype(np.int32)) for name, mark in columns.items()]
        )

    def blocks(self, people: Numbers, posts: Numbers) -> Iterator[Numbers]:
        """The people in stretches short enough to be held at once against the posts."""
        size = max(1, CELLS // max(1, len(posts)))
        for start in range(0, len(people), size):
            yield people[start : start + size]


def scoring_of(
    facts: Facts,
    people: pl.Series,
    posts: pl.Series,
    weights: Mapping[str, int] | None = None,
) -> Scoring:
    """Judges some people and posts by every criterion.

    Args:
        facts: the facts of the day.
        people: distinct person ids.
        posts: distinct post ids.
        weights: what some criteria count instead of their default.

    Raises:
        UnknownNameError: a person, post or criterion is not known.
        RoundError: a weight cannot be used.
    """
    chosen = weights_with(weights)
    require("person", people, facts.snapshot.people["person_id"])
    require("post", posts, facts.snapshot.posts["post_id"])
    view = view_of(facts, people, posts)
    judgements = {name: criterion.judged(view) for name, criterion in all_criteria().items()}
    return Scoring(people.alias("person_id"), posts.alias("post_id"), judgements, chosen)


def require(what: str, asked: pl.Series, there: pl.Series) -> None:
    """Refuses an id the register does not hold.

    Raises:
        UnknownNameError: one of those asked for is not there.
    """
    missing = asked.filter(~asked.is_in(there.implode()))
    if missing.len() or asked.null_count():
        raise UnknownNameError(what, str(missing.first()))
