import string
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

import pytest

import diaopei.explain
from diaopei.errors import UnknownNameError
from diaopei.explain.texts import LANGUAGES, known_language, listed


def wordings() -> Iterator[tuple[str, Mapping[str, str]]]:
    for module in iter_modules(diaopei.explain.__path__):
        told = vars(import_module(f"diaopei.explain.{module.name}"))
        for name, value in sorted(told.items()):
            if isinstance(value, Mapping) and name.isupper():
                many = [value] if set(value) == set(LANGUAGES) else value.values()
                yield from ((f"{module.name}.{name}", one) for one in many)


def blanks(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize(("name", "words"), list(wordings()))
def test_every_wording_stands_in_three_languages_with_the_same_blanks(
    name: str, words: Mapping[str, str]
) -> None:
    assert set(words) == set(LANGUAGES), name
    assert all(one.strip() for one in words.values())
    assert blanks(words["zh-hans"]) == blanks(words["zh-hant"])
    assert blanks(words["en"]) == blanks(words["zh-hant"])


def test_a_language_nobody_wrote_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="no language is called 'fr'"):
        known_language("fr")


@pytest.mark.parametrize(("lang", "told"), [("en", "a, b"), ("zh-hans", "a、b")])
def test_items_are_parted_as_the_language_does(lang: str, told: str) -> None:
    assert listed(["a", "b"], lang) == told
