import re
from itertools import pairwise

import pytest

from diaopei.followup import TRANSITIONS, State, TransitionError, advance
from diaopei.followup.states import TITLES

WAY = [
    State.PROPOSED,
    State.RECOMMENDED,
    State.EXAMINED,
    State.DECIDED,
    State.ANNOUNCED,
    State.APPOINTED,
    State.FOLLOWED_UP,
    State.CLOSED,
]
EVERY_PAIR = [(state, to) for state in State for to in State]


def test_the_straight_way_leads_from_proposal_to_closing() -> None:
    for state, to in pairwise(WAY):
        assert advance(state, to) is to


@pytest.mark.parametrize("state", WAY[:5])
def test_a_case_can_be_withdrawn_until_the_appointment(state: State) -> None:
    assert advance(state, State.WITHDRAWN) is State.WITHDRAWN


@pytest.mark.parametrize("state", WAY[5:])
def test_nobody_appointed_is_withdrawn(state: State) -> None:
    with pytest.raises(TransitionError, match=f"a case that is {state} cannot become withdrawn"):
        advance(state, State.WITHDRAWN)


@pytest.mark.parametrize(
    ("state", "to"),
    [
        (State.ANNOUNCED, State.EXAMINED),
        (State.FOLLOWED_UP, State.FOLLOWED_UP),
        (State.APPOINTED, State.CLOSED),
    ],
)
def test_objection_second_visit_and_no_visit_owed_have_their_ways(state: State, to: State) -> None:
    assert advance(state, to) is to


@pytest.mark.parametrize(("state", "to"), EVERY_PAIR)
def test_what_the_table_does_not_allow_is_refused(state: State, to: State) -> None:
    if to in TRANSITIONS[state]:
        assert advance(state, to) is to
        return
    with pytest.raises(TransitionError, match=f"cannot become {to}"):
        advance(state, to)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.PROPOSED, "it can become: recommended, withdrawn"),
        (State.CLOSED, "it can become: nothing"),
    ],
)
def test_the_refusal_says_what_is_possible(state: State, said: str) -> None:
    with pytest.raises(TransitionError, match=re.escape(said)):
        advance(state, State.APPOINTED)


def test_no_step_is_skipped_on_the_way_to_an_appointment() -> None:
    for earlier in range(5):
        assert not set(WAY[earlier + 2 : 6]) & TRANSITIONS[WAY[earlier]]


def test_every_state_has_its_transitions_and_titles_in_three_languages() -> None:
    assert set(TRANSITIONS) == set(TITLES) == set(State)
    assert all(set(title) == {"en", "zh-hans", "zh-hant"} for title in TITLES.values())
