"""What a person had done by a given day: months at a level or in a tier, posts held."""

import polars as pl

from diaopei.screening.ground import Ground
from diaopei.snapshot.months import months_between

KEY = ["person_id", "day", "to_level"]


def before(ground: Ground, rows: pl.DataFrame) -> pl.DataFrame:
    """The stations each person had begun by the day, with the `months` served by then.

    Args:
        ground: the facts.
        rows: `person_id`, `day`, `to_level`; equal rows count once.

    Returns:
        `KEY`, the station's `level`, `tier`, `spot` (a name for the post), and `months`.
    """
    asked = rows.select(KEY).unique(maintain_order=True)
    stations = ground.facts.stations.select(
        "person_id", "level", "tier", "start", "until",
        spot=pl.coalesce("post_id", pl.format("{}|{}", "unit_id", pl.col("title").fill_null(""))),
    ).join(asked, on="person_id", how="semi", maintain_order="left")  # fmt: skip
    served = months_between("start", pl.min_horizontal("until", "day")).clip(lower_bound=0)
    return (
        asked.join(stations, on="person_id", how="inner", validate="m:m", maintain_order="left")
        .filter(pl.col("start") < pl.col("day"))
        .with_columns(served.alias("months"))
    )


def next_below() -> pl.Expr:
    """Whether a row's `level` is the one just below `to_level`."""
    return pl.col("level").to_physical().cast(pl.Int32) == (
        pl.col("to_level").to_physical().cast(pl.Int32) + 1
    )


def below(ground: Ground, rows: pl.DataFrame) -> pl.DataFrame:
    """`KEY` and `measure`: months at the level just below `to_level` by the day.

    Where the stations do not reach back far enough, the day since which the person stands at
    that level counts; null where neither is known.
    """
    served = (
        before(ground, rows)
        .group_by(KEY, maintain_order=True)
        .agg(served=pl.col("months").filter(next_below()).sum())
    )
    stands = ground.people.select("person_id", "level_since", level="person_level")
    asked = rows.select(KEY).unique(maintain_order=True).join(
        stands, on="person_id", how="left", validate="m:1", maintain_order="left"
    )  # fmt: skip
    standing = pl.when(next_below()).then(months_between("level_since", "day"))
    return asked.join(
        served, on=KEY, how="left", validate="1:1", maintain_order="left"
    ).select(*KEY, measure=pl.max_horizontal("served", standing))  # fmt: skip


def posts_below(ground: Ground, rows: pl.DataFrame) -> pl.DataFrame:
    """`KEY` and `measure`: different posts held at the level just below `to_level`."""
    held = pl.col("spot").filter(next_below()).n_unique().cast(pl.Int64)
    return before(ground, rows).group_by(KEY, maintain_order=True).agg(measure=held)


def in_tiers(ground: Ground, rows: pl.DataFrame, tiers: tuple[str, ...]) -> pl.DataFrame:
    """`KEY` and `measure`: months in units of some tiers, added up."""
    served = pl.col("months").filter(pl.col("tier").is_in(tiers)).sum()
    return before(ground, rows).group_by(KEY, maintain_order=True).agg(measure=served)
