"""Dated numbers of a rule file, with unit and reference, or a refusal."""

from datetime import date
from typing import Any, NoReturn

from diaopei.errors import RulebookError
from diaopei.screening.kind import Figure
from diaopei.screening.rule import Entry, Number, Reference

REFERENCE = {"document": str, "article": str, "edition": str, "verified": bool, "note": str}


def read_number(raw: object, figure: Figure, place: str) -> Number:
    """A number as the file has it.

    Args:
        raw: the mapping under the number's name.
        figure: what the kind demands of it.
        place: file and name, for messages.

    Raises:
        RulebookError: no or a wrong unit, no dated value, no reference, or a value that is not
            what the kind asks for.
    """
    if not figure.units:
        return Number("", tuple(_dated(mapping(raw, set(), place, dated=True), None, place)))
    keys = mapping(raw, {"unit", "values"}, place)
    unit = keys.get("unit")
    if unit not in figure.units:
        _refuse(place, f"the unit must be one of {', '.join(figure.units)}, not {unit!r}")
    values = mapping(keys.get("values", {}), set(), f"{place}, values", dated=True)
    if not values:
        _refuse(place, "it has no dated value; add `values: {YYYY-MM-DD: {value, reference}}`")
    return Number(str(unit), tuple(_dated(values, figure, place)))


def _dated(values: dict[Any, Any], figure: Figure | None, place: str) -> list[tuple[date, Entry]]:
    read = [(day, _entry(values[day], figure, f"{place}, {day}")) for day in sorted(values)]
    if not read:
        _refuse(place, "it has no dated value; add `YYYY-MM-DD: {reference: ...}`")
    return read


def _entry(raw: object, figure: Figure | None, place: str) -> Entry:
    allowed = {"value", "reference"} if figure else {"reference"}
    keys = mapping(raw, allowed, place)
    if "reference" not in keys:
        _refuse(place, "a number needs a reference (document, article, verified)")
    reference = read_reference(keys["reference"], f"{place}, reference")
    if figure is None:
        return Entry(None, reference)
    if "value" not in keys:
        _refuse(place, "the value is missing")
    wrong = (figure.check or _integer)(keys["value"])
    if wrong:
        _refuse(place, wrong)
    return Entry(keys["value"], reference)


def read_reference(raw: object, place: str) -> Reference:
    """A source: document and `verified` are needed, the rest is optional text."""
    keys = mapping(raw, set(REFERENCE), place)
    for name, value in keys.items():
        if not isinstance(value, REFERENCE[name]):
            _refuse(place, f"{name} must be {REFERENCE[name].__name__}, not {value!r}; quote text")
    if not str(keys.get("document", "")).strip():
        _refuse(place, "it names no document")
    if "verified" not in keys:
        _refuse(place, "say `verified: true` or `verified: false`")
    return Reference(**keys)


def mapping(raw: object, allowed: set[str], place: str, *, dated: bool = False) -> dict[Any, Any]:
    """A mapping with only the allowed keys, or only dates as keys.

    Raises:
        RulebookError: it is no mapping, or has another key.
    """
    if not isinstance(raw, dict):
        _refuse(place, f"expected a mapping, found {raw!r}")
    for key in raw:
        if dated and not isinstance(key, date):
            _refuse(place, f"{key!r} is not a date; write YYYY-MM-DD")
        if not dated and key not in allowed:
            _refuse(place, f"unknown key {key!r}; known are {', '.join(sorted(allowed))}")
    return raw


def _integer(value: object) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return "" if whole else f"the value must be an integer, not {value!r}"


def _refuse(place: str, reason: str) -> NoReturn:
    msg = f"{place}: {reason}"
    raise RulebookError(msg)
