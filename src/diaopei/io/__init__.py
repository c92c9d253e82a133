"""FILES IN AND OUT: any known source to a typed snapshot, any tables to a file.

Reading happens in a process of its own, under limits; bad values are issues, not exceptions.
"""

from diaopei.io.limits import Limits
from diaopei.io.reading import Reading, read
from diaopei.io.writing import write_snapshot, write_tables

__all__ = ["Limits", "Reading", "read", "write_snapshot", "write_tables"]
