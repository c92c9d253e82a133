"""Words a reader sees, in the three languages of the product."""

from collections.abc import Mapping
from typing import TypeAlias

from diaopei.errors import UnknownNameError

LANGUAGES = ("zh-hans", "zh-hant", "en")
"""Simplified Chinese, Traditional Chinese, English."""

Text: TypeAlias = Mapping[str, str]
"""One wording in every language of `LANGUAGES`, by its code."""

COMMA: Text = {"en": ", ", "zh-hans": "、", "zh-hant": "、"}
"""What stands between the items of a list in a cell."""


def text(en: str, hans: str, hant: str) -> Text:
    """One wording in English, Simplified and Traditional Chinese."""
    return {"en": en, "zh-hans": hans, "zh-hant": hant}


def same(word: str) -> Text:
    """A wording that is the same in all languages: a name, a number, a symbol."""
    return dict.fromkeys(LANGUAGES, word)


def known_language(lang: str) -> str:
    """The language itself, if there is one of that code.

    Raises:
        UnknownNameError: there is none.
    """
    if lang not in LANGUAGES:
        what = "language"
        raise UnknownNameError(what, lang, LANGUAGES)
    return lang
