"""A kind of rule: which parameters its files hold, and the pure functions that judge by them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import polars as pl

from diaopei.discover import plugins
from diaopei.screening.ground import Ground
from diaopei.screening.rule import Rule

Judge = Callable[[Ground, Rule], pl.DataFrame]
Test = Callable[[Ground, Rule, pl.DataFrame], pl.DataFrame]
TIME = ("month", "year")
PRIVATE = ("sex", "ethnicity", "health_limit")
"""What `binds` may name only where the kind says so: the red lines."""


@dataclass(frozen=True)
class Words:
    """A parameter of words: which are allowed (none: any), and whether it is a list."""

    allowed: tuple[str, ...] = ()
    many: bool = False
    needed: bool = True


@dataclass(frozen=True)
class Figure:
    """A parameter with dated values.

    `stricter` says which way the law tightens: ``lower``, ``higher``, or neither (empty).
    `check` says in words what is wrong with a value that is not an integer, or nothing.
    """

    units: tuple[str, ...]
    needed: bool = True
    stricter: str = ""
    check: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Kind:
    """A plug-in of this room.

    Attributes:
        title: what a rule of this kind says, by language.
        words: its parameters of words by name.
        figures: its dated numbers by name.
        judge: rows of findings for the snapshot; see `diaopei.screening.finding.findings`.
        refuse: the placements the rule forbids (`person_id`, `post_id`, `measure`, `limit`).
        resolve: of the placements of people with a finding, those that would end it.
        movable: whether a move can end the findings of this rule, where not of every one.
        bound: for plan kinds, the number a plan must keep, given how many it counts among.
        selections: parameters in the words of `binds`, such as whom a share counts.
        private: which of `PRIVATE` a rule of this kind may bind.
        asks: further demands on a rule that the tables above cannot say; words, or nothing.
    """

    title: Mapping[str, str]
    words: Mapping[str, Words] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    judge: Judge | None = None
    refuse: Test | None = None
    resolve: Test | None = None
    bound: Callable[[Rule, int, Any], int] | None = None
    movable: Callable[[Rule], bool] = lambda _: True
    selections: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    asks: Callable[[Rule], str] | None = None

    def ends(self, rule: Rule) -> bool:
        """Whether a move can end the findings of a rule of this kind."""
        return self.resolve is not None and self.movable(rule)


@cache
def kinds() -> dict[str, Kind]:
    """Every kind there is, by name: one a file in ``screening/kinds``."""
    return plugins("diaopei.screening.kinds", Kind)
