"""WHAT IS OWED AFTER: the states of a case, and the visits due after an appointment."""

from diaopei.followup.states import TRANSITIONS, State, TransitionError, advance
from diaopei.followup.visits import due_visits, unsuited

__all__ = ["TRANSITIONS", "State", "TransitionError", "advance", "due_visits", "unsuited"]
