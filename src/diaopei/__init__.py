"""Plans the exchange of a public body's officials: proposes, proves and explains; people decide.

The public words are those of the command line. Each is fetched from its room when first used, so
that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diaopei.checker import check
    from diaopei.explain.alternatives import side_by_side
    from diaopei.explain.compare import compare
    from diaopei.explain.conflicts import conflicts
    from diaopei.explain.on_board import on_board
    from diaopei.explain.own_list import score_list
    from diaopei.explain.row_prices import price
    from diaopei.explain.why import why
    from diaopei.explain.why_not import why_not
    from diaopei.fiction import prefecture
    from diaopei.fit import score
    from diaopei.io import read, write_snapshot, write_tables
    from diaopei.planning import Plan, Round, read_plan, read_round, write_plan
    from diaopei.planning.alternatives import alternatives
    from diaopei.planning.draft import propose
    from diaopei.reporting import build_report, write_report
    from diaopei.screening import load_rulebook, screen
    from diaopei.snapshot import Snapshot
    from diaopei.snapshot.doctor import examine as doctor
    from diaopei.snapshot.facts import Facts

__version__ = "0.1.0"

_ROOMS = {
    "checker": ("check",),
    "explain": (
        "compare",
        "conflicts",
        "on_board",
        "price",
        "score_list",
        "side_by_side",
        "why",
        "why_not",
    ),
    "fiction": ("prefecture",),
    "fit": ("score",),
    "io": ("read", "write_snapshot", "write_tables"),
    "planning.alternatives": ("alternatives",),
    "planning": ("Plan", "Round", "propose", "read_plan", "read_round", "write_plan"),
    "reporting": ("build_report", "write_report"),
    "screening": ("load_rulebook", "screen"),
    "snapshot": ("Snapshot",),
    "snapshot.facts": ("Facts",),
}
_HOMES = {
    "doctor": ("snapshot.doctor", "examine"),
    **{word: (room, word) for room, words in _ROOMS.items() for word in words},
}

__all__ = [
    "Facts",
    "Plan",
    "Round",
    "Snapshot",
    "alternatives",
    "build_report",
    "check",
    "compare",
    "conflicts",
    "doctor",
    "load_rulebook",
    "on_board",
    "prefecture",
    "price",
    "propose",
    "read",
    "read_plan",
    "read_round",
    "score",
    "score_list",
    "screen",
    "side_by_side",
    "why",
    "why_not",
    "write_plan",
    "write_report",
    "write_snapshot",
    "write_tables",
]


def __getattr__(word: str) -> object:
    """Fetches a public word from its room."""
    if word not in _HOMES:
        msg = f"diaopei has no {word!r}; it has {', '.join(__all__)}"
        raise AttributeError(msg)
    room, name = _HOMES[word]
    return getattr(import_module(f"diaopei.{room}"), name)
