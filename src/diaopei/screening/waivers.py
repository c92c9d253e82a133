"""Granted exceptions: a waived finding is exempt, never silent."""

import polars as pl

from diaopei.screening.finding import SCHEMA
from diaopei.snapshot.snapshot import Snapshot


def exempted(rows: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """Findings with the verdict `exempt` where a waiver is in force, its row as evidence.

    A waiver holds from the day it is granted up to, not including, `until`.
    """
    marked = rows.join(
        _in_force(snapshot),
        on=["rule", "subject_id"],
        how="left",
        validate="m:1",
        maintain_order="left",
    )
    waived = pl.col("waiver").is_not_null()
    exempt = pl.lit("exempt", dtype=SCHEMA["verdict"])
    return marked.with_columns(
        pl.when(waived).then(exempt).otherwise("verdict").alias("verdict"),
        pl.when(waived)
        .then(pl.concat_list("evidence", "waiver"))
        .otherwise("evidence")
        .alias("evidence"),
    ).drop("waiver")


def unwaived(rows: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """Refusals without those for which the person or the post has a waiver in force."""
    waivers = _in_force(snapshot)
    if waivers.is_empty():
        return rows
    for subject in ("person_id", "post_id"):
        rows = rows.join(
            waivers,
            left_on=["rule", subject],
            right_on=["rule", "subject_id"],
            how="anti",
            maintain_order="left",
        )
    return rows


def _in_force(snapshot: Snapshot) -> pl.DataFrame:
    """`rule`, `subject_id`, and in `waiver` the row's name."""
    day = snapshot.as_of
    return (
        snapshot.waivers.with_row_index("row", offset=1)
        .filter(pl.col("granted") <= day, pl.col("until").is_null() | (pl.col("until") > day))
        .unique(["rule", "subject_id"], keep="first", maintain_order=True)
        .select("rule", "subject_id", waiver=pl.format("waivers|{}", "row"))
    )
