"""The pairs worth a planner's thought: the best posts of each person and people of each post.

Among equal scores each person starts at another post, and each post at another person, so that
people of one kind are not all sent to the same few posts; the order rests on the ids alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from diaopei.errors import RoundError
from diaopei.fit.grid import Numbers, codes
from diaopei.fit.scoring import Scoring, scoring_of
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.tables import LEVELS

GONE = ("retired", "departed")
"""Who is no longer a candidate for any post."""

Keys = NDArray[np.int64]
"""Score and order in one number, the larger the better; -1 is no candidate."""


@dataclass
class Ranking:
    """The best `keep` posts of each person and people of each post, gathered block by block."""

    scoring: Scoring
    keep: int
    own: Numbers
    best: Keys
    pairs: list[tuple[Numbers, Numbers]] = field(default_factory=list)

    def add(self, people: Numbers, posts: Numbers) -> None:
        """Ranks some people × some posts, the post a person holds left out."""
        totals = self.scoring.totals(people, posts).astype(np.int64)
        everybody, everywhere = len(self.own), len(self.best)
        begin = people.astype(np.int64) * everywhere // everybody
        turn = (posts[np.newaxis, :] - begin[:, np.newaxis]) % everywhere
        taken = self.own[people][:, np.newaxis] == posts[np.newaxis, :]
        keys = np.where(taken, -1, totals * everywhere + (everywhere - 1 - turn))
        row, kept = _largest(keys, self.keep)
        post = (everywhere - 1 - kept % everywhere + begin[row]) % everywhere
        self.pairs.append((people[row], post.astype(np.int32)))
        start = posts.astype(np.int64) * everybody // everywhere
        turn = (people[np.newaxis, :] - start[:, np.newaxis]) % everybody
        keys = np.where(taken.T, -1, totals.T * everybody + (everybody - 1 - turn))
        rivals = np.concatenate([self.best[posts], keys], axis=1)
        self.best[posts] = np.partition(rivals, -self.keep, axis=1)[:, -self.keep :]

    def chosen(self) -> tuple[Numbers, Numbers]:
        """All pairs that were kept, from either side, each once, by person and post."""
        everybody, everywhere = len(self.own), len(self.best)
        post, kept = _largest(self.best, self.keep)
        start = post * everybody // everywhere
        person = (everybody - 1 - kept % everybody + start) % everybody
        people = np.concatenate([person, *(rows for rows, _ in self.pairs)])
        posts = np.concatenate([post, *(columns for _, columns in self.pairs)])
        flat = np.unique(people.astype(np.int64) * everywhere + posts)
        return (flat // everywhere).astype(np.int32), (flat % everywhere).astype(np.int32)


def shortlist(
    facts: Facts,
    keep: int = 25,
    weights: Mapping[str, int] | None = None,
    people: pl.Series | None = None,
    posts: pl.Series | None = None,
) -> pl.DataFrame:
    """The best posts for each person and the best people for each post, equal level or one up.

    The post a person holds is left out; so is a person whose level is unknown, of whom the
    doctor says so. Time grows with people × posts: ask one jurisdiction at a time.

    Args:
        facts: the facts of the day.
        keep: how many of each.
        weights: what some criteria count instead of their default.
        people: ids; unless given, all who are neither retired nor departed.
        posts: ids; unless given, all.

    Returns:
        `fits` by person and post: `person_id`, `post_id`, `score`, one column a criterion.

    Raises:
        UnknownNameError: a person, post or criterion is not known.
        RoundError: a weight cannot be used, or `keep` is less than 1.
    """
    if keep < 1:
        msg = f"keep: {keep}; a shortlist keeps at least 1 post of each person"
        raise RoundError(msg)
    who = candidates(facts) if people is None else people.unique().sort()
    where = facts.posts["post_id"].sort() if posts is None else posts.unique().sort()
    scoring = scoring_of(facts, who, where, weights)
    ranking = Ranking(
        scoring,
        keep,
        own=_own(facts, who, where),
        best=np.full((where.len(), keep), -1, np.int64),
    )
    for rows, columns in _steps(levels_of(facts, who), post_levels(facts, where)):
        for block in scoring.blocks(rows, columns):
            ranking.add(block, columns)
    return scoring.fits(*ranking.chosen())


def candidates(facts: Facts) -> pl.Series:
    """The ids of all who are neither retired nor departed, sorted."""
    status = pl.col("status").cast(pl.String).fill_null("active")
    return facts.snapshot.people.filter(~status.is_in(GONE))["person_id"].sort()


def levels_of(facts: Facts, people: pl.Series) -> Numbers:
    """The level of each person by its place in `LEVELS`; unless stated, that of the post held."""
    held = facts.holders.select("person_id", held="level")
    stated = facts.snapshot.people.select("person_id", "level").join(
        held, on="person_id", how="left", validate="1:1"
    )
    found = (
        people.alias("person_id")
        .to_frame()
        .join(stated, on="person_id", how="left", validate="1:1", maintain_order="left")
    )
    return codes(found.select(pl.coalesce("level", "held")).to_series(), LEVELS)


def post_levels(facts: Facts, posts: pl.Series) -> Numbers:
    """The level of each post by its place in `LEVELS`."""
    levels = facts.snapshot.posts.select("post_id", "level")
    asked = posts.alias("post_id").to_frame()
    found = asked.join(levels, on="post_id", how="left", validate="1:1", maintain_order="left")
    return codes(found["level"], LEVELS)


def _steps(people: Numbers, posts: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """For each level its people, and the posts at that level or one above."""
    for level in range(len(LEVELS)):
        rows = np.flatnonzero(people == level).astype(np.int32)
        columns = np.flatnonzero((posts == level) | (posts == level - 1)).astype(np.int32)
        if len(rows) and len(columns):
            yield rows, columns


def _own(facts: Facts, people: pl.Series, posts: pl.Series) -> Numbers:
    """The position of the post each person holds, -1 for none."""
    place = pl.DataFrame({"post_id": posts}).with_row_index("place")
    held = facts.holders.select("person_id", "post_id").join(
        place, on="post_id", how="left", validate="m:1"
    )
    asked = people.alias("person_id").to_frame()
    found = asked.join(held, on="person_id", how="left", validate="1:1", maintain_order="left")
    return found["place"].cast(pl.Int32).fill_null(-1).to_numpy()


def _largest(keys: Keys, keep: int) -> tuple[NDArray[np.int64], Keys]:
    """The `keep` largest of each row: the rows and the keys, without those that are -1."""
    if keys.shape[1] > keep:
        keys = np.partition(keys, -keep, axis=1)[:, -keep:]
    rows, columns = np.nonzero(keys >= 0)
    return rows, keys[rows, columns]
