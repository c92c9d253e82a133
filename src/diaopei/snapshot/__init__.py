"""THE FACTS ON ONE DAY: typed tables, the facts derived from them, and the registry doctor.

What is true of the people and posts whoever asks belongs here; law does not.
"""

from diaopei.snapshot.snapshot import Snapshot, shape
from diaopei.snapshot.tables import TABLES

__all__ = ["TABLES", "Snapshot", "shape"]
