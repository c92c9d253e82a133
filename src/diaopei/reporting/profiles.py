"""What teams are made of: one row a team, counts by experience, age, sex, group, origin, field."""

import polars as pl

from diaopei.reporting.drawings.ladder import rungs
from diaopei.reporting.names import decade
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import months_between

HAN = "01"
GRASSROOTS_YEARS = 10
"""Ten years in county and township units count as long at the grassroots."""

PROFILE = (
    "members", "women", "han", "minority", "local", "settled", "aid", "grassroots_long",
    "organ_experience", "fields", "mean_age", "born_1950s", "born_1960s", "born_1970s",
    "born_1980s", "born_1990s",
)  # fmt: skip
"""Columns of `team_profiles`, after `unit_id`."""


def members(facts: Facts, seats: pl.DataFrame) -> pl.DataFrame:
    """Team members among those seated, with what is counted of them."""
    months = facts.stations.group_by("person_id", maintain_order=True).agg(
        _served(("county", "township")).alias("grassroots_months"),
        _served(("prefecture", "region", "central")).alias("organ_months"),
    )
    about = facts.snapshot.people.select(
        "person_id", "name", "sex", "ethnicity", "birth", "affiliation", "specialties", decade()
    )
    team = seats.filter(pl.col("is_team_member").fill_null(value=False))
    once = team.unique(["unit_id", "person_id"], keep="first", maintain_order=True)
    return once.join(about, on="person_id", how="left", validate="m:1").join(
        months, on="person_id", how="left", validate="m:1"
    )


def _served(tiers: tuple[str, ...]) -> pl.Expr:
    return months_between("start", "until").filter(pl.col("tier").is_in(tiers)).sum()


def team_profiles(facts: Facts, seats: pl.DataFrame) -> pl.DataFrame:
    """One row a team with members in force: `unit_id` and the columns of `PROFILE`."""
    age = months_between("birth", facts.snapshot.as_of) // 12
    tally = members(facts, seats).group_by("unit_id", maintain_order=True).agg(
        pl.len().alias("members"),
        (pl.col("sex") == "female").sum().alias("women"),
        (pl.col("ethnicity") == HAN).sum().alias("han"),
        (pl.col("ethnicity") != HAN).sum().alias("minority"),
        *((pl.col("affiliation") == origin).sum().alias(origin) for origin in ORIGINS),
        (pl.col("grassroots_months") >= 12 * GRASSROOTS_YEARS).sum().alias("grassroots_long"),
        (pl.col("organ_months") > 0).sum().alias("organ_experience"),
        pl.col("specialties").explode(empty_as_null=True).drop_nulls().n_unique().alias("fields"),
        age.mean().round(1).alias("mean_age"),
        *rungs(),
    )  # fmt: skip
    return tally.select("unit_id", *PROFILE)


ORIGINS = ("local", "settled", "aid")
