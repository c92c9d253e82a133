"""THE INDEPENDENT PROOF: recomputes a plan's legality, values and bounds, in whole numbers.

It shares no code with the planner and uses no solver. Whether a move is lawful is read from the
snapshot again (`law`); the certificate is looked over (`form`, `cover`) and only added up
(`proof`), and what the plan leaves below the bound is told county by county (`gap`).
"""

from diaopei.checker.check import Verdict, check
from diaopei.checker.form import SCALE
from diaopei.checker.gap import SHARED
from diaopei.checker.reading import broken_seals, told_of

__all__ = ["SCALE", "SHARED", "Verdict", "broken_seals", "check", "told_of"]
