"""Instances of any size whose best plan is known: prices first, then worths that make it best.

Every arc is worth its person's price, its post's and those of the rows it stands in, less some
noise; the arcs of a plan drawn beforehand have no noise. By weak duality no plan scores more.
"""

import numpy as np
import polars as pl
import pytest

from diaopei.planning.first_arcs import first_arcs
from diaopei.planning.layers import Progress, Solved, solve_layers
from diaopei.planning.model import UNBOUNDED, Ints, Layer, Model
from diaopei.planning.prices import SCALE, best_by_person, bound, reduced, whole_prices

WAYS, TEAM = 12, 8


def nothing(_: Progress) -> None:
    """Watches nothing."""


def planted(people: int, seed: int) -> tuple[Model, Ints, Ints]:
    """A model with a seat a post, a row a team and one for the batch; its best plan; the prices."""
    rng = np.random.default_rng(seed)
    posts = people + people // 10
    home = rng.permutation(posts)[:people]
    ends = np.column_stack([home, rng.integers(0, posts, (people, WAYS))])
    plan = _a_plan(ends, posts, rng)
    stays = np.zeros_like(ends)
    stays[:, 0] = 1
    kept = stays[np.arange(people), plan]
    teams = np.arange(people) // TEAM
    stay_in_team = np.bincount(teams, kept)
    lower = np.concatenate(
        [np.ones(people), np.full(posts, -UNBOUNDED), stay_in_team, [kept.sum()]]
    )
    upper = np.concatenate([np.ones(people + posts), np.full(len(stay_in_team) + 1, UNBOUNDED)])
    taken = np.bincount(ends[np.arange(people), plan], minlength=posts)
    price = np.concatenate(
        [rng.integers(0, 500, people), rng.integers(1, 300, posts) * taken,
         -rng.integers(0, 90, len(stay_in_team)), [-rng.integers(0, 60)]]
    )  # fmt: skip
    noise = rng.integers(0, 400, ends.shape)
    noise[np.arange(people), plan] = 0
    rows, arcs = _entries(ends, posts, teams)
    gain = np.bincount(arcs, price[rows], minlength=ends.size).astype(np.int64) - noise.ravel()
    model = _model(ends, (rows, arcs), (lower.astype(np.int64), upper.astype(np.int64)), gain)
    return model, np.arange(people) * (WAYS + 1) + plan, price


def _a_plan(ends: Ints, posts: int, rng: np.random.Generator) -> Ints:
    """For each person one of the ways, no post twice: a random one where it is free, else home."""
    free = np.ones(posts, dtype=bool)
    free[ends[:, 0]] = False
    plan = np.zeros(len(ends), dtype=np.int64)
    for who in rng.permutation(len(ends)):
        open_ways = np.flatnonzero(free[ends[who]])
        if len(open_ways) and rng.random() < 0.3:
            plan[who] = rng.choice(open_ways)
            free[ends[who, plan[who]]] = False
            free[ends[who, 0]] = True
    return plan


def _entries(ends: Ints, posts: int, teams: Ints) -> tuple[Ints, Ints]:
    """Rows and arcs: everybody once, every seat, and the stays of each team and of all."""
    people, arcs = len(ends), np.arange(ends.size)
    stays = arcs[:: WAYS + 1]
    last = people + posts + teams.max() + 1
    rows = [arcs // (WAYS + 1), people + ends.ravel(), people + posts + teams,
            np.full(people, last)]  # fmt: skip
    return np.concatenate(rows), np.concatenate([arcs, arcs, stays, stays])


def _model(ends: Ints, entries: tuple[Ints, Ints], bounds: tuple[Ints, Ints], gain: Ints) -> Model:
    order = np.argsort(entries[1], kind="stable")
    none = np.zeros(len(bounds[0]), dtype=np.int64)
    spread = -(np.arange(len(gain), dtype=np.int64) * 7919 % 4099)
    return Model(
        person=np.repeat(np.arange(len(ends)), WAYS + 1),
        start=np.searchsorted(entries[1][order], np.arange(len(gain) + 1)).astype(np.int64),
        entry_row=entries[0][order],
        entry_coef=np.ones(len(order), dtype=np.int64),
        lower=bounds[0],
        upper=bounds[1],
        soft=np.zeros(len(none), dtype=bool),
        layers=(
            Layer("worth", "max", gain, none, 0, ()),
            Layer("ties", "min", spread, none, 0, ()),
        ),
        names=pl.DataFrame(),
        measured={},
    )


def best(model: Model) -> Solved:
    return next(solve_layers(model, {}, first_arcs(model), nothing))


@pytest.mark.parametrize(("people", "seed"), [(20, 1), (20, 2), (200, 1), (200, 2), (1000, 1)])
def test_the_planted_plan_is_found_to_the_point(people: int, seed: int) -> None:
    model, plan, _ = planted(people, seed)
    layer = model.layers[0]
    assert not model.missed(plan).any()
    done = best(model)
    assert not model.missed(done.chosen).any()
    assert (done.score, done.proved) == (model.score(layer, plan), True)
    assert done.certified == done.score


@pytest.mark.parametrize("seed", range(5))
def test_the_planted_prices_prove_the_plan_without_a_solver(seed: int) -> None:
    model, plan, price = planted(300, seed)
    layer = model.layers[0]
    prices = whole_prices(model, layer, [], price.astype(float))
    worth = reduced(model, layer, [], prices)
    every = np.ones(model.arcs, dtype=bool)
    shown = bound(model, layer, [], prices, best_by_person(model, worth, every))
    assert shown == model.score(layer, plan) * SCALE


@pytest.mark.parametrize("seed", range(10))
def test_no_prices_whatever_show_less_than_a_plan_scores(seed: int) -> None:
    model, plan, price = planted(100, seed)
    layer = model.layers[0]
    rng = np.random.default_rng(seed)
    wild = price * rng.normal(1, 2, len(price)) + rng.normal(0, 100, len(price))
    prices = whole_prices(model, layer, [], wild)
    worth = reduced(model, layer, [], prices)
    every = np.ones(model.arcs, dtype=bool)
    shown = bound(model, layer, [], prices, best_by_person(model, worth, every))
    assert shown >= model.score(layer, plan) * SCALE
