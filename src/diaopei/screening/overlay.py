"""Other values for one round or one question: ``{"same-department.limit": "5y"}``."""

import dataclasses
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from diaopei.errors import RulebookError
from diaopei.screening.kind import kinds
from diaopei.screening.rule import Entry, Number, Reference, Rule

AMOUNT = re.compile(r"^\s*(\d+)\s*([ym%]?)\s*$")
SUFFIXES = {"y": "year", "m": "month", "%": "percent"}
SOURCE = Reference(document="round file", verified=True)
ALWAYS = date(1, 1, 1)
"""An overlay holds on every day: a question knows no date of entry into force."""


def changes(overlay: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The overlay by rule and number.

    Raises:
        RulebookError: a key is not ``rule.number``.
    """
    by_rule: dict[str, dict[str, Any]] = {}
    for key, value in overlay.items():
        rule, dot, number = str(key).rpartition(".")
        if not dot:
            msg = f"{key!r} names no number; write rule.number, such as same-department.limit"
            raise RulebookError(msg)
        by_rule.setdefault(rule, {})[number] = value
    return by_rule


def overlaid(rule: Rule, values: Mapping[str, Any]) -> Rule:
    """The rule with other numbers; nothing is checked against loosening here.

    Args:
        rule: the rule as its book has it.
        values: number name to value: an integer in the rule's unit, or ``5y``, ``60m``, ``30%``.

    Raises:
        RulebookError: the rule has no such number, or the value does not fit it.
    """
    numbers = dict(rule.numbers)
    for name, value in values.items():
        if name not in numbers or name == "basis":
            known = ", ".join(numbers)
            msg = f"rule {rule.name} has no number {name!r}; it has {known}"
            raise RulebookError(msg)
        numbers[name] = _number(rule, name, value)
    return dataclasses.replace(rule, numbers=numbers)


def _number(rule: Rule, name: str, value: object) -> Number:
    figure = kinds()[rule.kind].figures[name]
    unit, amount = rule.numbers[name].unit, value
    if figure.check is None:
        match = AMOUNT.match(str(value))
        unit = SUFFIXES.get(match[2], unit) if match else unit
        amount = int(match[1]) if match else None
    wrong = "" if unit in figure.units else f"the unit is one of {', '.join(figure.units)}"
    wrong = wrong or (figure.check(amount) if figure.check else "")
    if amount is None or wrong:
        msg = f"{rule.name}.{name}: {value!r} does not fit; {wrong or 'write 5, 5y, 60m or 30%'}"
        raise RulebookError(msg)
    return Number(unit, ((ALWAYS, Entry(amount, SOURCE)),))
