"""Who moves from where to where, counted for a flow."""

import polars as pl

from diaopei.reporting.codes import TIER, Codes
from diaopei.reporting.columns import COLUMNS, Column
from diaopei.reporting.drawings.flow import Flow
from diaopei.reporting.table import Table
from diaopei.reporting.texts import LANGUAGES, Text, same, text
from diaopei.snapshot.facts import Facts

MOST_UNITS = 40
"""Above so many different units a flow shows counties and tiers instead of units."""


def flow(facts: Facts, moves: pl.DataFrame) -> Flow:
    """A flow between units, or where they are many, between counties and tiers.

    Args:
        facts: the facts of the day.
        moves: `from_unit_id` and `to_unit_id`, one row a move; a move without one of them
            enters or leaves and is not drawn.
    """
    ends = moves.select("from_unit_id", "to_unit_id").drop_nulls()
    many = pl.concat([ends["from_unit_id"], ends["to_unit_id"]]).n_unique() > MOST_UNITS
    keys, codes = _places(facts) if many else _units(facts)
    for side in ("from", "to"):
        named = keys.rename({"unit_id": f"{side}_unit_id", "key": side})
        ends = ends.join(named, on=f"{side}_unit_id", how="left", validate="m:1")
    tally = ends.group_by("from", "to", maintain_order=True).agg(moves=pl.len())
    columns = [Column(side, COLUMNS[side].title, codes) for side in ("from", "to")]
    title = BY_PLACE if many else BY_UNIT
    rows = tally.sort("moves", "from", "to", descending=[True, False, False])
    return Flow("flow", title, Table.of("flow", title, rows, (*columns, "moves")))


def _units(facts: Facts) -> tuple[pl.DataFrame, Codes]:
    units = facts.snapshot.units
    names: dict[str, Text] = {
        key: same(name) for key, name in units.select("unit_id", "name").rows()
    }
    return units.select("unit_id", key="unit_id"), names


def _places(facts: Facts) -> tuple[pl.DataFrame, Codes]:
    """Each unit's county and tier as one key, named `county · tier`, in the order of places."""
    place = facts.snapshot.places.select(county_id="place_id", county="name").with_row_index("at")
    units = facts.units.join(place, on="county_id", how="left", validate="m:1")
    keyed = units.with_columns(pl.format("{}|{}", "county_id", "tier").alias("key"))
    kinds = keyed.unique("key", keep="first", maintain_order=True).sort("at", "tier")
    names: dict[str, Text] = {
        key: {lang: f"{county} · {TIER[tier][lang]}" for lang in LANGUAGES}
        for key, county, tier in kinds.select("key", "county", "tier").iter_rows()
    }
    return keyed.select("unit_id", "key"), names


BY_UNIT = text("Moves between units", "单位间流向", "單位間流向")
BY_PLACE = text("Moves between counties and tiers", "县（地）与层级间流向", "縣（地）與層級間流向")
