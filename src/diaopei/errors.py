"""Every exception a user can act on: the message names the place, the value and the next step."""

from collections.abc import Mapping, Sequence


class DiaopeiError(Exception):
    """Something the user must mend; the shells print the message in one line and exit with 1."""


class UnreadableError(DiaopeiError):
    """A file could not be read at all: wrong kind, too large, damaged, or not there."""


class RulebookError(DiaopeiError):
    """A rulebook, or a rule in it, is not as the loader demands."""


class RoundError(DiaopeiError):
    """A round file asks for something unknown or impossible to understand."""


class DataError(DiaopeiError):
    """The snapshot has errors that stop a plan; `diaopei doctor` lists all of them."""


class UnknownNameError(DiaopeiError):
    """A person, post, rule, format or report of that name does not exist."""

    def __init__(self, what: str, name: str, known: Sequence[str] = (), step: str = "") -> None:
        """Names what was asked for and, where the list is short, what there is; else what to do."""
        hint = f"; there are: {', '.join(known)}" if known else step and f"; {step}"
        super().__init__(f"no {what} is called {name!r}{hint}")


class InfeasibleError(DiaopeiError):
    """No plan can meet all demands; the message names the smallest set in conflict.

    `told` has the message by language, where it was written in more than English.
    """

    def __init__(self, told: str | Mapping[str, str]) -> None:
        """Takes the message, or one for each language."""
        self.told: Mapping[str, str] = {"en": told} if isinstance(told, str) else told
        super().__init__(self.told["en"])


class PlanRejectedError(DiaopeiError):
    """The checker refuses a plan: what it claims is not what its rows say."""


class FigureError(DiaopeiError):
    """A figure of a report was refused because its parts do not add up."""
