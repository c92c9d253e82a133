"""Who is who in a roster: by ID number, else by name, month of birth and first month of work.

Names repeat (a prefecture has many of one name), so a name alone never identifies anybody. The
ID number serves to tell people apart and is not kept; its check digit is MOD 11-2 of GB 11643.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from diaopei.io.issue_rows import IssueRow, issue_row

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"
DIGITS = 12
"""Hexadecimal digits of an id: one collision by chance in some 16 million people."""

ROUNDED = "was held as a number and has lost its last digits"
_WHOLE = re.compile(r"[0-9]{17}[0-9X]")
_ROUNDED = re.compile(r"[0-9.]+[eE][+]?[0-9]+")
_DOTS = re.compile("[•‧・．.∙●]")
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True)
class IdNumber:
    """An ID number that holds: its birth date and sex."""

    text: str
    birth: date
    sex: str


def clean_name(text: str) -> str:
    """A name without padding: 张　三 is 张三; one middle dot for all its variants."""
    name = _DOTS.sub("·", text.strip()).strip("·")
    return " ".join(name.split()) if _LATIN.search(name) else "".join(name.split())


def id_number(text: str) -> IdNumber | str:
    """Checks an ID number of 18 characters.

    Returns:
        The number, or in words what is wrong with it.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'").upper()
    if _ROUNDED.fullmatch(plain):
        return ROUNDED
    if not _WHOLE.fullmatch(plain):
        return "has not the 18 characters of an ID number"
    total = sum(weight * int(sign) for weight, sign in zip(WEIGHTS, plain, strict=False))
    if CHECK_SIGNS[total % 11] != plain[17]:
        return ROUNDED if plain.endswith("000") else "has a wrong check digit"
    try:
        birth = date(int(plain[6:10]), int(plain[10:12]), int(plain[12:14]))
    except ValueError:
        return "holds a birth date that does not exist"
    return IdNumber(plain, birth, "male" if int(plain[16]) % 2 else "female")


def stable_id(prefix: str, *parts: str | None) -> str:
    """The same id for the same parts on every machine."""
    words = "|".join(part or "" for part in parts)
    return f"{prefix}{hashlib.sha256(words.encode()).hexdigest()[:DIGITS]}"


def told_apart(
    keys: Sequence[str | None], names: Sequence[str | None], first_row: int
) -> tuple[list[str | None], list[IssueRow]]:
    """Ids where one occurs twice: the later rows get a number, and an issue asks who they are."""
    rows: dict[str, list[int]] = defaultdict(list)
    ids: list[str | None] = []
    issues = []
    for place, (key, name) in enumerate(zip(keys, names, strict=True)):
        if key is None:
            ids.append(None)
            continue
        before = rows[key]
        if before:
            reason = f"cannot be told apart from row {before[0]}"
            mend = "delete the row if it is the same person; else give both an ID number (身份证号)"
            issues.append(
                issue_row("people", reason, mend, row=place + first_row, column="person_id",
                          value=name, check="same_person")
            )  # fmt: skip
        before.append(place + first_row)
        ids.append(key if len(before) == 1 else f"{key}-{len(before)}")
    return ids, issues
