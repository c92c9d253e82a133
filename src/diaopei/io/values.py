"""Text to typed values, a column at a time; what cannot be understood is null and has a reason."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from diaopei.io.dates import read_days
from diaopei.io.words import FLAGS, WORDS, fold

ERROR_VALUES = ("#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#GETTING_DATA")
"""What a spreadsheet shows for a formula that failed."""

HIDDEN = "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f]"
"""Characters nobody sees: zero width, direction marks, control characters."""


@dataclass(frozen=True)
class Typed:
    """A column as read: values, a reason for each that could not be read, precisions of dates."""

    values: pl.Series
    problems: pl.Series
    precisions: pl.Series | None = None


def typed(text: pl.Series, kind: pl.DataType) -> Typed:
    """Reads a text column as `kind`; empty cells and cells of white space are unknown.

    Args:
        text: the cells; the series' name is the column's name, which its words depend on.
        kind: the type of the column in the contract.
    """
    bare = text.str.strip_chars()
    bare = bare.set(bare == "", None)
    failed = bare.is_in(ERROR_VALUES)
    if failed.any():
        rest = _reader(kind)(bare.set(failed, None), kind)
        why = pl.Series(["is the result of a failed formula"])
        return Typed(rest.values, rest.problems.zip_with(~failed, why), rest.precisions)
    return _reader(kind)(bare, kind)


def _reader(kind: pl.DataType) -> Callable[[pl.Series, pl.DataType], Typed]:
    if isinstance(kind, pl.Enum):
        return _codes
    if isinstance(kind, pl.List):
        return _lists
    if kind == pl.Date:
        return _days
    if kind == pl.Boolean:
        return _flags
    if kind.is_integer():
        return _integers
    return _texts


def _texts(text: pl.Series, kind: pl.DataType) -> Typed:
    """Text as it is; columns with words of their own (ethnicity, party) as codes."""
    if text.name not in WORDS:
        return Typed(text, _no_problems(text))
    words = WORDS[text.name]
    mapped = _by_spelling(text, lambda each: words.get(fold(each)), kind)
    return Typed(mapped.fill_null(text), _no_problems(text))


def _codes(text: pl.Series, kind: pl.DataType) -> Typed:
    codes = text.cast(kind, strict=False)
    missed = text.filter(codes.is_null() & text.is_not_null())
    if missed.is_empty():
        return Typed(codes, _no_problems(text))
    assert isinstance(kind, pl.Enum)  # noqa: S101 - for the type checker; `_reader` chose by it
    allowed = kind.categories.to_list()
    words = WORDS.get(text.name, {})

    def code(each: str) -> str | None:
        plain = fold(each)
        return plain if plain in allowed else words.get(plain)

    codes = codes.fill_null(_by_spelling(text, code, kind))
    return Typed(codes, _problems(text, codes, f"is none of {', '.join(allowed)}"))


def _flags(text: pl.Series, kind: pl.DataType) -> Typed:
    flags = _by_spelling(text, lambda each: FLAGS.get(fold(each)), kind)
    return Typed(flags, _problems(text, flags, "is neither true nor false"))


def _integers(text: pl.Series, kind: pl.DataType) -> Typed:
    numbers = text.cast(kind, strict=False)
    if numbers.null_count() > text.null_count():
        numbers = numbers.fill_null(_by_spelling(text, _whole, kind))
    return Typed(numbers, _problems(text, numbers, "is no whole number"))


def _whole(text: str) -> int | None:
    """A whole number written as 1,000 or 4280.0 or in full-width figures."""
    plain = fold(text).replace(",", "")
    whole, _, fraction = plain.partition(".")
    figures = whole.removeprefix("-")
    if not figures.isdecimal() or fraction.strip("0") or len(figures) > len("999999999"):
        return None
    return int(whole)


def _days(text: pl.Series, kind: pl.DataType) -> Typed:  # noqa: ARG001 - one signature for all
    days = read_days(text)
    return Typed(days["value"].alias(text.name), days["problem"], days["precision"])


def _lists(text: pl.Series, kind: pl.DataType) -> Typed:
    parts = text.str.replace_all("；", ";", literal=True).str.split(";")
    bare = parts.list.eval(pl.element().str.strip_chars())
    kept = bare.list.eval(pl.element().filter(pl.element() != "")).cast(kind)
    return Typed(kept.set(kept.list.len() == 0, None), _no_problems(text))


def _by_spelling(
    text: pl.Series, read: Callable[[str], str | int | bool | None], kind: pl.DataType
) -> pl.Series:
    """Reads each spelling once."""
    spellings = text.drop_nulls().unique(maintain_order=True)
    values = pl.Series([read(each) for each in spellings.to_list()], dtype=kind)
    return text.replace_strict(spellings, values, default=None, return_dtype=kind)


def _problems(text: pl.Series, values: pl.Series, reason: str) -> pl.Series:
    unread = text.is_not_null() & values.is_null()
    return _no_problems(text).zip_with(~unread, pl.Series([reason]))


def _no_problems(text: pl.Series) -> pl.Series:
    return pl.Series(text.name, [None], dtype=pl.String).new_from_index(0, text.len())
