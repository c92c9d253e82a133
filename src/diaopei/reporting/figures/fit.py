"""Fit: people with the specialty put where the work asks for it."""

import polars as pl

from diaopei.reporting.chapter import Chapter
from diaopei.reporting.figure import Figure, count
from diaopei.reporting.names import name_people, name_units
from diaopei.reporting.table import Table
from diaopei.reporting.texts import text
from diaopei.reporting.window import Window

SPECIALIST_SYSTEMS = ("housing", "finance", "economy", "land", "water")
"""Lines of work the bulletin calls specialist."""

COLUMNS = ("person_id", "name", "specialties", "from_unit", "to_unit", "system", "start")


def _specialists(window: Window) -> list[Figure]:
    into = pl.col("tier").eq("prefecture") & pl.col("system").is_in(SPECIALIST_SYSTEMS)
    rows = name_people(window.facts, window.moved_for("fit").filter(into))
    named = name_units(window.facts, rows, from_unit="before_unit_id", to_unit="unit_id")
    people = window.facts.snapshot.people.select("person_id", "specialties")
    skilled = named.join(people, on="person_id", how="left", validate="m:1")
    label = text(
        "specialists moved into specialist units of the prefecture",
        "调到专业性较强的地直部门任职",
        "調到專業性較強的地直部門任職",
    )
    evidence = Table.of("fit.specialist_units", label, skilled, COLUMNS)
    return [count(label, evidence, by="system")]


CHAPTER = Chapter(
    title=text("Fit", "适应性交流", "適應性交流"),
    body=text(
        "[[fit.specialist_units]] officials with the training or the experience were moved into "
        "the prefecture's housing, finance, economy, land and water units.",
        "先后安排[[fit.specialist_units]]名有专业经历或熟悉专业领域的干部到住建、财政、经信、国土、水利等"
        "地直部门任职。",
        "先後安排[[fit.specialist_units]]名有專業經歷或熟悉專業領域的幹部到住建、財政、經信、國土、水利等"
        "地直部門任職。",
    ),
    count=_specialists,
)
