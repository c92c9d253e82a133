"""WHICH MOVES: arcs a person may take, rows a plan must keep, goals in strict layers, a proof."""

from diaopei.planning.draft import Draft, propose
from diaopei.planning.export import export_models
from diaopei.planning.folder import read_plan, write_plan
from diaopei.planning.layers import Progress
from diaopei.planning.plan import Plan
from diaopei.planning.replay import replayed
from diaopei.planning.round import Round, read_round

__all__ = [
    "Draft",
    "Plan",
    "Progress",
    "Round",
    "export_models",
    "propose",
    "read_plan",
    "read_round",
    "replayed",
    "write_plan",
]
