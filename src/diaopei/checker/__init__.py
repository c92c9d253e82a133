"""THE INDEPENDENT PROOF: recomputes a plan's legality, values and bounds, in whole numbers.

It shares no code with the planner and uses no solver. Whether a move is lawful is read from the
snapshot again (`law`); the certificate is only added up (`proof`).
"""

from diaopei.checker.check import Verdict, check

__all__ = ["Verdict", "check"]
