"""The states of a case, from a proposed move to its proof in the post, and what may follow what.

The order is that of the Regulations on Selection and Appointment (2019): proposal, democratic
recommendation, examination, decision, announcement, appointment; then the follow-up.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from diaopei.errors import DiaopeiError


class TransitionError(DiaopeiError):
    """A case cannot go from its state to the one asked for."""


class State(StrEnum):
    """Where a case stands."""

    PROPOSED = "proposed"
    RECOMMENDED = "recommended"
    EXAMINED = "examined"
    DECIDED = "decided"
    ANNOUNCED = "announced"
    APPOINTED = "appointed"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


TITLES: Mapping[State, Mapping[str, str]] = MappingProxyType(
    {
        State.PROPOSED: {"en": "Proposed", "zh-hans": "动议", "zh-hant": "動議"},
        State.RECOMMENDED: {"en": "Recommended", "zh-hans": "民主推荐", "zh-hant": "民主推薦"},
        State.EXAMINED: {"en": "Examined", "zh-hans": "考察", "zh-hant": "考察"},
        State.DECIDED: {"en": "Decided", "zh-hans": "讨论决定", "zh-hant": "討論決定"},
        State.ANNOUNCED: {"en": "Announced", "zh-hans": "任前公示", "zh-hant": "任前公示"},
        State.APPOINTED: {"en": "Appointed", "zh-hans": "任职", "zh-hant": "任職"},
        State.FOLLOWED_UP: {"en": "Followed up", "zh-hans": "跟踪回访", "zh-hant": "跟蹤回訪"},
        State.CLOSED: {"en": "Closed", "zh-hans": "办结", "zh-hant": "辦結"},
        State.WITHDRAWN: {"en": "Withdrawn", "zh-hans": "撤回", "zh-hant": "撤回"},
    }
)
"""What each state is called."""

TRANSITIONS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.PROPOSED: frozenset({State.RECOMMENDED, State.WITHDRAWN}),
        State.RECOMMENDED: frozenset({State.EXAMINED, State.WITHDRAWN}),
        State.EXAMINED: frozenset({State.DECIDED, State.WITHDRAWN}),
        State.DECIDED: frozenset({State.ANNOUNCED, State.WITHDRAWN}),
        # An objection raised while the name is announced sends the case back to be examined.
        State.ANNOUNCED: frozenset({State.APPOINTED, State.EXAMINED, State.WITHDRAWN}),
        # A move that owes no visit is closed at once.
        State.APPOINTED: frozenset({State.FOLLOWED_UP, State.CLOSED}),
        # "Watch" means another visit.
        State.FOLLOWED_UP: frozenset({State.FOLLOWED_UP, State.CLOSED}),
        State.CLOSED: frozenset(),
        State.WITHDRAWN: frozenset(),
    }
)
"""What may follow each state; nobody is withdrawn once appointed, that is another move."""


def advance(state: State, to: State) -> State:
    """The state asked for, if a case may go there.

    Raises:
        TransitionError: it may not.
    """
    if to not in TRANSITIONS[state]:
        allowed = ", ".join(next_ for next_ in State if next_ in TRANSITIONS[state])
        msg = f"a case that is {state} cannot become {to}; it can become: {allowed or 'nothing'}"
        raise TransitionError(msg)
    return to
