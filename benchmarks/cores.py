"""Rounds that cannot be planned, with conflicts of known size planted in a made-up family."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import polars as pl
from families import FAMILIES, UNIT, World, model, world

from diaopei.planning.model import UNBOUNDED, Ints, Model


class Core(NamedTuple):
    """A model, the rows planted in conflict in it, and everybody's arc of changing nothing.

    Without any one of the rows the others can be kept. `needed` and `available` are how many the
    conflict counts on its two sides, where it does.
    """

    model: Model
    rows: Ints
    home: Ints
    needed: int
    available: int


class Row(NamedTuple):
    """A row to be written: its constraint, its arcs, and its bounds."""

    constraint: str
    arcs: Ints
    lower: int
    upper: int


def with_rows(model_: Model, rows: list[Row]) -> tuple[Model, Ints]:
    """A model with more rows that must be kept, and their numbers; coefficients are 1."""
    first = len(model_.lower)
    arcs = np.concatenate([row.arcs for row in rows])
    number = np.repeat(first + np.arange(len(rows)), [len(row.arcs) for row in rows])
    order = np.argsort(np.concatenate([model_.entry_arc, arcs]), kind="stable")
    label = [f"planted {place}" for place in range(len(rows))]
    names = pl.DataFrame(
        {"constraint": [row.constraint for row in rows], "row": label, "subject": label}
    )
    none = np.zeros(len(rows), dtype=np.int64)
    size = np.append(0, np.cumsum(np.bincount(arcs, minlength=model_.arcs)))
    grown = replace(
        model_,
        start=model_.start + size,
        entry_row=np.concatenate([model_.entry_row, number])[order],
        entry_coef=np.concatenate([model_.entry_coef, np.ones_like(arcs)])[order],
        lower=np.append(model_.lower, [row.lower for row in rows]),
        upper=np.append(model_.upper, [row.upper for row in rows]),
        soft=np.append(model_.soft, none > 0),
        names=pl.concat([model_.names, names]),
        layers=tuple(replace(one, price=np.append(one.price, none)) for one in model_.layers),
    )
    return grown, first + np.arange(len(rows))


def everybody_home(made: World) -> Ints:
    """Each person's arc of changing nothing: staying, or the way out of who holds no post."""
    return np.flatnonzero(made.stays | (made.outs & (made.home[made.person] < 0)))


def too_few_people(people: int, seed: int = 0, size: int = 3) -> Core:
    """Empty posts that must be filled, one more than people left who may come to them.

    Each of these people may come to two of the posts that follow each other, so that any one post
    the fewer would do. All others are kept away by one row.
    """
    made, model_ = _standard(people, seed)
    posts, who = _chain(made, seed, size)
    into = np.flatnonzero(np.isin(made.post, posts))
    away = into[~np.isin(made.person[into], who)]
    rows = [Row("must_fill", into[made.post[into] == post], 1, UNBOUNDED) for post in posts]
    grown, numbers = with_rows(model_, [*rows, Row("by_hand", away, -UNBOUNDED, 0)])
    return Core(grown, numbers, everybody_home(made), len(posts), len(who))


def too_few_seats(people: int, seed: int = 0, size: int = 3) -> Core:
    """People kept from all but some posts, each by a row, one person more than there are seats."""
    made, model_ = _standard(people, seed)
    who, posts = _chain(made, seed, size, of_people=True)
    rows = [
        Row("by_hand", _elsewhere(made, person, posts), -UNBOUNDED, 0) for person in who.tolist()
    ]
    grown, numbers = with_rows(model_, rows)
    seats = np.flatnonzero((model_.names["constraint"] == "seats").to_numpy())[posts]
    return Core(grown, np.concatenate([seats, numbers]), everybody_home(made), len(who), len(posts))


def nobody_may_leave(people: int, seed: int = 0, size: int = 1) -> Core:
    """Posts that must be filled, and teams of which nobody may leave; each post is a conflict."""
    made, model_ = _standard(people, seed)
    kind = model_.names["constraint"].to_numpy()
    stays = np.bincount(model_.entry_row, minlength=len(kind))
    lower = np.where(kind == "team_changes", stays, model_.lower)
    shut = replace(model_, lower=lower)
    held = made.home >= 0
    reached = np.bincount(made.post[~made.outs & ~held[made.person]], minlength=made.posts) > 0
    any_way = np.bincount(made.post[~made.outs], minlength=made.posts) > 0
    empty = np.setdiff1d(np.flatnonzero(~reached & any_way), made.home)[:size]
    rows = [Row("must_fill", np.flatnonzero(made.post == post), 1, UNBOUNDED) for post in empty]
    grown, numbers = with_rows(shut, rows)
    return Core(grown, numbers, everybody_home(made), 1, 0)


def batch_too_small(people: int, seed: int = 0, size: int = 1) -> Core:
    """All empty posts that anybody can fill must be filled, in a batch that is too small for it.

    Only people with posts that need not be filled may move, one for each post, and `size` fewer
    are allowed.
    """
    made, model_ = _standard(people, seed)
    posts = _fillable(made)
    into = [np.flatnonzero(made.post == post) for post in posts]
    rows = [Row("must_fill", arcs, 1, UNBOUNDED) for arcs in into]
    batch = np.flatnonzero((model_.names["constraint"] == "batch_size").to_numpy())
    lower = model_.lower.copy()
    lower[batch] = people - (len(posts) - size)
    grown, numbers = with_rows(replace(model_, lower=lower), rows)
    rows_ = np.concatenate([batch, numbers])
    return Core(grown, rows_, everybody_home(made), len(posts), len(posts) - size)


def one_team(people: int, seed: int = 0, size: int = 2) -> Core:
    """Empty posts that must be filled, all from one team of which one fewer may leave.

    Each post has a candidate of its own in the team; all others are kept away by one row.
    """
    made, model_ = _standard(people, seed)
    unit, posts, arcs = _team_for(made, size)
    into = np.flatnonzero(np.isin(made.post, posts))
    away = np.setdiff1d(into, arcs)
    kind = model_.names["constraint"].to_numpy()
    team = np.flatnonzero(kind == "team_changes")[unit]
    lower = model_.lower.copy()
    lower[team] = int((model_.entry_row == team).sum()) - (size - 1)
    rows = [Row("must_fill", into[made.post[into] == post], 1, UNBOUNDED) for post in posts]
    grown, numbers = with_rows(
        replace(model_, lower=lower), [*rows, Row("by_hand", away, -UNBOUNDED, 0)]
    )
    return Core(grown, np.append(team, numbers), everybody_home(made), size, size - 1)


def _team_for(made: World, size: int) -> tuple[int, Ints, Ints]:
    """A unit, empty posts, and for each an arc of a person of the unit, no person twice."""
    empty = np.setdiff1d(np.arange(made.posts), made.home)
    arcs = np.flatnonzero(np.isin(made.post, empty) & (made.home[made.person] >= 0))
    units = made.home[made.person[arcs]] // UNIT
    for unit in np.unique(units):
        mine = arcs[units == unit]
        mine = mine[np.unique(made.person[mine], return_index=True)[1]]
        mine = mine[np.unique(made.post[mine], return_index=True)[1]][:size]
        if len(mine) == size:
            return int(unit), made.post[mine], mine
    msg = f"no team of {size} with posts to go to among so few people"
    raise ValueError(msg)


CORES: dict[str, Callable[[int, int, int], Core]] = {
    "too few people": too_few_people,
    "too few seats": too_few_seats,
    "nobody may leave": nobody_may_leave,
    "batch too small": batch_too_small,
    "one team": one_team,
}


def _standard(people: int, seed: int) -> tuple[World, Model]:
    family = FAMILIES["standard"]
    return world(family, people, seed), model(family, people, seed)


def _elsewhere(made: World, person: int, posts: Ints) -> Ints:
    """A person's arcs that lead to none of some posts."""
    mine = np.flatnonzero(made.person == person)
    return mine[~np.isin(made.post[mine], posts)]


def _chain(made: World, seed: int, size: int, *, of_people: bool = False) -> tuple[Ints, Ints]:
    """Posts and people by turns, each able to go with the one before: `size` and one fewer.

    Posts come first, empty ones; or people.
    """
    rng = np.random.default_rng(seed + 3)
    empty = np.ones(made.posts + 1, dtype=bool)
    empty[made.home] = False
    empty[-1] = False
    arcs = np.flatnonzero(empty[made.post])
    left, right = made.post[arcs], made.person[arcs]
    if of_people:
        left, right = right, left
    for first in rng.permutation(np.unique(left)):
        lefts: list[int] = [int(first)]
        rights: list[int] = []
        while len(lefts) < size:
            onward = _onward((left, right), lefts, rights, rng)
            if onward is None:
                break
            rights.append(onward[0])
            lefts.append(onward[1])
        if len(lefts) == size:
            return np.sort(np.array(lefts, np.int64)), np.sort(np.array(rights, np.int64))
    msg = f"no conflict of size {size} can be planted among so few people"
    raise ValueError(msg)


def _onward(
    ends: tuple[Ints, Ints], lefts: list[int], rights: list[int], rng: np.random.Generator
) -> tuple[int, int] | None:
    """A right of the last left with a left that is new, both drawn."""
    left, right = ends
    for step in rng.permutation(np.unique(right[left == lefts[-1]])):
        more = np.setdiff1d(left[right == step], lefts)
        if step not in rights and len(more):
            return int(step), int(rng.choice(more))
    return None


def _fillable(made: World) -> Ints:
    """Empty posts for each of which somebody of their own can be found, by first choice."""
    taken = np.zeros(len(made.home), dtype=bool)
    posts = []
    for post in np.setdiff1d(np.arange(made.posts), made.home):
        who = made.person[np.flatnonzero(made.post == post)]
        free = who[~taken[who]]
        if len(free):
            taken[free[0]] = True
            posts.append(int(post))
    return np.array(posts)
