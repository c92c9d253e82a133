import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.explain.conftest import LAW, Planned, office

from diaopei.errors import InfeasibleError
from diaopei.explain.again import again
from diaopei.explain.outcome import ask
from diaopei.explain.question import Question
from diaopei.explain.reopened import CALM, Reopened, demanded, nearest
from diaopei.fiction import prefecture
from diaopei.planning import Draft, Plan, Round, propose
from diaopei.planning.model import TIES, Ints
from diaopei.snapshot import Snapshot

FIFTY = prefecture(50, seed=3)
WIDE = Round(batch="30%")


@pytest.fixture(scope="module")
def fifty() -> Plan:
    return propose(FIFTY, "ngari", WIDE)


def arc(plan: Plan, person: str, post: str) -> Ints:
    found = plan.certificate.arcs.filter(person_id=person, to_post_id=post)
    return found["arc"].to_numpy().astype(np.int64)


def pinned(snapshot: Snapshot, law: object, person: str, post: str, batch: int | str) -> list[int]:
    told = propose(snapshot, law, Round(batch=batch, pin={person: post}))  # type: ignore[arg-type]
    return told.layers.filter(pl.col("layer") != TIES)["value"].to_list()


def test_the_model_read_back_is_the_model_that_was_solved(planned: Planned) -> None:
    drawn = Draft.of(office(), LAW, Round(batch=4)).model
    model = Reopened(planned()).model
    for name in ("person", "start", "entry_row", "entry_coef", "lower", "upper", "soft"):
        assert getattr(model, name).tolist() == getattr(drawn, name).tolist()
    for mine, theirs in zip(model.layers, drawn.layers, strict=True):
        assert mine.gain.tolist() == theirs.gain.tolist()
        assert mine.price.tolist() == theirs.price.tolist()
        assert (mine.name, mine.sense, mine.constant) == (
            theirs.name, theirs.sense, theirs.constant
        )  # fmt: skip


def test_a_plan_reopened_has_the_values_it_had(planned: Planned) -> None:
    plan = planned()
    told = plan.layers.filter(pl.col("layer") != TIES)
    assert Reopened(plan).values == dict(told.select("layer", "value").rows())


def test_without_a_demand_the_plan_itself_comes_back(planned: Planned) -> None:
    opened = Reopened(planned())
    model = nearest(opened.model, opened.chosen)
    found = again(model, opened.opening, opened.known, {})
    assert found is not None
    assert found.proved
    assert found.chosen.tolist() == opened.chosen.tolist()
    assert found.scores.pop(CALM) == len(opened.chosen)


def test_a_demand_is_one_row_more_over_the_arcs_demanded(planned: Planned) -> None:
    model = Reopened(planned()).model
    more = demanded(model, np.array([1, 4]))
    assert len(more.lower) == len(model.lower) + 1
    assert more.activity(np.array([0, 4]))[-1] == 1
    assert more.activity(np.array([0, 2]))[-1] == 0
    kept = more.activity(np.array([0, 4]))[:-1]
    assert kept.tolist() == model.activity(np.array([0, 4])).tolist()


@pytest.mark.parametrize(
    ("person", "post"), [("B", "HIGH"), ("C", "P1"), ("B", "FREE"), ("C", "P2"), ("A", "FREE")]
)
def test_a_move_demanded_is_worth_what_a_round_with_that_pin_is_worth(
    planned: Planned, person: str, post: str
) -> None:
    plan = planned()
    outcome = ask(Reopened(plan), arc(plan, person, post))
    assert outcome.losses()["then"].to_list() == pinned(office(), LAW, person, post, 4)


@pytest.mark.parametrize("place", [0.1, 0.6])
def test_moves_of_a_prefecture_are_worth_what_their_pins_are_worth(
    fifty: Plan, place: float
) -> None:
    single = Question(fifty, "en").setting.posts.filter(posts=1)["post_id"]
    arcs = fifty.certificate.arcs.filter(kind="move")
    moves = arcs.filter(pl.col("to_post_id").is_in(single.implode()))
    one = moves.row(int(place * moves.height), named=True)
    outcome = ask(Reopened(fifty), np.array([one["arc"]], dtype=np.int64))
    if outcome.redone is None:
        with pytest.raises(InfeasibleError):
            pinned(FIFTY, "ngari", one["person_id"], one["to_post_id"], "30%")
        return
    assert outcome.losses()["then"].to_list() == pinned(
        FIFTY, "ngari", one["person_id"], one["to_post_id"], "30%"
    )


@settings(max_examples=10, deadline=None)
@given(number=st.integers(0, 10**6))
def test_no_demand_makes_a_plan_better(fifty: Plan, number: int) -> None:
    opened = Reopened(fifty)
    outcome = ask(opened, np.array([number % opened.model.arcs], dtype=np.int64))
    changed = outcome.losses().filter(pl.col("change") != 0)["change"]
    assert changed.is_empty() or changed[0] < 0


def test_what_cannot_be_is_told_with_the_rows_against_it(planned: Planned) -> None:
    plan = planned(batch=1, hold=("A", "B", "C"))
    outcome = ask(Reopened(plan), arc(plan, "B", "FREE"))
    names = outcome.opened.names[outcome.blocking[outcome.blocking < outcome.opened.names.height]]
    assert outcome.redone is None
    assert names["row"].to_list() == ["hold B stay"]
    assert outcome.displaced().is_empty()
