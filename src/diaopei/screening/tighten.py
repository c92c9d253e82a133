"""A local rule on top of a national one: it may tighten; loosening is refused or shown."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from diaopei.errors import RulebookError
from diaopei.screening.kind import Figure, kinds
from diaopei.screening.loader import load_rule
from diaopei.screening.rule import STRICTNESS, Binds, Number, Rule, Values


def tightened(base: Rule, raw: Mapping[str, Any], place: str, book: str) -> Rule:
    """The base rule with a local file's changes.

    Args:
        base: the rule of the book that is extended.
        raw: the local file: `rule`, `tightens` and the keys that change.
        place: the local file, for messages.
        book: the local rulebook.

    Raises:
        RulebookError: the changes are no rule, or loosen a `must` that may not be relaxed.
    """
    changes = {key: value for key, value in raw.items() if key != "tightens"}
    # The cases of the book below state other limits, in a world of their own.
    below = {key: value for key, value in base.raw.items() if key not in ("cases", "world")}
    local = load_rule({**below, **changes}, place, book)
    numbers = {name: _since(base.numbers.get(name), own) for name, own in local.numbers.items()}
    return checked(base, dataclasses.replace(local, numbers=numbers), place)


def _since(below: Number | None, own: Number) -> Number:
    """A local number holds from its first day; before that the one below stays in force."""
    if below is None:
        return own
    first = own.values[0][0]
    earlier = tuple((day, entry) for day, entry in below.values if day < first)
    if not earlier or below.unit == own.unit:
        return Number(own.unit, (*earlier, *own.values))
    if {below.unit, own.unit} != {"month", "year"}:
        return own
    return Number("month", (*_in_months(below.unit, earlier), *_in_months(own.unit, own.values)))


def _in_months(unit: str, values: Values) -> Values:
    factor = 12 if unit == "year" else 1
    return tuple(
        (day, dataclasses.replace(entry, value=entry.value * factor)) for day, entry in values
    )


def checked(base: Rule, changed: Rule, place: str) -> Rule:
    """The changed rule, with what it loosens written into `relaxed`.

    Raises:
        RulebookError: it loosens a `must` that may not be relaxed.
    """
    looser = list(_loosened(base, changed))
    if not looser:
        return changed
    if base.strictness == "must" and not base.may_relax:
        _refuse(place, f"{base.name} is a `must` of {base.book}: {'; '.join(looser)} loosens it")
    said = f"relaxed against {base.book}: {'; '.join(looser)}"
    return dataclasses.replace(changed, relaxed=said)


def may_switch_off(base: Rule, reason: object, place: str) -> str:
    """The reason for which a rule is switched off.

    Raises:
        RulebookError: no reason is given, or the rule is a `must` that may not be relaxed.
    """
    if not isinstance(reason, str) or not reason.strip():
        _refuse(place, "`off` needs a reason as text")
    if base.strictness == "must" and not base.may_relax:
        _refuse(place, f"{base.name} is a `must` of {base.book}: it may not be switched off")
    return reason


def _loosened(base: Rule, changed: Rule) -> Iterator[str]:
    if changed.kind != base.kind:
        yield f"another kind ({base.kind} to {changed.kind})"
        return
    if STRICTNESS.index(changed.strictness) < STRICTNESS.index(base.strictness):
        yield f"strictness from {base.strictness} to {changed.strictness}"
    if not _binds_as_many(base.binds, changed.binds):
        yield "it binds fewer"
    for name, word in base.parameters.items():
        if changed.parameters.get(name) != word:
            yield f"another {name}"
    for name, figure in kinds()[base.kind].figures.items():
        yield from _looser_figure(name, figure, base, changed)


def _looser_figure(name: str, figure: Figure, base: Rule, changed: Rule) -> Iterator[str]:
    old, new = base.numbers.get(name), changed.numbers.get(name)
    if old is None or new is None or old == new:
        return
    for day in sorted({day for number in (old, new) for day, _ in number.values}):
        was, now = old.on(day), new.on(day)
        if was is None:
            continue
        if now is None or _looser(figure, _size(old, was.value), _size(new, now.value)):
            now_value = "nothing" if now is None else f"{now.value} {new.unit}"
            yield f"{name} {was.value} {old.unit} to {now_value} on {day}"


def _looser(figure: Figure, was: object, now: object) -> bool:
    if isinstance(was, int) and isinstance(now, int) and figure.stricter:
        return now > was if figure.stricter == "lower" else now < was
    return was != now


def _size(number: Number, value: object) -> object:
    return value * 12 if number.unit == "year" and isinstance(value, int) else value


def _binds_as_many(base: Binds, changed: Binds) -> bool:
    """Whether every alternative of the base is contained in one of the changed ones."""
    if not changed:
        return True
    return bool(base) and all(any(_contains(new, old) for new in changed) for old in base)


def _contains(wide: Mapping[str, Any], narrow: Mapping[str, Any]) -> bool:
    return all(key in narrow and set(narrow[key]) <= set(values) for key, values in wide.items())


def _refuse(place: str, reason: str) -> NoReturn:
    msg = f"{place}: {reason}; leave it, or ask the authority that made it"
    raise RulebookError(msg)
