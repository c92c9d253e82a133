from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planning.enumeration import Choices
from tests.planning.random_worlds import QUIET, worlds
from tests.planning.worlds import NGARI

from diaopei.planning.draft import Draft
from diaopei.planning.round import LAYERS, Round
from diaopei.snapshot import Snapshot

ROUNDS = st.fixed_dictionaries(
    {
        "batch": st.integers(0, 4),
        "layers": st.permutations(LAYERS).map(tuple),
        "tolerance": st.dictionaries(st.sampled_from(LAYERS), st.integers(0, 60), max_size=2),
        "hold": st.lists(st.sampled_from("AB"), max_size=1).map(tuple),
        "forbid": st.dictionaries(st.sampled_from("AB"), st.just(("P0", "P1")), max_size=1),
    }
)


@settings(QUIET, max_examples=20)
@given(small=worlds(), choices=ROUNDS)
def test_every_layer_is_the_best_of_all_choices(small: Snapshot, choices: dict[str, Any]) -> None:
    told = Round(**choices)
    draft = Draft.of(small, NGARI, told)
    solved = draft.solve()
    every = Choices.of(draft.problem)
    best = every.best(told.layers, dict(told.tolerance))
    assert [done.value for done in solved[:-1]] == best
    assert all(done.proved for done in solved)
    plan = solved[-1].chosen
    assert (every.table[:, plan].sum(axis=1) == len(plan)).sum() == 1
