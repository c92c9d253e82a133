"""What a command is: a function whose signature is the call, a title, its place in the help."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One command; the module's name is the command's name.

    `run` takes the arguments and prints; `place` orders the help by the course of the work.
    """

    run: Callable[..., None]
    title: Mapping[str, str]
    place: int
