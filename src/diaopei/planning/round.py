"""The choices of one round: rulebook, day, limits, order of layers, demands by hand."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from diaopei.errors import RoundError, UnreadableError
from diaopei.screening.strict_yaml import parse

LAYERS = ("seats", "duty", "exchange", "fit", "calm")
"""The default order of the layers, first first; ties by id always come last."""

ENGINES = ("auto", "exact", "prices")
"""How a round may be solved; `auto` chooses by the number of people."""

MOST_PEOPLE = 10**10
"""No batch is larger: a number beyond it is a slip of the hand, and would not fit every sum."""

STAY = "stay"
"""What a pin names instead of a post to keep a person where they are."""


@dataclass(frozen=True)
class Round:
    """What people decided before the machine proposes; every field has a sensible default.

    `batch` is a share of the people in force ("10%") or a number of people; None takes the
    rulebook's. `pin` names a post for a person, `forbid` posts not to be given to a person,
    `hold` people who stay. `rules` overlays values ("same-department.limit": "5y").
    `engine` is one of `ENGINES`; all of them give the same layers where all are proved.
    """

    rulebook: str = "ngari"
    as_of: date | None = None
    batch: str | int | None = None
    layers: tuple[str, ...] = LAYERS
    tolerance: Mapping[str, int] = field(default_factory=dict)
    pin: Mapping[str, str] = field(default_factory=dict)
    forbid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hold: tuple[str, ...] = ()
    rules: Mapping[str, Any] = field(default_factory=dict)
    accept: Mapping[str, str] = field(default_factory=dict)
    waive: tuple[Mapping[str, str], ...] = ()
    engine: str = "auto"

    def as_yaml(self) -> str:
        """The round as a file that `read_round` takes back; keys in a fixed order."""
        plain = {
            "rulebook": self.rulebook,
            "as_of": self.as_of,
            "batch": self.batch,
            "layers": list(self.layers),
            "tolerance": dict(self.tolerance),
            "pin": dict(self.pin),
            "forbid": {person: list(posts) for person, posts in self.forbid.items()},
            "hold": list(self.hold),
            "rules": dict(self.rules),
            "accept": dict(self.accept),
            "waive": [dict(waiver) for waiver in self.waive],
            "engine": None if self.engine == "auto" else self.engine,
        }
        told = {key: value for key, value in plain.items() if value not in (None, {}, [])}
        return yaml.safe_dump(told, allow_unicode=True, sort_keys=False)

    def digest(self) -> str:
        """SHA-256 of the round as a file."""
        return hashlib.sha256(self.as_yaml().encode()).hexdigest()


def read_round(path: Path) -> Round:
    """A round from its YAML file.

    Raises:
        UnreadableError: the file is not there.
        RoundError: an unknown key, or a value of the wrong kind; the message says which.
    """
    if not path.is_file():
        msg = f"{path}: there is no round file of that name"
        raise UnreadableError(msg)
    return round_of(parse(path.read_text(encoding="utf-8"), place=str(path)), place=str(path))


def round_of(told: Any, place: str = "round") -> Round:
    """A round from a mapping, each value checked; see `read_round`."""
    if not isinstance(told, Mapping):
        msg = f"{place}: a round is a mapping of keys to values, not {type(told).__name__}"
        raise RoundError(msg)
    unknown = sorted(set(told) - set(_CHECKS))
    if unknown:
        msg = f"{place}: unknown key {unknown[0]!r}; a round knows {', '.join(_CHECKS)}"
        raise RoundError(msg)
    given: dict[str, Any] = {
        key: _CHECKS[key](value, f"{place}: {key}") for key, value in told.items()
    }
    return Round(**given)


def _refuse(place: str, value: object, wanted: str) -> RoundError:
    return RoundError(f"{place}: {value!r} is not {wanted}")


def _name(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value:
        raise _refuse(place, value, "a name")
    return value


def _day(value: Any, place: str) -> date:
    if not isinstance(value, date):
        raise _refuse(place, value, "a day, such as 2023-05-31")
    return value


def _batch(value: Any, place: str) -> str | int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_PEOPLE:
        return value
    share = value.removesuffix("%") if isinstance(value, str) and value.endswith("%") else ""
    if not (share.isdigit() and int(share) <= 100):
        raise _refuse(place, value, "a number of people, or a share such as 10%")
    return f"{int(share)}%"


def _layers(value: Any, place: str) -> tuple[str, ...]:
    names = _names(value, place)
    unknown = [name for name in names if name not in LAYERS]
    if unknown or len(set(names)) != len(names) or not names:
        raise _refuse(place, value, f"an order of some of: {', '.join(LAYERS)}, each once")
    return names


def _tolerance(value: Any, place: str) -> dict[str, int]:
    given = _mapping(value, place)
    for layer, much in given.items():
        if layer not in LAYERS or not isinstance(much, int) or much < 0:
            spot = f"{place}: {layer}"
            raise _refuse(spot, much, "a whole number for a layer")
    return given


def _pin(value: Any, place: str) -> dict[str, str]:
    return {key: _name(post, f"{place}: {key}") for key, post in _mapping(value, place).items()}


def _forbid(value: Any, place: str) -> dict[str, tuple[str, ...]]:
    given = _mapping(value, place)
    return {key: _names(posts, f"{place}: {key}") for key, posts in given.items()}


def _names(value: Any, place: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise _refuse(place, value, "a name or a list of names")
    return tuple(value)


def _mapping(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise _refuse(place, value, "a mapping from names")
    return dict(value)


def _waive(value: Any, place: str) -> tuple[dict[str, str], ...]:
    wanted = {"rule", "subject", "by", "reason"}
    if not isinstance(value, list | tuple):
        raise _refuse(place, value, "a list of waivers")
    for waiver in value:
        if not isinstance(waiver, Mapping) or set(waiver) != wanted:
            raise _refuse(place, waiver, f"a waiver with {', '.join(sorted(wanted))}")
    return tuple(dict(waiver) for waiver in value)


def _engine(value: Any, place: str) -> str:
    if value not in ENGINES:
        raise _refuse(place, value, f"one of {', '.join(ENGINES)}")
    return str(value)


_CHECKS: dict[str, Callable[[Any, str], Any]] = {
    "rulebook": _name,
    "as_of": _day,
    "batch": _batch,
    "layers": _layers,
    "tolerance": _tolerance,
    "pin": _pin,
    "forbid": _forbid,
    "hold": _names,
    "rules": _mapping,
    "accept": _pin,
    "waive": _waive,
    "engine": _engine,
}
