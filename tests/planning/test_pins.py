import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.enumeration import Choices
from tests.planning.random_worlds import QUIET, worlds
from tests.planning.worlds import NGARI

from diaopei.planning.draft import Draft
from diaopei.planning.round import LAYERS, Round
from diaopei.snapshot import Snapshot


@QUIET
@given(small=worlds(), data=st.data())
def test_a_pinned_round_is_solved_exactly_where_a_choice_is_left(
    small: Snapshot, data: st.DataObject
) -> None:
    free = Draft.of(small, NGARI, Round(batch=4))
    moves = free.problem.arcs.filter(pl.col("kind") == "move").select("person_id", "to_post_id")
    pins = dict(data.draw(st.lists(st.sampled_from(moves.rows() or [("A", "stay")]), max_size=2)))
    draft = Draft.of(small, NGARI, Round(batch=4, pin=pins))
    solved = draft.solve()
    every = Choices.of(draft.problem)
    assert bool(solved) == bool(len(every.table))
    if solved:
        assert [done.value for done in solved[:-1]] == every.best(LAYERS, {})
