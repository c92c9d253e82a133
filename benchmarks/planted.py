"""Models whose answer is known beforehand: a planted best plan, a planted conflict."""

from dataclasses import replace

import numpy as np
from cores import too_few_people
from families import UNIT, Family, World, compiled, seating, unbounded, world

from diaopei.planning.model import Ints, Model


def planted(people: int, seed: int = 0) -> tuple[Model, Ints]:
    """A model whose best plan is known, and that plan.

    Prices of people, posts, teams and the batch come first; an arc is worth what it would pay,
    less some noise that the arcs of the plan do not have. By weak duality no plan scores more.
    """
    made = world(Family("planted"), people, seed)
    rng = np.random.default_rng(seed + 2)
    plan = _a_plan(made, rng)
    stays, units = made.stays, made.posts // UNIT
    kept = plan[stays[plan]]
    team_price, batch_price = rng.integers(0, 90, units), int(rng.integers(1, 60))
    post_price = np.zeros(made.posts + 1, dtype=np.int64)
    filled = made.post[plan]
    post_price[filled[filled >= 0]] = rng.integers(1, 300, int((filled >= 0).sum()))
    noise = rng.integers(0, 400, len(made.post))
    noise[plan] = 0
    worth = rng.integers(300, 800, people)[made.person] + post_price[made.post] - noise
    worth -= np.where(stays, team_price[made.post // UNIT] + batch_price, 0)
    rows = seating(made)
    still, zero = np.flatnonzero(stays), np.zeros(int(stays.sum()), dtype=np.int64)
    least = np.bincount(made.post[kept] // UNIT, minlength=units)
    rows.add(
        "team_changes", (made.post[still] // UNIT, still, zero + 1), (least, unbounded(units)), 0
    )
    rows.add("batch_size", (zero, still, zero + 1), (np.array([len(kept)]), unbounded(1)), 0)
    model = compiled(made, rows, strict=False)
    return replace(model, layers=(replace(model.layers[0], gain=worth),)), plan


def _a_plan(made: World, rng: np.random.Generator) -> Ints:
    """One arc a person: some move to posts that stand empty, no two to one, the others stay."""
    people = len(made.home)
    empty = np.ones(made.posts + 1, dtype=bool)
    empty[made.home] = False
    empty[-1] = False
    goes = np.flatnonzero(empty[made.post])
    goes = goes[rng.permutation(len(goes))]
    goes = goes[np.unique(made.post[goes], return_index=True)[1]]
    goes = goes[np.unique(made.person[goes], return_index=True)[1]]
    home = np.flatnonzero(made.stays | (made.outs & (made.home[made.person] < 0)))
    plan = np.full(people, -1, dtype=np.int64)
    plan[made.person[home]] = home
    plan[made.person[goes]] = goes
    return plan


def infeasible(people: int, seed: int = 0, short: int = 3) -> Model:
    """The standard family with posts that must be filled, and one person too few for them.

    The smallest conflict is known: the posts and the row that keeps all others away, see `cores`.
    """
    return too_few_people(people, seed, short).model
