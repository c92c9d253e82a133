from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.enumeration import Choices
from tests.planning.random_worlds import QUIET, worlds
from tests.planning.worlds import NGARI

from diaopei.checker import check
from diaopei.fiction import prefecture
from diaopei.planning import Draft, Round, write_plan
from diaopei.planning.engines import EXACT_UP_TO, engine_of
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


@pytest.mark.parametrize(("people", "seed"), [(50, 0), (50, 1), (80, 2), (120, 3), (200, 4)])
def test_a_prefecture_has_the_same_layers_by_either_engine(people: int, seed: int) -> None:
    register = prefecture(people, seed)
    exact = Draft.of(register, "ngari", Round(engine="exact")).solve()
    prices = Draft.of(register, "ngari", Round(engine="prices")).solve()
    assert [done.value for done in prices] == [done.value for done in exact]


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
