import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planning.wishers import merits, went, wishing

from diaopei.errors import DataError, UnknownNameError
from diaopei.fiction import prefecture
from diaopei.planning.arcs import problem
from diaopei.planning.by_wishes import HONOURED, mechanism, mechanisms, outcomes
from diaopei.planning.problem import Problem, Setting
from diaopei.planning.round import Round
from diaopei.screening import load_rulebook, screen
from diaopei.snapshot.facts import Facts

HELD = {"A": "P1", "B": "P2", "C": None}
POSTS = {"P1": {}, "P2": {"unit_id": "GAR-LAND"}, "P3": {"unit_id": "RUTOG-LAND"}}
SWAP = [{"person_id": "A", "post_id": "P2"}, {"person_id": "B", "post_id": "P1"}]


@pytest.mark.parametrize("name", mechanisms())
def test_two_who_wish_for_each_others_posts_change_places(name: str) -> None:
    made = mechanism(name, wishing(HELD, POSTS, SWAP))
    assert went(made.moves.drop_nulls("to_post_id")) == {"A": "P2", "B": "P1"}
    assert made.ranks.rows() == [(1, 1), (2, 1)]
    assert made.worse_off.is_empty()
    assert made.given["standing"].to_list() == ["wished", "wished"]


@pytest.mark.parametrize("name", mechanisms())
@pytest.mark.parametrize(
    "choices", [Round(hold=("A",)), Round(pin={"A": "stay"}), Round(forbid={"A": ("P2",)})]
)
def test_demands_by_hand_are_kept(name: str, choices: Round) -> None:
    made = mechanism(name, wishing(HELD, POSTS, SWAP[:1], choices=choices))
    assert went(made.moves.drop_nulls("to_post_id")) == {}
    assert made.broken.is_empty()


@pytest.mark.parametrize("name", mechanisms())
def test_rows_a_mechanism_does_not_know_are_named_where_it_breaks_them(name: str) -> None:
    ready = wishing(HELD, POSTS, SWAP, choices=Round(batch=1))
    broken = mechanism(name, ready).broken
    assert broken.select("constraint", "row", "total", "at_least").rows() == [
        ("batch_size", "batch", 0, 1)
    ]


@pytest.mark.parametrize("name", mechanisms())
def test_the_order_of_merit_may_be_given(name: str) -> None:
    both = [{"person_id": who, "post_id": "P3"} for who in "AB"]
    ready = wishing(HELD, POSTS, both)
    assert went(mechanism(name, ready, merits(A=1, B=2)).moves)["B"] == "P3"
    assert went(mechanism(name, ready, merits(A=2, B=1)).moves)["A"] == "P3"


@pytest.mark.parametrize("name", mechanisms())
def test_equals_in_merit_are_heard_in_the_order_of_ids(name: str) -> None:
    both = [{"person_id": who, "post_id": "P3"} for who in "BA"]
    assert went(mechanism(name, wishing(HELD, POSTS, both)).moves)["A"] == "P3"


def test_without_wishes_nobody_moves() -> None:
    for made in outcomes(wishing(HELD, POSTS, [])):
        assert went(made.moves) == {}
        assert made.given.is_empty()


def test_a_mechanism_of_another_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match=r"'lottery'.*serial_dictatorship"):
        mechanism("lottery", wishing(HELD, POSTS, SWAP))


def test_a_person_twice_in_the_order_is_refused() -> None:
    twice = pl.DataFrame({"person_id": ["A", "A"], "merit": [1, 2]})
    with pytest.raises(DataError, match="A stands twice"):
        mechanism("top_trading_cycles", wishing(HELD, POSTS, SWAP), twice)


@pytest.mark.parametrize("name", mechanisms())
def test_every_mechanism_has_a_title_in_three_languages(name: str) -> None:
    assert set(mechanisms()[name].title) == {"en", "zh-hans", "zh-hant"}


@pytest.fixture(scope="module")
def county() -> Problem:
    facts, book = Facts(prefecture(150)), load_rulebook("ngari")
    return problem(Setting(facts, book, screen(facts, book), Round()))


def with_wishes(ready: Problem, seed: int) -> Problem:
    """The same round where a good many people wish for posts they may hold."""
    moves = ready.arcs.filter(pl.col("kind") == "move").sample(300, seed=seed)
    wishes = moves.select(
        "person_id", post_id="to_post_id", order=pl.int_range(1, 301, dtype=pl.Int32)
    )
    snapshot = ready.facts.snapshot.replace(wishes=wishes)
    return Problem(Facts(snapshot), ready.rulebook, ready.findings, ready.round, ready.arcs,
                   ready.resolved)  # fmt: skip


@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 1000))
def test_the_rows_a_mechanism_honours_are_kept_in_a_whole_prefecture(
    county: Problem, seed: int
) -> None:
    for made in outcomes(with_wishes(county, seed)):
        assert not set(made.broken["constraint"]) & set(HONOURED)
        assert made.moves.height > 20
        if made.mechanism != "serial_dictatorship":
            assert made.worse_off.is_empty()
