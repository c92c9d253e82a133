"""Rotation: leaders long in one unit, and moves between the prefecture's own units."""

import polars as pl

from diaopei.reporting.chapter import Chapter
from diaopei.reporting.figure import Figure, count
from diaopei.reporting.names import name_people, name_units
from diaopei.reporting.table import Table
from diaopei.reporting.texts import text
from diaopei.reporting.window import Window

FULL_MONTHS = 84
"""Seven full years of leading in one unit (bulletin, paragraph on rotation)."""

WORKING_KINDS = ("party", "government", "mass")
"""Kinds of the party, government and mass units the bulletin speaks of."""

COLUMNS = (
    "person_id", "name", "level", "from_unit", "to_unit", "kind", "start", "months",
)  # fmt: skip


def _moves(window: Window) -> pl.DataFrame:
    rows = name_people(window.facts, window.moved_for("rotation"))
    named = name_units(window.facts, rows, from_unit="before_unit_id", to_unit="unit_id")
    return named.with_columns(pl.col("unit_kind").alias("kind"))


def _same_unit(moves: pl.DataFrame) -> Figure:
    rows = moves.filter(pl.col("months") >= FULL_MONTHS)
    label = text(
        "leaders moved after seven full years in one unit",
        "在同一部门担任领导岗位满7年后调整",
        "在同一部門擔任領導崗位滿7年後調整",
    )
    return count(label, Table.of("rotation.same_unit_7y", label, rows, COLUMNS), by="level")


def _between_units(moves: pl.DataFrame) -> Figure:
    within = [
        pl.col(f"{side}tier").eq("prefecture") & pl.col(f"{side}unit_kind").is_in(WORKING_KINDS)
        for side in ("", "before_")
    ]
    rows = moves.filter(*within, pl.col("unit_id") != pl.col("before_unit_id"))
    label = text(
        "moved between party, government and mass units of the prefecture",
        "地直党政群工作部门之间交流",
        "地直黨政群工作部門之間交流",
    )
    evidence = Table.of("rotation.between_prefecture_units", label, rows, COLUMNS)
    return count(label, evidence, by="kind")


def _figures(window: Window) -> list[Figure]:
    moves = _moves(window)
    return [_same_unit(moves), _between_units(moves)]


CHAPTER = Chapter(
    title=text("Rotation", "轮岗性交流", "輪崗性交流"),
    body=text(
        "[[rotation.same_unit_7y]] leaders who had led in one unit for seven full years were "
        "given another post; [[rotation.between_prefecture_units]] officials moved between party, "
        "government and mass units of the prefecture.",
        "对在同一部门担任领导岗位满7年的[[rotation.same_unit_7y]]名领导干部作了岗位调整；"
        "地直党政群工作部门之间交流干部[[rotation.between_prefecture_units]]名。",
        "對在同一部門擔任領導崗位滿7年的[[rotation.same_unit_7y]]名領導幹部作了崗位調整；"
        "地直黨政群工作部門之間交流幹部[[rotation.between_prefecture_units]]名。",
    ),
    count=_figures,
)
