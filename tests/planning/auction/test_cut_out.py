import families
import numpy as np
import pytest
from families import FAMILIES
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.planning.auction.cut_out import cut_out, layer_of, missable
from diaopei.planning.model import UNBOUNDED, Ints, Model


def part(model: Model, rng: np.random.Generator) -> tuple[Ints, Ints, tuple[Ints, Ints]]:
    """Some people's arcs, a choice of everybody, and the rows of the arcs with what others use."""
    chosen = picked(model.person, rng)
    group = np.sort(rng.permutation(model.people)[:25])
    arcs = np.flatnonzero(np.isin(model.person, group))
    others = chosen[~np.isin(model.person[chosen], group)]
    rows = np.unique(model.entry_row[model.entries(arcs)])
    return arcs, chosen, (rows, model.activity(others)[rows])


def picked(person: Ints, rng: np.random.Generator) -> Ints:
    """One arc of each person, at random."""
    first = np.flatnonzero(np.append(True, person[1:] != person[:-1]))
    count = np.diff(np.append(first, len(person)))
    return first + (rng.random(len(first)) * count).astype(np.int64)


@pytest.mark.parametrize("family", ["standard", "couples-10", "kin-cliques"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_part_says_of_every_choice_what_the_whole_says(family: str, seed: int) -> None:
    model = families.model(FAMILIES[family], 200, seed)
    rng = np.random.default_rng(seed)
    arcs, chosen, rest = part(model, rng)
    small, rows = cut_out(model, arcs, rest)
    layer = layer_of(model.layers[0], arcs, rows)
    others = chosen[~np.isin(chosen, arcs)]
    assert len(rows) < len(rest[0])
    apart = set()
    for _ in range(20):
        mine = picked(small.person, rng)
        whole = np.sort(np.concatenate([others, arcs[mine]]))
        missed = model.missed(whole)
        assert (small.missed(mine) == missed[rows]).all()
        assert not missed[np.setdiff1d(rest[0], rows)].any()
        apart.add(model.score(model.layers[0], whole) - small.score(layer, mine))
    assert len(apart) == 1


ARCS = st.lists(st.lists(st.integers(-3, 3), min_size=1, max_size=3), min_size=1, max_size=4)


@settings(max_examples=200, deadline=None)
@given(coefs=ARCS, bounds=st.tuples(st.integers(-6, 6), st.integers(-6, 6)))
def test_a_row_is_missable_if_some_choice_misses_it(
    coefs: list[list[int]], bounds: tuple[int, int]
) -> None:
    lower, upper = min(bounds), max(bounds)
    person = np.repeat(np.arange(len(coefs)), [len(mine) for mine in coefs])
    flat = np.array([coef for mine in coefs for coef in mine], dtype=np.int64)
    used = np.flatnonzero(flat)
    start = np.searchsorted(used, np.arange(len(flat) + 1))
    entries = (start, np.zeros(len(used), dtype=np.int64), flat[used])
    found = missable(person, entries, (np.array([lower]), np.array([upper])))
    least, most = sum(map(min, coefs)), sum(map(max, coefs))
    among = sum(any(mine) for mine in coefs)
    assert found[0] == (least < lower or most > upper or among == 1)


def test_a_row_without_bounds_is_never_missed() -> None:
    start, row = np.array([0, 1, 2]), np.zeros(2, dtype=np.int64)
    bounds = (np.array([-UNBOUNDED]), np.array([UNBOUNDED]))
    ones = np.ones(2, dtype=np.int64)
    assert not missable(np.array([0, 1]), (start, row, ones), bounds)[0]
