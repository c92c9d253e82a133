"""Development: reserve lists, secondments to the centre, shadowing in the region, the young."""

import polars as pl

from diaopei.reporting.chapter import Chapter
from diaopei.reporting.figure import Figure, count
from diaopei.reporting.names import decade, name_people, name_units
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text
from diaopei.reporting.window import Window
from diaopei.snapshot.facts import Facts

DIVISION_LEVELS = ("division_principal", "division_deputy")
BORN_FROM = 1985
"""The bulletin's young officials were born in this year or later."""

LIST_LABELS = {
    "division": text(
        "on the reserve list of the division level",
        "县处级优秀年轻干部储备",
        "縣處級優秀年輕幹部儲備",
    ),
    "section": text(
        "on the reserve list of the section level",
        "乡科级优秀年轻干部储备",
        "鄉科級優秀年輕幹部儲備",
    ),
}


def _reserve(facts: Facts, list_name: str) -> Figure:
    as_of = facts.snapshot.as_of
    listed = facts.snapshot.reserve.filter(
        pl.col("list") == list_name,
        pl.col("entered") <= as_of,
        pl.col("left").is_null() | (pl.col("left") > as_of),
    )
    born = facts.snapshot.people.select("person_id", decade())
    rows = name_people(facts, listed.join(born, on="person_id", how="left", validate="m:1"))
    label = LIST_LABELS[list_name]
    columns = ("person_id", "name", "entered", "decade")
    evidence = Table.of(f"development.reserve_{list_name}", label, rows, columns)
    return count(label, evidence, by="decade")


def _overlay(window: Window, kind: str, tier: str) -> pl.DataFrame:
    begun = window.overlays.filter(pl.col("kind") == kind, pl.col("tier") == tier)
    home = window.facts.holders.select("person_id", home_id="unit_id")
    rows = begun.join(home, on="person_id", how="left", validate="m:1")
    return name_units(window.facts, name_people(window.facts, rows), from_unit="home_id")


def _overlay_figure(key: str, label: Text, rows: pl.DataFrame, counted: str) -> Figure:
    columns = ("person_id", "name", "from_unit", "unit_id", "to_unit", "tier", "start", "end")
    by = "to_unit" if counted == "person_id" else "tier"
    return count(
        label, Table.of(f"development.{key}", label, rows, columns), by=by, counted=counted
    )


def _overlays(window: Window) -> list[Figure]:
    seconded = _overlay(window, "secondment", "central")
    shadowing = _overlay(window, "shadowing", "region")
    return [
        _overlay_figure("secondments_central", SECONDED, seconded, "person_id"),
        _overlay_figure("shadowing", SHADOWING, shadowing, "person_id"),
        _overlay_figure("shadowing_units", SHADOWED_UNITS, shadowing, "unit_id"),
    ]


SECONDED = text("seconded to central ministries", "到中央部委挂职锻炼", "到中央部委掛職鍛煉")
SHADOWING = text(
    "shadowing in departments of the region", "到自治区部门跟岗锻炼", "到自治區部門跟崗鍛煉"
)
SHADOWED_UNITS = text(
    "departments of the region that took them", "接收跟岗的自治区部门", "接收跟崗的自治區部門"
)


def _young(facts: Facts) -> Figure:
    rows = facts.snapshot.people.filter(
        pl.col("status") == "active",
        pl.col("level").is_in(DIVISION_LEVELS),
        pl.col("birth").dt.year() >= BORN_FROM,
    )
    label = text(
        "division-level officials born in 1985 or later", "“85后”县处级干部", "“85後”縣處級幹部"
    )
    columns = ("person_id", "name", "birth", "level", "level_since")
    evidence = Table.of("development.division_level_born_1985", label, rows, columns)
    return count(label, evidence, by="level")


def _figures(window: Window) -> list[Figure]:
    lists = [_reserve(window.facts, name) for name in LIST_LABELS]
    return [*lists, *_overlays(window), _young(window.facts)]


CHAPTER = Chapter(
    title=text("Development", "培养性交流", "培養性交流"),
    body=text(
        "The reserve lists hold [[development.reserve_division]] officials for the division level "
        "and [[development.reserve_section]] for the section level. "
        "[[development.secondments_central]] were seconded to central ministries, "
        "[[development.shadowing]] shadowed posts in [[development.shadowing_units]] departments "
        "of the region; [[development.division_level_born_1985]] officials of the division level "
        "were born in 1985 or later.",
        "储备县处级优秀年轻干部[[development.reserve_division]]名、乡科级[[development.reserve_section]]名；"
        "选派[[development.secondments_central]]名到中央部委挂职，[[development.shadowing]]名到自治区"
        "[[development.shadowing_units]]家部门跟岗；“85后”县处级干部为"
        "[[development.division_level_born_1985]]名。",
        "儲備縣處級優秀年輕幹部[[development.reserve_division]]名、鄉科級[[development.reserve_section]]名；"
        "選派[[development.secondments_central]]名到中央部委掛職，[[development.shadowing]]名到自治區"
        "[[development.shadowing_units]]家部門跟崗；“85後”縣處級幹部為"
        "[[development.division_level_born_1985]]名。",
    ),
    count=_figures,
)
