"""Models whose answer is known beforehand: a planted best plan, a planted conflict."""

from dataclasses import replace

import numpy as np
import polars as pl
from families import FAMILIES, UNIT, Family, World, compiled, model, seating, unbounded, world

from diaopei.planning.model import UNBOUNDED, Ints, Model


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
    """The standard family with posts that must be filled, and one candidate too few for them."""
    model_ = model(FAMILIES["standard"], people, seed)
    made = world(FAMILIES["standard"], people, seed)
    empty = np.setdiff1d(np.arange(made.posts), made.home)[:short]
    into = np.flatnonzero(np.isin(made.post, empty))
    candidates = np.unique(made.person[into])[: short - 1]
    kept = into[np.isin(made.person[into], candidates)]
    lost = np.setdiff1d(into, kept)
    return _without_arcs(model_, lost, (made.post, empty))


def _without_arcs(model_: Model, lost: Ints, posts: tuple[Ints, Ints]) -> Model:
    """A model in which some arcs are shut by a row, and some posts must be filled."""
    post, needed = posts
    into = np.flatnonzero(np.isin(post, needed) & ~np.isin(np.arange(model_.arcs), lost))
    count, shut = len(model_.lower), len(lost)
    rows = np.concatenate([np.full(shut, count), count + 1 + np.searchsorted(needed, post[into])])
    arcs = np.concatenate([lost, into])
    order = np.argsort(np.concatenate([model_.entry_arc, arcs]), kind="stable")
    more = 1 + len(needed)
    none = np.zeros(more, dtype=np.int64)
    names = pl.DataFrame(
        {"constraint": ["by_hand"] + ["must_fill"] * len(needed)}
    ).with_columns(row=pl.lit("r"), subject=pl.lit("r"))  # fmt: skip
    layer = model_.layers[0]
    return replace(
        model_,
        start=model_.start
        + np.concatenate([[0], np.cumsum(np.bincount(arcs, minlength=model_.arcs))]),
        entry_row=np.concatenate([model_.entry_row, rows])[order],
        entry_coef=np.concatenate([model_.entry_coef, np.ones_like(rows)])[order],
        lower=np.concatenate([model_.lower, [-UNBOUNDED], np.ones(len(needed), np.int64)]),
        upper=np.concatenate([model_.upper, [0], unbounded(len(needed))]),
        soft=np.concatenate([model_.soft, none > 0]),
        names=pl.concat([model_.names, names]),
        layers=(replace(layer, price=np.concatenate([layer.price, none])),),
    )
