"""Scores of pairs, and of whole grids: 0 to 1000, in visible parts."""

from collections.abc import Mapping, Sequence

import dataframely as dy
import numpy as np
import polars as pl
from numpy.typing import NDArray

from diaopei.fit.grid import Numbers
from diaopei.fit.scoring import Scoring, scoring_of
from diaopei.snapshot.facts import Facts

Weights = Mapping[str, int] | None


class Fits(dy.Schema):
    """How well a person suits a post; one more whole-number column follows for each criterion."""

    person_id = dy.String(primary_key=True)
    post_id = dy.String(primary_key=True)
    score = dy.Int32(nullable=False, min=0, max=1000)


def score(facts: Facts, pairs: pl.DataFrame, weights: Weights = None) -> pl.DataFrame:
    """How well each person of some pairs suits the post.

    Args:
        facts: the facts of the day.
        pairs: `person_id`, `post_id`.
        weights: what some criteria count instead of their default.

    Returns:
        The pairs in their order: `person_id`, `post_id`, `score`, one column a criterion.

    Raises:
        UnknownNameError: a person, post or criterion is not known.
        RoundError: a weight cannot be used.
    """
    scoring, people, posts = scoring_of_pairs(facts, pairs, weights)
    return scoring.fits(people, posts)


def scoring_of_pairs(
    facts: Facts, pairs: pl.DataFrame, weights: Weights = None
) -> tuple[Scoring, Numbers, Numbers]:
    """The scoring of the people and posts in some pairs, and the pairs as positions in it."""
    people, who = _positions(pairs["person_id"])
    posts, where = _positions(pairs["post_id"])
    return scoring_of(facts, people, posts, weights), who, where


def score_grid(
    facts: Facts,
    people_ids: Sequence[str],
    post_ids: Sequence[str],
    weights: Weights = None,
) -> NDArray[np.int16]:
    """The scores of all people × all posts, in the order given, without their parts.

    Raises:
        UnknownNameError: a person, post or criterion is not known.
        RoundError: a weight cannot be used.
    """
    people = pl.Series("person_id", people_ids, dtype=pl.String)
    posts = pl.Series("post_id", post_ids, dtype=pl.String)
    scoring = scoring_of(facts, people, posts, weights)
    rows, columns = (np.arange(ids.len(), dtype=np.int32) for ids in (people, posts))
    grid = np.empty((len(rows), len(columns)), np.int16)
    for block in scoring.blocks(rows, columns):
        grid[block] = scoring.totals(block, columns)
    return grid


def _positions(ids: pl.Series) -> tuple[pl.Series, Numbers]:
    """The distinct ids in the order in which they first appear, and each one's position."""
    distinct = ids.unique(maintain_order=True)
    place = distinct.to_frame().with_row_index("place")
    found = ids.to_frame().join(
        place, on=ids.name, how="left", validate="m:1", nulls_equal=True, maintain_order="left"
    )
    return distinct, found["place"].cast(pl.Int32).to_numpy()
