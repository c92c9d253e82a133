"""WHY, AND WHY NOT: what a plan rests on, what stands against a wish, and how two plans differ."""

from diaopei.explain.answer import Answer
from diaopei.explain.why_not import why_not

__all__ = ["Answer", "why_not"]
