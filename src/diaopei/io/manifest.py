"""`snapshot.json`: the name, the day and the window of a snapshot folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from diaopei.errors import UnreadableError

if TYPE_CHECKING:
    from diaopei.snapshot.snapshot import Snapshot

MANIFEST = "snapshot.json"


def read_manifest(folder: Path) -> dict[str, str]:
    """The words of `snapshot.json` as text.

    Raises:
        UnreadableError: it is not there, or is no JSON object.
    """
    path = folder / MANIFEST
    if not path.is_file():
        msg = f'{folder.name}: {MANIFEST} is missing; add one such as {{"as_of": "2023-05-31"}}'
        raise UnreadableError(msg)
    try:
        words = json.loads(path.read_text(encoding="utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as damage:
        msg = f"{folder.name}/{MANIFEST}: not readable as JSON ({damage}); write it anew"
        raise UnreadableError(msg) from damage
    if not isinstance(words, dict):
        msg = f"{folder.name}/{MANIFEST}: must hold an object with name and as_of"
        raise UnreadableError(msg)
    return {str(word): _text(value) for word, value in words.items() if value is not None}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def write_manifest(snapshot: Snapshot, folder: Path) -> None:
    """Writes `snapshot.json`, making the folder if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    words = json.dumps(about_words(snapshot), ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(words + "\n", encoding="utf-8")


def about_words(snapshot: Snapshot) -> dict[str, str | bool]:
    """What a snapshot says of itself, as written beside its tables."""
    words: dict[str, str | bool] = {"name": snapshot.name, "as_of": snapshot.as_of.isoformat()}
    if snapshot.since:
        words["since"] = snapshot.since.isoformat()
    if snapshot.fictitious:
        words["fictitious"] = True
    return words
