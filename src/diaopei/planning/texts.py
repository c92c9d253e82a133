"""Words of the planner in the three languages of the product."""

from collections.abc import Mapping
from typing import TypeAlias

LANGUAGES = ("en", "zh-hans", "zh-hant")

Text: TypeAlias = Mapping[str, str]
"""One wording by the code of its language."""


def text(en: str, hans: str, hant: str) -> Text:
    """One wording in English, Simplified and Traditional Chinese."""
    return {"en": en, "zh-hans": hans, "zh-hant": hant}


def listed(items: list[str], lang: str) -> str:
    """Items in one line, parted as the language does."""
    return (", " if lang == "en" else "、").join(items)
