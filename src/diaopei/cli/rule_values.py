"""The figures of a rule on a day, in words, for the command and the reference pages."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from diaopei.screening.rule import Number, Rule


class Value(NamedTuple):
    """One figure of a rule: what it is called, its value with unit, since when, by what source."""

    figure: str
    value: str
    since: str
    source: str


def values_on(rule: "Rule", day: date) -> Iterator[Value]:
    """Every figure of a rule that is in force on a day."""
    for name, number in rule.numbers.items():
        begun = [start for start, _ in number.values if start <= day]
        entry = number.on(day)
        if entry is None:
            continue
        since = "" if begun[-1] == date.min else str(begun[-1])
        yield Value(name, _amount(number, entry.value), since, str(entry.reference))


def _amount(number: "Number", value: object) -> str:
    """A value with its unit; lists and mappings as they stand in the file."""
    if value is None:
        return ""
    if isinstance(value, list):
        return f"{'; '.join(_flat(item) for item in value)} ({number.unit})"
    if isinstance(value, dict):
        return f"{'; '.join(f'{k}: {_flat(v)}' for k, v in value.items())} ({number.unit})"
    return f"{value} {number.unit}"


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_flat(item)}" for key, item in value.items())
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
