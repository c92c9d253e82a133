"""A rule as data: what it asks, since when, how strictly, and by which article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from diaopei.errors import RulebookError

STRICTNESS = ("may", "should", "must")
"""The modal verb of the text, weakest first: 可以, 應當, 必須."""

UNITS = ("month", "year", "person", "percent", "count", "term", "level", "metre", "km", "point")

LEADING = ("limit", "at_least", "at_most", "basis")
"""The number whose source a finding quotes: the first of these a rule has, else its first."""

SECONDARY = ("warn_before", "down", "basis")
"""Without a value of these a rule still holds."""

OUTCOMES = ("expect", "expect_refused", "expect_limit")
"""What a case may expect: findings, placements refused, the number a plan must keep."""

CASE_KEYS = ("name", "as_of", "since", "tables", "placements", "of", *OUTCOMES)

Binding = tuple[str | bool, ...]
Binds = tuple[Mapping[str, Binding], ...]
"""Alternatives, of which one must hold; none binds everybody."""


@dataclass(frozen=True)
class Reference:
    """Where a number stands: document, article, edition, and whether someone read it there."""

    document: str
    article: str = ""
    edition: str = ""
    verified: bool = False
    note: str = ""

    def __str__(self) -> str:
        """One line for a table or a report; an unverified source is marked with ``(?)``."""
        edition = f"({self.edition})" if self.edition else ""
        article = f", art. {self.article}" if self.article else ""
        return f"{self.document}{edition}{article}" + ("" if self.verified else " (?)")


@dataclass(frozen=True)
class Entry:
    """One value with its source."""

    value: Any
    reference: Reference


Values = tuple[tuple[date, Entry], ...]


@dataclass(frozen=True)
class Number:
    """A value of law by the day it came into force, oldest first, in one unit."""

    unit: str
    values: Values

    def on(self, day: date) -> Entry | None:
        """What was in force on a day; nothing before the first date."""
        entries = [entry for start, entry in self.values if start <= day]
        return entries[-1] if entries else None


@dataclass(frozen=True)
class Rule:
    """One rule of a rulebook; `name` is the name of its file.

    `numbers` are its dated figures, `parameters` its other words (texts,
    tuples of texts, and selections in the words of `binds`), `relaxed` says in words what a
    local book loosened, `raw` is the file it was read from.
    """

    name: str
    kind: str
    strictness: str
    title: Mapping[str, str]
    exchange: tuple[str, ...] = ()
    weight: int = 0
    reason_required: bool = False
    may_relax: bool = False
    authority: str = ""
    binds: Binds = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    numbers: Mapping[str, Number] = field(default_factory=dict)
    notes: str = ""
    cases: tuple[Mapping[str, Any], ...] = ()
    book: str = ""
    relaxed: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def word(self, name: str) -> str:
        """A parameter that is one word, such as a tenure's `measure`."""
        value = self.parameters[name]
        return str(value if isinstance(value, str) else value[0])

    def listed(self, name: str) -> tuple[str, ...]:
        """A parameter that is a list of words; empty where the file does not give it."""
        value = self.parameters.get(name, ())
        return (value,) if isinstance(value, str) else tuple(value)

    def entry(self, name: str, *, on: date) -> Entry:
        """The value and source in force on a day.

        Raises:
            RulebookError: the rule has no such number, or none in force on that day.
        """
        number = self.numbers.get(name)
        found = number.on(on) if number else None
        if found is None:
            msg = f"rule {self.name}: no {name} is in force on {on}; give one from an earlier date"
            raise RulebookError(msg)
        return found

    def number(self, name: str, *, on: date) -> int:
        """The integer in force on a day, in the unit the file gives it."""
        return int(self.entry(name, on=on).value)

    def months(self, name: str, *, on: date) -> int:
        """A length of time in force on a day, in months: n full years are 12 n months."""
        factor = 12 if self.numbers[name].unit == "year" else 1
        return factor * self.number(name, on=on)

    def reference(self, name: str = "limit", *, on: date) -> str:
        """The source of a number in one line; a relaxation is stated with it."""
        text = str(self.entry(name, on=on).reference)
        return f"{text}; {self.relaxed}" if self.relaxed else text

    def basis(self, *, on: date) -> str:
        """The source a finding of this rule quotes: of its limit, else of what else it holds."""
        return self.reference(self._leading(), on=on)

    def has(self, name: str, *, on: date) -> bool:
        """Whether the rule has such a number, in force on that day."""
        return name in self.numbers and self.numbers[name].on(on) is not None

    def warning(self, *, on: date) -> int | None:
        """How many months before the limit a finding is `soon`; nothing where none is in force."""
        return self.months("warn_before", on=on) if self.has("warn_before", on=on) else None

    def in_force(self, on: date) -> bool:
        """Whether what the rule turns on has a value on that day; a warning may come later."""
        needed = {*self.numbers} - {*SECONDARY} | {self._leading()}
        return all(self.has(name, on=on) for name in needed)

    def _leading(self) -> str:
        for name in LEADING:
            if name in self.numbers:
                return name
        return next(iter(self.numbers))
