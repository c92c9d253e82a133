"""The reserve lists: who is on them by birth decade, who entered and who left in the window."""

import polars as pl

from diaopei.reporting.figure import Figure, count
from diaopei.reporting.names import decade
from diaopei.reporting.report import Paragraph, Report, ReportKind, Sources, keyed
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text
from diaopei.snapshot.facts import Facts

TITLE = text("Reserve lists", "优秀年轻干部库", "優秀年輕幹部庫")

COLUMNS = (
    "list", "person_id", "name", "birth", "sex", "ethnicity", "level", "unit", "entered", "left",
    "reason",
)  # fmt: skip


def _build(sources: Sources) -> Report:
    rows = _listed(sources.facts)
    as_of, since = sources.facts.snapshot.as_of, sources.facts.snapshot.since
    stays = rows.filter(pl.col("left").is_null() | (pl.col("left") > as_of))
    opening = pl.lit(since, pl.Date)
    parts = {
        "on": stays,
        "entered": rows.filter(pl.col("entered") >= opening),
        "left": rows.filter(pl.col("left").is_between(opening, as_of)),
    }
    figures = [_figure(name, label, parts[name]) for name, label in LABELS.items()]
    return Report(
        title=TITLE,
        paragraphs=(Paragraph(TITLE, _BODY),),
        figures=keyed(figures),
        tables=(_echelons(stays),),
    )


def _figure(name: str, label: Text, rows: pl.DataFrame) -> Figure:
    return count(label, Table.of(f"reserve.{name}", label, rows, COLUMNS), by="list")


def _listed(facts: Facts) -> pl.DataFrame:
    """Every row of the lists begun by `as_of`, with the person and the unit of their post."""
    about = ("person_id", "name", "birth", "sex", "ethnicity", "level", decade())
    units = facts.snapshot.units.select("unit_id", unit="name")
    home = facts.holders.select("person_id", "unit_id")
    begun = facts.snapshot.reserve.filter(pl.col("entered") <= facts.snapshot.as_of)
    return (
        begun.join(facts.snapshot.people.select(*about), on="person_id", how="left", validate="m:1")
        .join(home, on="person_id", how="left", validate="m:1")
        .join(units, on="unit_id", how="left", validate="m:1")
        .sort("list", "entered", "person_id")
    )


def _echelons(rows: pl.DataFrame) -> Table:
    tally = rows.group_by("list", "decade", maintain_order=True).agg(
        persons=pl.col("person_id").n_unique(), women=(pl.col("sex") == "female").sum()
    )
    columns = ("list", "decade", "persons", "women")
    return Table.of("echelons", _ECHELONS, tally.sort("list", "decade"), columns)


LABELS: dict[str, Text] = {
    "on": text("on the lists", "在库", "在庫"),
    "entered": text("entered in the window", "期内入库", "期內入庫"),
    "left": text("left in the window", "期内出库", "期內出庫"),
}
_ECHELONS = text("Echelons by decade of birth", "按出生年代分布", "按出生年代分佈")
_BODY = text(
    "[[reserve.on]] people are on the reserve lists; [[reserve.entered]] entered in the window "
    "and [[reserve.left]] left.",
    "优秀年轻干部在库[[reserve.on]]名；期内入库[[reserve.entered]]名、出库[[reserve.left]]名。",
    "優秀年輕幹部在庫[[reserve.on]]名；期內入庫[[reserve.entered]]名、出庫[[reserve.left]]名。",
)

REPORT = ReportKind(title=TITLE, build=_build)
