"""Who does the work of the jurisdictions: this process, or machines that another file knows."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

Task = Callable[..., Any]
Calls = Sequence[tuple[Any, ...]]


class Workers(Protocol):
    """Runs tasks that depend on their arguments alone.

    What is kept stays where it was made; its handle may stand for it as an argument of a task.
    """

    def keep(self, value: Any) -> Any:
        """Hands a value out once; returns its handle."""

    def run(self, task: Task, calls: Calls) -> list[Any]:
        """What a task gives for each call, in the order of the calls."""

    def made(self, task: Task, calls: Calls) -> list[Any]:
        """Handles of what a task gives for each call, in the order of the calls."""


class Here:
    """Everything in this process, one task after the other."""

    def keep(self, value: Any) -> Any:
        """The value is its own handle."""
        return value

    def run(self, task: Task, calls: Calls) -> list[Any]:
        """What a task gives for each call."""
        return [task(*call) for call in calls]

    def made(self, task: Task, calls: Calls) -> list[Any]:
        """What a task gives for each call is its own handle."""
        return self.run(task, calls)
