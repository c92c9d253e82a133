"""What a person had done by a given day: months at a level or in a tier, posts held."""

import polars as pl

from diaopei.screening.ground import Ground
from diaopei.snapshot.months import months_between

KEY = ["person_id", "day", "to_level"]


def before(stations: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The stations each person had begun by the day, with the `months` served by then.

    Args:
        stations: as `Facts` has them; of others than the persons asked for, too.
        rows: `person_id`, `day`, `to_level`; equal rows count once.

    Returns:
        `KEY`, the station's `level`, `tier`, `spot` (a name for the post), and `months`; one row
        with nothing but the key for who had begun none.
    """
    asked = rows.select(KEY).unique(maintain_order=True)
    lived = stations.select(
        "person_id", "level", "tier", "start", "until", "post_id", "unit_id", "title"
    ).join(asked, on="person_id", how="semi", maintain_order="left")
    spot = pl.coalesce("post_id", pl.format("{}|{}", "unit_id", pl.col("title").fill_null("")))
    served = months_between("start", pl.min_horizontal("until", "day")).clip(lower_bound=0)
    past = (
        asked.join(lived, on="person_id", how="inner", validate="m:m", maintain_order="left")
        .filter(pl.col("start") < pl.col("day"))
        .select(*KEY, "level", "tier", spot.alias("spot"), served.alias("months"))
    )
    return asked.join(past, on=KEY, how="left", validate="1:m", maintain_order="left")


def next_below() -> pl.Expr:
    """Whether a row's `level` is the one just below `to_level`."""
    return pl.col("level").to_physical().cast(pl.Int32) == (
        pl.col("to_level").to_physical().cast(pl.Int32) + 1
    )


def below(ground: Ground, past: pl.DataFrame) -> pl.DataFrame:
    """`KEY` and `measure`: months at the level just below `to_level` by the day.

    Where the stations do not reach back far enough, the day since which the person stands at
    that level counts; null where neither is known.

    Args:
        ground: the facts.
        past: rows of `before`.
    """
    months = pl.col("months").filter(next_below()).sum()
    known = pl.col("months").is_not_null().any()
    served = past.group_by(KEY, maintain_order=True).agg(served=pl.when(known).then(months))
    stands = ground.people.select("person_id", "level_since", level="person_level")
    standing = pl.when(next_below()).then(months_between("level_since", "day"))
    return served.join(
        stands, on="person_id", how="left", validate="m:1", maintain_order="left"
    ).select(*KEY, measure=pl.max_horizontal("served", standing))  # fmt: skip


def posts_below(past: pl.DataFrame) -> pl.DataFrame:
    """`KEY` and `measure`: different posts held at the level just below `to_level`.

    Args:
        past: rows of `before`; who had no station at all has no measure.
    """
    held = pl.col("spot").filter(next_below()).n_unique().cast(pl.Int64)
    return _measured(past, held)


def in_tiers(past: pl.DataFrame, tiers: tuple[str, ...]) -> pl.DataFrame:
    """`KEY` and `measure`: months in units of some tiers, added up.

    Args:
        past: rows of `before`; who had no station at all has no measure.
        tiers: which count.
    """
    return _measured(past, pl.col("months").filter(pl.col("tier").is_in(tiers)).sum())


def _measured(past: pl.DataFrame, measure: pl.Expr) -> pl.DataFrame:
    known = pl.col("months").is_not_null().any()
    return past.group_by(KEY, maintain_order=True).agg(measure=pl.when(known).then(measure))
