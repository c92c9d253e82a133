"""Who moves from where to where, counted for a flow."""

import polars as pl

from diaopei.reporting.codes import TIER, Codes
from diaopei.reporting.columns import COLUMNS, Column
from diaopei.reporting.drawings.flow import Flow
from diaopei.reporting.table import Table
from diaopei.reporting.texts import LANGUAGES, Text, same, text
from diaopei.snapshot.facts import Facts

MOST_ENDS = 40
"""Above so many different ends a flow shows counties and tiers instead, then tiers alone."""


def flow(facts: Facts, moves: pl.DataFrame) -> Flow:
    """A flow between units, or where they are many, between counties and tiers, or tiers alone.

    Args:
        facts: the facts of the day.
        moves: `from_unit_id` and `to_unit_id`, one row a move; a move without one of them
            enters or leaves and is not drawn.
    """
    units = moves.select("from_unit_id", "to_unit_id").drop_nulls()
    title, ends, codes = _by(_units(facts), BY_UNIT, units)
    for wider, name in ((_places, BY_PLACE), (_tiers, BY_TIER)):
        if _ends(ends) > MOST_ENDS:
            title, ends, codes = _by(wider(facts), name, units)
    tally = ends.group_by("from", "to", maintain_order=True).agg(moves=pl.len())
    columns = [Column(side, COLUMNS[side].title, codes) for side in ("from", "to")]
    rows = tally.sort("moves", "from", "to", descending=[True, False, False])
    return Flow("flow", title, Table.of("flow", title, rows, (*columns, "moves")))


def _by(
    named: tuple[pl.DataFrame, Codes], title: Text, units: pl.DataFrame
) -> tuple[Text, pl.DataFrame, Codes]:
    keys, codes = named
    return title, _keyed(units, keys), codes


def _ends(ends: pl.DataFrame) -> int:
    """How many different ends a flow would show."""
    return pl.concat([ends["from"], ends["to"]]).n_unique()


def _keyed(units: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """Both ends of each move by the keys of their units, as `from` and `to`."""
    for side in ("from", "to"):
        named = keys.rename({"unit_id": f"{side}_unit_id", "key": side})
        units = units.join(named, on=f"{side}_unit_id", how="left", validate="m:1")
    return units


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


def _tiers(facts: Facts) -> tuple[pl.DataFrame, Codes]:
    return facts.units.select("unit_id", pl.col("tier").cast(pl.String).alias("key")), TIER


BY_TIER = text("Moves between tiers", "层级间流向", "層級間流向")
BY_UNIT = text("Moves between units", "单位间流向", "單位間流向")
BY_PLACE = text("Moves between counties and tiers", "县（地）与层级间流向", "縣（地）與層級間流向")
