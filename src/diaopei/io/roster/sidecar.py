"""`roster.yaml`: what a roster cannot say itself, written beside it.

as_of: 2023-05-31
places: [{place_id: NG, name: 狮泉河, kind: prefecture}]
units: [{unit_id: U1, name: 财政局, tier: prefecture, kind: government, place_id: NG}]
"""

from pathlib import Path
from typing import Any

import polars as pl
import yaml

from diaopei.errors import UnreadableError

NAMES = ("{stem}.yaml", "roster.yaml")
MAX_BYTES = 1 << 20
WORDS = ("name", "as_of", "since")
TABLES = ("places", "units")


class _StrictLoader(yaml.BaseLoader):
    """Text only, no anchors, no doubled keys: what is written is what is read."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuses references to other parts of the file."""
        if self.check_event(yaml.AliasEvent):
            msg = "references (*) to other parts of the file are not read"
            raise yaml.YAMLError(msg)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Refuses a key that stands twice."""
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                msg = f"line {node.start_mark.line + 1}: {key!r} stands twice"
                raise yaml.YAMLError(msg)
        return super().construct_mapping(node, deep=deep)


def read_sidecar(roster: Path) -> tuple[dict[str, str], dict[str, pl.DataFrame]]:
    """The words and the tables of the file beside a roster; nothing if there is none.

    The file is called like the roster with the suffix .yaml, or `roster.yaml`.

    Raises:
        UnreadableError: it is no YAML of this shape.
    """
    names = [roster.with_name(name.format(stem=roster.stem)) for name in NAMES]
    path = next((name for name in names if name.is_file()), None)
    if path is None:
        return {}, {}
    content = _content(path)
    for word in content:
        if word not in (*WORDS, *TABLES):
            _refuse(path, f"unknown word {word!r}; known: {', '.join((*WORDS, *TABLES))}")
    words = {word: str(content[word]) for word in WORDS if content.get(word)}
    tables = {name: _table(path, name, content[name]) for name in TABLES if content.get(name)}
    return words, tables


def _content(path: Path) -> dict[str, Any]:
    if path.stat().st_size > MAX_BYTES:
        _refuse(path, f"is larger than {MAX_BYTES:,} bytes")
    try:
        content = yaml.load(path.read_text(encoding="utf-8-sig"), _StrictLoader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as damage:
        _refuse(path, str(damage))
    if not isinstance(content, dict):
        _refuse(path, "must hold words and their values")
    return dict(content)


def _table(path: Path, name: str, rows: Any) -> pl.DataFrame:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        _refuse(path, f"{name} must be a list of rows such as {{name: …}}")
    columns = list(dict.fromkeys(column for row in rows for column in row))
    cells = {column: [str(row.get(column) or "") or None for row in rows] for column in columns}
    return pl.DataFrame(cells, schema=dict.fromkeys(columns, pl.String))


def _refuse(path: Path, why: str) -> None:
    msg = f"{path.name}: {why}"
    raise UnreadableError(msg)
