"""FILES IN AND OUT: any known source to a typed snapshot, any tables to a file.

Reading happens in a process of its own, under limits; bad values are issues, not exceptions.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diaopei.io.limits import Limits
    from diaopei.io.reading import read
    from diaopei.io.typed import Reading
    from diaopei.io.writing import write_snapshot, write_tables

__all__ = ["Limits", "Reading", "read", "write_snapshot", "write_tables"]

_HOMES = {
    "Limits": "limits",
    "Reading": "typed",
    "read": "reading",
    "write_snapshot": "writing",
    "write_tables": "writing",
}


def __getattr__(name: str) -> Any:
    """Loads a word of the room at its first use: the reading process needs few of its modules."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
