"""Composition: who the county teams are made of."""

import polars as pl

from diaopei.reporting.chapter import Chapter
from diaopei.reporting.figure import Figure, count, share
from diaopei.reporting.names import name_people, name_units
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text
from diaopei.reporting.window import Window
from diaopei.snapshot.facts import Facts

HAN = "01"
"""Code of the Han in GB/T 3304."""

COLUMNS = ("person_id", "name", "unit", "kind", "sex", "ethnicity")
WHOLE = "composition.county_teams"


def _members(facts: Facts) -> pl.DataFrame:
    """Team members in force in county-tier units of the leadership system."""
    team = facts.stations.filter(
        "is_current",
        pl.col("is_team_member").fill_null(value=False),
        pl.col("tier") == "county",
        pl.col("system") == "leadership",
    )
    about = facts.snapshot.people.select("person_id", "sex", "ethnicity")
    rows = name_people(facts, team.join(about, on="person_id", how="left", validate="m:1"))
    named = name_units(facts, rows, unit="unit_id").sort("unit_id", "post_id", "person_id")
    return named.with_columns(kind="unit_kind").unique(
        "person_id", keep="first", maintain_order=True
    )


def _part(key: str, label: Text, members: pl.DataFrame, condition: pl.Expr) -> Figure:
    rows = members.with_columns(condition.fill_null(value=False).alias("counts"))
    evidence = Table.of(f"composition.{key}", label, rows, (*COLUMNS, "counts"))
    return share(label, evidence, 1, (None, WHOLE))


def _figures(window: Window) -> list[Figure]:
    members = _members(window.facts)
    label = text("members of the county teams", "现有县级领导班子成员", "現有縣級領導班子成員")
    return [
        count(label, Table.of(WHOLE, label, members, COLUMNS), by="kind"),
        _part("county_teams_han_pct", HAN_SHARE, members, pl.col("ethnicity") == HAN),
        _part("county_teams_women_pct", WOMEN_SHARE, members, pl.col("sex") == "female"),
    ]


HAN_SHARE = text("share of Han officials", "汉族干部占比", "漢族幹部佔比")
WOMEN_SHARE = text("share of women", "女干部占比", "女幹部佔比")

CHAPTER = Chapter(
    title=text("Composition", "结构性交流", "結構性交流"),
    body=text(
        "The county teams have [[composition.county_teams]] members; "
        "[[composition.county_teams_han_pct]] % of them are Han, "
        "[[composition.county_teams_women_pct]] % are women.",
        "全地区现有县级领导班子成员[[composition.county_teams]]名，其中汉族干部占"
        "[[composition.county_teams_han_pct]]%，女干部占[[composition.county_teams_women_pct]]%。",
        "全地區現有縣級領導班子成員[[composition.county_teams]]名，其中漢族幹部佔"
        "[[composition.county_teams_han_pct]]%，女幹部佔[[composition.county_teams_women_pct]]%。",
    ),
    count=_figures,
)
