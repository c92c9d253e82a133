"""WHY, AND WHY NOT: what a plan rests on, what stands against a wish, and how two plans differ."""

from diaopei.explain.alternatives import side_by_side
from diaopei.explain.answer import Answer
from diaopei.explain.compare import compare
from diaopei.explain.conflicts import conflicts
from diaopei.explain.on_board import PlanBoard, on_board
from diaopei.explain.own_list import score_list
from diaopei.explain.row_prices import price
from diaopei.explain.why import why
from diaopei.explain.why_not import why_not

__all__ = [
    "Answer",
    "PlanBoard",
    "compare",
    "conflicts",
    "on_board",
    "price",
    "score_list",
    "side_by_side",
    "why",
    "why_not",
]
