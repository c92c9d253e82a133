"""FICTITIOUS PREFECTURES: registers of people who do not exist, of any size, for trials.

The tutorial, the demo, the benchmarks and the tests of other rooms work on them; nothing in the
product reads them as if they were real, and every snapshot made here says `fictitious`.
"""

from diaopei.fiction.prefecture import prefecture

__all__ = ["prefecture"]
