"""A rulebook: a folder of rule files, one on top of another, loaded with every check."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from diaopei.errors import RulebookError, UnknownNameError
from diaopei.screening.dated import mapping
from diaopei.screening.loader import load_rule, read_title
from diaopei.screening.overlay import changes, overlaid
from diaopei.screening.rule import Rule
from diaopei.screening.strict_yaml import MAX_BYTES, parse
from diaopei.screening.tighten import checked, may_switch_off, tightened

BOOK = "rulebook.yaml"
BOOK_KEYS = {"rulebook", "title", "authority", "extends", "notes"}


@dataclass(frozen=True)
class Rulebook:
    """Rules by name, in the order of their names; `off` says which were switched off, and why."""

    name: str
    title: Mapping[str, str]
    rules: tuple[Rule, ...]
    off: Mapping[str, str] = field(default_factory=dict)
    authority: str = ""

    def __getitem__(self, name: str) -> Rule:
        """One rule by name.

        Raises:
            UnknownNameError: there is none.
        """
        for rule in self.rules:
            if rule.name == name:
                return rule
        what = "rule"
        raise UnknownNameError(what, name, [rule.name for rule in self.rules])

    def of_kind(self, kind: str) -> tuple[Rule, ...]:
        """The rules of one kind."""
        return tuple(rule for rule in self.rules if rule.kind == kind)

    def digest(self) -> str:
        """SHA-256 over everything the rules say; their cases and the place of their files apart."""
        said = [dataclasses.replace(rule, cases=(), raw={}) for rule in self.rules]
        text = json.dumps(said, sort_keys=True, ensure_ascii=False, default=_plain)
        return hashlib.sha256(text.encode()).hexdigest()

    def changed(self, overlay: Mapping[str, Any]) -> "Rulebook":
        """The same rules with other numbers, whether they tighten or loosen: for "what if".

        Raises:
            UnknownNameError: no rule of that name.
            RulebookError: the rule has no such number, or the value does not fit it.
        """
        other = {name: overlaid(self[name], values) for name, values in changes(overlay).items()}
        rules = tuple(other.get(rule.name, rule) for rule in self.rules)
        return dataclasses.replace(self, rules=rules)


def load_rulebook(source: str | Path, overlay: Mapping[str, Any] | None = None) -> Rulebook:
    """A rulebook by the name of one that ships, or by its folder.

    Args:
        source: ``cn``, ``ngari`` …, or a path to a folder with a ``rulebook.yaml``.
        overlay: other values for this round, such as ``{"same-department.limit": "5y"}``.

    Raises:
        UnknownNameError: no book of that name, no rule or number of an overlay's name.
        RulebookError: a file is not as the loader demands, or loosens what it may not.
    """
    rulebook = _load(_folder(source), ())
    if not overlay:
        return rulebook
    other = rulebook.changed(overlay)
    rules = (checked(rulebook[rule.name], rule, "round file") for rule in other.rules)
    return dataclasses.replace(other, rules=tuple(rules))


def shipped() -> list[str]:
    """The names of the rulebooks that come with the program."""
    return sorted(book.parent.name for book in _home().glob(f"*/{BOOK}"))


def _home() -> Path:
    return Path(str(files("diaopei"))) / "rulebooks"


def _folder(source: str | Path) -> Path:
    """The folder of a shipped book, or the one given."""
    for folder in (_home() / source, Path(source)):
        if (folder / BOOK).is_file():
            return folder
    what = "rulebook"
    raise UnknownNameError(what, str(source), shipped())


def _load(folder: Path, above: tuple[str, ...]) -> Rulebook:
    """One book on top of the one it extends; `above` are the books that stand on it."""
    about = mapping(_read(folder / BOOK), BOOK_KEYS, str(folder / BOOK))
    name = str(about.get("rulebook"))
    if name in above:
        msg = f"{folder / BOOK}: the books {' > '.join([*above, name])} extend one another"
        raise RulebookError(msg)
    base = about.get("extends")
    below = _load(_beside(folder, str(base)), (*above, name)) if base else Rulebook("", {}, ())
    rules = {rule.name: rule for rule in below.rules}
    off = dict(below.off)
    for path in sorted(folder.glob("*.yaml")):
        if path.name != BOOK:
            _put(rules, off, path, name)
    ordered = tuple(rules[key] for key in sorted(rules))
    title = read_title(about.get("title"), str(folder / BOOK))
    return Rulebook(name, title, ordered, off, str(about.get("authority", "")))


def _beside(folder: Path, base: str) -> Path:
    """The base book: a neighbour of the folder, else one that ships."""
    neighbour = folder.parent / base
    return neighbour if (neighbour / BOOK).is_file() else _folder(base)


def _put(rules: dict[str, Rule], off: dict[str, str], path: Path, book: str) -> None:
    """Adds one file's rule, changes it, or switches it off."""
    raw, place = _read(path), f"{book}/{path.name}"
    if raw.get("rule") != path.stem:
        msg = f"{place}: `rule` must be the name of the file, {path.stem!r}"
        raise RulebookError(msg)
    base = rules.get(path.stem)
    if "tightens" not in raw:
        rule = load_rule(raw, place, book)
        rules[path.stem] = checked(base, rule, place) if base else rule
    elif base is None:
        msg = f"{place}: no rule {path.stem!r} below to tighten"
        raise RulebookError(msg)
    elif "off" in raw:
        mapping(raw, {"rule", "tightens", "off"}, place)
        off[path.stem] = may_switch_off(base, raw["off"], place)
        del rules[path.stem]
    else:
        rules[path.stem] = tightened(base, raw, place, book)


def _read(path: Path) -> dict[str, Any]:
    if path.stat().st_size > MAX_BYTES:
        msg = f"{path}: the file is larger than 1 MiB; split it"
        raise RulebookError(msg)
    value = parse(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(value, dict):
        msg = f"{path}: expected a mapping of keys"
        raise RulebookError(msg)
    return value


def _plain(value: Any) -> Any:
    """What JSON does not know: dataclasses by field, days as text."""
    return value.isoformat() if isinstance(value, date) else dict(vars(value))
