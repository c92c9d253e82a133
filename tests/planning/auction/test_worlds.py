from dataclasses import replace
from pathlib import Path
from typing import Any

import families
import numpy as np
import pytest
from families import FAMILIES
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.enumeration import Choices
from tests.planning.random_worlds import QUIET, worlds
from tests.planning.worlds import NGARI

from diaopei.checker import check
from diaopei.fiction import prefecture
from diaopei.planning import Draft, Round, write_plan
from diaopei.planning.by_prices import solve_by_prices
from diaopei.planning.engines import EXACT_UP_TO, engine_of
from diaopei.planning.first_arcs import first_arcs
from diaopei.planning.layers import Progress, Solved, solve_layers
from diaopei.planning.round import LAYERS
from diaopei.snapshot import Snapshot

ROUNDS = st.fixed_dictionaries(
    {
        "batch": st.integers(0, 4),
        "layers": st.permutations(LAYERS).map(tuple),
        "tolerance": st.dictionaries(st.sampled_from(LAYERS), st.integers(0, 60), max_size=2),
        "engine": st.just("prices"),
    }
)


@QUIET
@given(small=worlds(), choices=ROUNDS)
def test_prices_find_the_best_of_all_choices(small: Snapshot, choices: dict[str, Any]) -> None:
    told = Round(**choices)
    draft = Draft.of(small, NGARI, told)
    solved = draft.solve()
    best = Choices.of(draft.problem).best(told.layers, dict(told.tolerance))
    assert [done.value for done in solved[:-1]] == best
    assert all(done.layer.sign * done.certified >= done.score for done in solved)


def by_either(draft: Draft) -> tuple[list[Solved], list[Solved]]:
    """The layers of one and the same model by the exact engine and by prices."""
    by = [
        replace(draft, problem=replace(draft.problem, round=replace(draft.problem.round, engine=e)))
        for e in ("exact", "prices")
    ]
    return by[0].solve(), by[1].solve()


def agree(exact: list[Solved], prices: list[Solved]) -> bool:
    """Whether both prove the same value for every layer."""
    told = [[(done.layer.name, done.value, done.proved) for done in by] for by in (exact, prices)]
    return told[0] == told[1] and all(done.proved for done in exact)


@QUIET
@given(small=worlds(), choices=ROUNDS)
def test_a_world_at_random_has_the_same_layers_by_either_engine(
    small: Snapshot, choices: dict[str, Any]
) -> None:
    assert agree(*by_either(Draft.of(small, NGARI, Round(**choices))))


@pytest.mark.parametrize(
    ("people", "seed", "batch"),
    [(50, 0, None), (50, 1, "20%"), (80, 2, None), (120, 3, "15%"), (200, 4, None)],
)
def test_a_prefecture_has_the_same_layers_by_either_engine(
    people: int, seed: int, batch: str | None
) -> None:
    draft = Draft.of(prefecture(people, seed), "ngari", Round(batch=batch))
    assert agree(*by_either(draft))


@pytest.mark.parametrize(
    ("family", "people", "seed"),
    [(name, 300 if name == "churn-2" else 400, name != "churn-2") for name in FAMILIES],
)
def test_a_family_of_hundreds_has_the_same_layers_by_either_engine(
    family: str, people: int, seed: int
) -> None:
    model = families.model(FAMILIES[family], people, int(seed), strict=True)
    first = np.flatnonzero(np.append(True, model.person[1:] != model.person[:-1]))
    home = None if model.missed(first)[~model.soft].any() else first
    exact = list(solve_layers(model, {}, first_arcs(model), silent))
    assert agree(exact, list(solve_by_prices(model, {}, home, silent)))


def silent(_: Progress) -> None:
    """Watches nothing."""


def test_the_checker_takes_a_plan_made_by_prices(tmp_path: Path) -> None:
    draft = Draft.of(prefecture(60), "ngari", Round(batch="20%", engine="prices"))
    plan = draft.plan(draft.solve())
    write_plan(plan, tmp_path / "plan")
    assert check(tmp_path / "plan").problems == ()
    assert plan.summary["engine"] == "prices"


@pytest.mark.parametrize(
    ("engine", "people", "chosen"),
    [
        ("auto", EXACT_UP_TO, "exact"),
        ("auto", EXACT_UP_TO + 1, "prices"),
        ("exact", 10**6, "exact"),
        ("prices", 5, "prices"),
    ],
)
def test_the_engine_follows_the_number_of_people(engine: str, people: int, chosen: str) -> None:
    assert engine_of(Round(engine=engine), people) == chosen
