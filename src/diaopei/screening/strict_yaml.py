"""YAML read strictly: one meaning for every line, or a refusal that names the line.

Plain YAML reads ``NO`` as false, keeps the last of two equal keys in silence and lets a file
point into itself. A file of law may do none of that.
"""

import re
from datetime import date
from typing import Any, NoReturn

import yaml
from yaml.composer import Composer

from diaopei.errors import RulebookError

MAX_BYTES = 1024 * 1024
"""A larger file is refused before it is parsed."""

_PLAIN = {
    "tag:yaml.org,2002:bool": (r"^(?:true|false)$", "tf"),
    "tag:yaml.org,2002:int": (r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    "tag:yaml.org,2002:float": (r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", "-0123456789"),
    "tag:yaml.org,2002:null": (r"^(?:~|null|)$", ["~", "n", ""]),
    "tag:yaml.org,2002:timestamp": (r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "0123456789"),
}


class _StrictLoader(Composer, yaml.CSafeLoader):
    """Plain scalars only in their one plain spelling; no anchors, aliases or tags.

    Text becomes events in C, five times as fast; events become values here, under our eyes.
    """

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 -- PyYAML's own attribute

    def __init__(self, stream: str) -> None:
        yaml.CSafeLoader.__init__(self, stream)
        Composer.__init__(self)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuses what points elsewhere or names a type, then composes as usual."""
        event: Any = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            _refuse(event, "anchors (&) and aliases (*) are not allowed: write the value out")
        if event.tag is not None:
            _refuse(event, "a tag (!) is not allowed: write plain values")
        node: yaml.Node | None = super().compose_node(parent, index)
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """A mapping whose keys are texts or dates, each once."""
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | date):
                _refuse(key_node, f"the key {key!r} is not text: quote it")
            if key in seen:
                _refuse(key_node, f"the key {key!r} stands twice: keep one")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


for _tag, (_pattern, _first) in _PLAIN.items():
    _StrictLoader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def _refuse(where: Any, reason: str) -> NoReturn:
    raise yaml.MarkedYAMLError(problem=reason, problem_mark=where.start_mark)


def parse(text: str, place: str) -> object:
    """The value of one YAML document; days become dates, everything else stays as written.

    Args:
        text: the document.
        place: the file it came from, for the message.

    Raises:
        RulebookError: broken YAML, a doubled or non-text key, an anchor, an alias, a tag, more
            than one document, or more than `MAX_BYTES`.
    """
    if len(text.encode()) > MAX_BYTES:
        msg = f"{place}: the file is larger than 1 MiB; split it"
        raise RulebookError(msg)
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 -- a SafeLoader, made stricter
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        msg = f"{place}, line {line}: {error.problem}"
        raise RulebookError(msg) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        msg = f"{place}: not readable as YAML ({error}); mend the file"
        raise RulebookError(msg) from error
