"""A unit has no more people than its establishment."""

import polars as pl

from diaopei.planning.constraint import constraint, rows
from diaopei.planning.problem import Problem


@constraint(
    title={
        "en": "A unit and level keep within the establishment",
        "zh-hans": "单位与层级不超编制职数",
        "zh-hant": "單位與層級不超編制職數",
    }
)
def establishment(problem: Problem) -> pl.DataFrame:
    """A row for each unit whose table states an `establishment` (a headcount) below its seats.

    Seats of each level are kept by `seats`; the headcount binds where seats are more. People
    above it today may stay, nobody comes on top. Civil Servants Law 2018, art. 43.
    """
    units = problem.facts.snapshot.units
    if "establishment" not in units.columns:
        return rows()
    held = problem.stays.group_by("to_unit_id", maintain_order=True).len("held")
    seats = problem.posts.group_by("unit_id", maintain_order=True).agg(pl.col("seats").sum())
    bound = (
        units.select("unit_id", pl.col("establishment").cast(pl.Int64)).drop_nulls()
        .join(seats, on="unit_id", how="inner", validate="1:1")
        .filter(pl.col("seats") > pl.col("establishment"))
        .join(held, left_on="unit_id", right_on="to_unit_id", how="left", validate="1:1")
        .select("unit_id", at_most=pl.max_horizontal("establishment", pl.col("held").fill_null(0)))
    )  # fmt: skip
    into = problem.arcs.select("arc", row="to_unit_id").drop_nulls()
    return rows(into.join(bound, left_on="row", right_on="unit_id", how="inner", validate="m:1"))
