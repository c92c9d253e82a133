"""Time in the rank or level that a promotion in rank asks for (职务与职级并行规定, 2019)."""

import polars as pl

from diaopei.screening.ground import Ground
from diaopei.screening.rule import Rule
from diaopei.snapshot.months import months_between
from diaopei.snapshot.tables import LEVELS, RANKS

KEY = ["person_id", "rank", "since"]


def rank_promotions(ground: Ground, rule: Rule) -> pl.DataFrame:
    """Promotions in rank inside the window, with the months served for them.

    Months in a lower rank run from the change into it; service at the paired level counts as
    well, from the stations at it. The longer of the two is the measure; null where none is on
    record.

    Returns:
        `person_id`, `rank`, `since`, `limit` and `measure` in months, `evidence`.
    """
    changes = ground.facts.snapshot.rank_changes.with_row_index("row", offset=1)
    recent = changes.filter(
        pl.col("means") == "promotion", pl.col("since").is_between(ground.since, ground.as_of)
    ).with_columns(pl.col("rank").cast(pl.String))
    steps = _steps(ground, rule)
    asked = recent.join(steps, on="rank", how="inner", validate="m:1", maintain_order="left")
    ways = asked.explode("ways")
    best = pl.concat([_by_rank(ways, changes), _by_level(ground, ways)])
    longest = best.group_by(KEY, maintain_order=True).agg(measure=pl.col("measure").max())
    evidence = pl.concat_list(pl.format("rank_changes|{}", "row"))
    return asked.join(longest, on=KEY, how="left", validate="m:1", maintain_order="left").select(
        *KEY, "limit", "measure", evidence=evidence
    )


def _steps(ground: Ground, rule: Rule) -> pl.DataFrame:
    """`rank`, `ways` (ranks and levels it may follow), `limit` in months."""
    factor = 12 if rule.numbers["table"].unit == "year" else 1
    table = rule.entry("table", on=ground.as_of).value
    return pl.DataFrame(
        [(rank, step["from"], step["limit"] * factor) for rank, step in table.items()],
        schema={"rank": pl.String, "ways": pl.List(pl.String), "limit": pl.Int64},
        orient="row",
    )


def _by_rank(ways: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Months since the change into a rank that may be followed."""
    entered = changes.select("person_id", entered="since", ways=pl.col("rank").cast(pl.String))
    rows = ways.join(entered, on=["person_id", "ways"], how="inner", validate="m:m")
    return rows.filter(pl.col("entered") < pl.col("since")).select(
        *KEY, measure=months_between("entered", "since")
    )


def _by_level(ground: Ground, ways: pl.DataFrame) -> pl.DataFrame:
    """Months in stations at a level that may be followed."""
    levels = ground.facts.stations.select(
        "person_id", "start", "until", ways=pl.col("level").cast(pl.String)
    ).join(ways, on="person_id", how="semi", maintain_order="left")
    rows = ways.join(levels, on=["person_id", "ways"], how="inner", validate="m:m")
    served = months_between("start", pl.min_horizontal("until", "since")).clip(lower_bound=0)
    early = rows.filter(pl.col("start") < pl.col("since")).with_columns(served.alias("served"))
    return early.group_by(KEY, maintain_order=True).agg(
        measure=pl.col("served").sum().cast(pl.Int32)
    )


def wrong_table(value: object) -> str:
    """What is wrong with a table of ranks, or nothing."""
    steps = value if isinstance(value, dict) else {}
    known = {*RANKS, *LEVELS}
    good = bool(steps) and all(
        rank in RANKS
        and isinstance(step, dict)
        and set(step) == {"from", "limit"}
        and isinstance(step["from"], list)
        and set(step["from"]) <= known
        and type(step["limit"]) is int
        for rank, step in steps.items()
    )
    return "" if good else "the table maps each rank to {from: [ranks or levels], limit: integer}"
