"""The language of what the command line shows: `--lang`, else `DIAOPEI_LANG`, else English."""

import os
from collections.abc import Mapping

LANGUAGES = ("en", "zh-hans", "zh-hant")
VARIABLE = "DIAOPEI_LANG"


def language() -> str:
    """The language asked for; an unknown one counts as English."""
    asked = os.environ.get(VARIABLE, "en").lower().replace("_", "-")
    return asked if asked in LANGUAGES else "en"


def pick(labels: Mapping[str, str]) -> str:
    """The label of the language asked for."""
    return labels.get(language()) or labels["en"]


def say(english: str, simplified: str, traditional: str) -> str:
    """The one of three texts that is in the language asked for."""
    return {"en": english, "zh-hans": simplified, "zh-hant": traditional}[language()]
