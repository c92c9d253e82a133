"""Small cells hidden: a count under five could point at a person."""

import polars as pl

LEAST = 5
"""Counts from 1 to under this are hidden (design: trust, small cells suppressed)."""

HIDDEN = f"<{LEAST}"
ALSO_HIDDEN = "–"
"""Stands for a count hidden so that no hidden one follows from a total."""


def hidden(counts: pl.Series) -> list[int]:
    """Places of the counts of one table column that must not be shown.

    All from 1 to under `LEAST`; and if that is only one, the smallest other that is not zero, or
    a total would give it away.
    """
    values = counts.to_list()
    small = [at for at, count in enumerate(values) if 0 < count < LEAST]
    if len(small) != 1:
        return small
    others = [at for at, count in enumerate(values) if count >= LEAST]
    return sorted([*small, *sorted(others, key=lambda at: (values[at], at))[:1]])


def suppressed(counts: pl.Series) -> pl.Series:
    """One column of counts as text, with what must not be shown hidden."""
    shut = set(hidden(counts))
    shown = [_shown(count, shut=at in shut) for at, count in enumerate(counts)]
    return pl.Series(counts.name, shown, dtype=pl.String)


def _shown(count: int, *, shut: bool) -> str:
    if not shut:
        return str(count)
    return HIDDEN if count < LEAST else ALSO_HIDDEN
