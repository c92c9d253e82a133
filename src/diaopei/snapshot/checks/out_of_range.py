"""Numbers outside what they can be."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import Check, wrong
from diaopei.snapshot.snapshot import Snapshot
from diaopei.snapshot.tables import BASE_AGES

RANGES = (
    ("places", "altitude_m", -500, 9000),
    ("places", "remoteness_km", 0, 10_000),
    ("posts", "seats", 0, 100_000),
    ("appraisals", "year", 1949, 2200),
    ("wishes", "order", 1, 1000),
)
"""Table, column, lowest and highest possible value."""


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Altitudes, distances, seats, years, orders and base ages that cannot be."""
    for table, column, low, high in RANGES:
        outside = ~pl.col(column).is_between(low, high)
        yield wrong(snapshot, (table, column), outside, f"not between {low} and {high}")
    odd = ~pl.col("retirement_base_age").is_in(list(BASE_AGES))
    ages = ", ".join(str(age) for age in BASE_AGES)
    yield wrong(snapshot, ("people", "retirement_base_age"), odd, f"not one of {ages}")


CHECK = Check(
    title={"en": "Number out of range", "zh-hans": "数值超出范围", "zh-hant": "數值超出範圍"},
    severity="error",
    mend="correct the number and its unit (metres, kilometres, persons, years)",
    find=find,
)
