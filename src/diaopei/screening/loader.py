"""A rule file read strictly: everything known is checked, everything unknown is refused."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NoReturn

from diaopei.errors import RulebookError
from diaopei.screening.binds import VOCABULARY
from diaopei.screening.dated import mapping, read_number
from diaopei.screening.kind import PRIVATE, Figure, Kind, Words, kinds
from diaopei.screening.redlines import crossed
from diaopei.screening.rule import CASE_KEYS, OUTCOMES, STRICTNESS, Binding, Binds, Rule
from diaopei.snapshot.tables import EXCHANGES, TABLES

LANGUAGES = ("en", "zh-hans", "zh-hant")
GENERAL = (
    "rule", "kind", "exchange", "strictness", "weight", "reason_required", "may_relax", "title",
    "authority", "binds", "notes", "world", "cases", "basis",
)  # fmt: skip
MOST_WEIGHT = 100
BASIS = Figure(units=())


def load_rule(raw: Mapping[str, Any], place: str, book: str = "") -> Rule:
    """A rule from the mapping of its file.

    Args:
        raw: the parsed file.
        place: the file, for messages.
        book: the rulebook it belongs to.

    Raises:
        RulebookError: an unknown key, a missing one, a wrong value, a number without unit,
            date or reference, no cases, or a subject no rule may have.
    """
    kind = _kind(raw, place)
    mapping(dict(raw), {*GENERAL, *kind.words, *kind.figures, *kind.selections}, place)
    if word := crossed({key: value for key, value in raw.items() if key not in ("cases", "world")}):
        _refuse(place, f"{word!r} is behind a red line: no rule may be about it")
    rule = Rule(
        name=_text(raw, "rule", place),
        kind=_text(raw, "kind", place),
        strictness=_one_of(raw.get("strictness"), STRICTNESS, f"{place}, strictness"),
        title=read_title(raw.get("title"), place),
        exchange=_exchange(raw, place),
        weight=_weight(raw, place),
        reason_required=_flag(raw, "reason_required", place),
        may_relax=_flag(raw, "may_relax", place),
        authority=_optional(raw, "authority", place),
        binds=_binds(raw, kind, place),
        parameters=_parameters(raw, kind, place),
        numbers=_numbers(raw, kind, place),
        notes=_optional(raw, "notes", place),
        cases=_cases(raw, place),
        book=book,
        raw=raw,
    )  # fmt: skip
    if kind.asks and (wrong := kind.asks(rule)):
        _refuse(place, wrong)
    return rule


def _kind(raw: Mapping[str, Any], place: str) -> Kind:
    name = _text(raw, "kind", place)
    known = kinds()
    if name not in known:
        _refuse(place, f"no kind is called {name!r}; there are {', '.join(known)}")
    return known[name]


def _given(raw: Mapping[str, Any], wanted: Mapping[str, Words | Figure], place: str) -> list[str]:
    missing = [name for name, what in wanted.items() if what.needed and name not in raw]
    if missing:
        _refuse(place, f"{', '.join(missing)} must be given for this kind")
    return [name for name in wanted if name in raw]


def _numbers(raw: Mapping[str, Any], kind: Kind, place: str) -> dict[str, Any]:
    names = _given(raw, kind.figures, place)
    numbers = {
        name: read_number(raw[name], kind.figures[name], f"{place}, {name}") for name in names
    }
    if "basis" in raw:
        numbers["basis"] = read_number(raw["basis"], BASIS, f"{place}, basis")
    if not numbers:
        _refuse(place, "a rule without a number needs `basis: {YYYY-MM-DD: {reference: ...}}`")
    return numbers


def _parameters(raw: Mapping[str, Any], kind: Kind, place: str) -> dict[str, Any]:
    """Words as the kind knows them, and selections in the words of `binds`."""
    words = {
        name: _words(raw[name], kind.words[name], f"{place}, {name}")
        for name in _given(raw, kind.words, place)
    }
    chosen = [name for name in kind.selections if name in raw]
    return {**words, **{name: _choice(raw[name], kind, f"{place}, {name}") for name in chosen}}


def _words(raw: object, words: Words, place: str) -> str | tuple[str, ...]:
    values = raw if isinstance(raw, list) else [raw]
    if isinstance(raw, list) and not words.many:
        _refuse(place, "one word is expected, not a list")
    if not values:
        _refuse(place, "the list is empty")
    for value in values:
        if not isinstance(value, str):
            _refuse(place, f"{value!r} is not text; quote it")
        if words.allowed:
            _one_of(value, words.allowed, place)
    return tuple(str(value) for value in values) if words.many else str(values[0])


def _binds(raw: Mapping[str, Any], kind: Kind, place: str) -> Binds:
    given = raw.get("binds") or []
    choices = given if isinstance(given, list) else [given]
    return tuple(_choice(choice, kind, f"{place}, binds") for choice in choices)


def _choice(raw: object, kind: Kind, place: str) -> dict[str, Binding]:
    given = mapping(raw, set(VOCABULARY), place)
    for key in given:
        if key in PRIVATE and key not in kind.private:
            _refuse(place, f"a rule of this kind may not bind by {key}: red line")
    return {key: _binding(key, value, f"{place}, {key}") for key, value in given.items()}


def _binding(key: str, value: object, place: str) -> Binding:
    known = VOCABULARY[key]
    values: list[Any] = value if isinstance(value, list) else [value]
    if not values or (key in ("level_from", "level_to") and len(values) > 1):
        _refuse(place, "give exactly one value" if values else "the list is empty")
    for one in values:
        if known.flag and not isinstance(one, bool):
            _refuse(place, f"true or false is expected, not {one!r}")
        if not known.flag and not isinstance(one, str):
            _refuse(place, f"{one!r} is not text; quote it")
        if known.codes:
            _one_of(one, known.codes, place)
    return tuple(values)


def _cases(raw: Mapping[str, Any], place: str) -> tuple[Mapping[str, Any], ...]:
    cases = raw.get("cases")
    if not isinstance(cases, list) or not cases:
        _refuse(place, "a rule needs cases: the boundary month and the month before")
    world = mapping(raw.get("world") or {}, set(TABLES), f"{place}, world")
    return tuple(_case(case, world, f"{place}, case {at}") for at, case in enumerate(cases, 1))


def _case(case: object, world: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    keys = mapping(case, set(CASE_KEYS), where)
    own = mapping(keys.get("tables") or {}, set(TABLES), f"{where}, tables")
    if not isinstance(keys.get("name"), str) or not isinstance(keys.get("as_of"), date):
        _refuse(where, "a case needs `name` and `as_of`")
    if not set(OUTCOMES) & set(keys):
        _refuse(where, f"a case needs one of {', '.join(OUTCOMES)}")
    return {**keys, "tables": {**world, **own}}


def _weight(raw: Mapping[str, Any], place: str) -> int:
    weight = raw.get("weight", 0)
    needed = raw.get("strictness") != "must"
    if not isinstance(weight, int) or isinstance(weight, bool) or not 0 <= weight <= MOST_WEIGHT:
        _refuse(place, f"weight must be an integer from 1 to {MOST_WEIGHT}, not {weight!r}")
    if needed and weight == 0:
        _refuse(place, "a rule that is not `must` needs a weight from 1 to 100")
    return int(weight)


def read_title(raw: object, place: str) -> dict[str, str]:
    """A title in the three languages.

    Raises:
        RulebookError: one is missing, or there is another key.
    """
    title = mapping(raw, set(LANGUAGES), f"{place}, title")
    for language in LANGUAGES:
        _text(title, language, f"{place}, title")
    return title


def _exchange(raw: Mapping[str, Any], place: str) -> tuple[str, ...]:
    given = raw.get("exchange") or []
    values = given if isinstance(given, list) else [given]
    return tuple(_one_of(value, EXCHANGES, f"{place}, exchange") for value in values)


def _one_of(value: object, allowed: Iterable[str], place: str) -> str:
    if not isinstance(value, str) or value not in tuple(allowed):
        _refuse(place, f"{value!r} is not one of {', '.join(allowed)}")
    return value


def _text(raw: Mapping[str, Any], key: str, place: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or not value.strip():
        _refuse(place, f"{key} must be given as text")
    return value


def _optional(raw: Mapping[str, Any], key: str, place: str) -> str:
    return _text(raw, key, place) if key in raw else ""


def _flag(raw: Mapping[str, Any], key: str, place: str) -> bool:
    value = raw.get(key, False)
    if not isinstance(value, bool):
        _refuse(place, f"{key} must be true or false, not {value!r}")
    return value


def _refuse(place: str, reason: str) -> NoReturn:
    msg = f"{place}: {reason}"
    raise RulebookError(msg)
