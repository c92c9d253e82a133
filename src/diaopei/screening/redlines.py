"""What no rule may be about, refused while reading."""

from collections.abc import Iterator, Mapping
from typing import Any

FORBIDDEN = (
    "loyalty", "religio", "political opinion", "political attitude", "ideolog", "integrity score",
    "social media", "social credit", "忠诚", "忠誠", "宗教", "信仰", "政治态度", "政治態度",
    "政治观点", "政治觀點", "廉洁分", "廉潔分", "社会信用", "社會信用",
)  # fmt: skip
"""Political opinion, loyalty, religion, observed behaviour, integrity scores."""


def crossed(raw: Mapping[Any, Any]) -> str:
    """The first forbidden word a rule uses, or nothing.

    The titles of the documents it cites are not searched: a law is called what it is called.
    """
    for text in _texts(raw):
        for word in FORBIDDEN:
            if word in text.lower():
                return word
    return ""


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key != "reference":
                yield str(key)
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
