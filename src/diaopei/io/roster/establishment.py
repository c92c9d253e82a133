"""Units, posts and present assignments of a roster, in the columns of the tables, as text."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from diaopei.io.issue_rows import issue_row
from diaopei.io.roster.identity import stable_id
from diaopei.io.roster.people import Roster
from diaopei.io.words import code_of, fold

UNIT_COLUMNS = ("unit_id", "name", "parent_id", "tier", "kind", "system", "place_id")
NEEDED_OF_UNIT = ("tier", "kind", "place_id")


@dataclass(frozen=True)
class Seat:
    """The unit and the post a record names."""

    unit: str | None
    title: str | None


def establishment_of(
    roster: Roster, people: pl.DataFrame, given: pl.DataFrame | None
) -> dict[str, pl.DataFrame]:
    """The tables `units`, `posts` and `assignments`.

    Args:
        roster: the records.
        people: what `people_of` made of them, row by row.
        given: units described in a second sheet or a sidecar file, if there are any.
    """
    known = _known_units(given)
    seats = _seats(roster, list(known))
    units = _units(roster, given, known, seats)
    _report_absent(roster)
    levels = [code_of("level", level or "") for level in roster.column("level")]
    rows = pl.DataFrame(
        {
            "person_id": people["person_id"],
            "unit_id": [units.get(fold(seat.unit)) if seat.unit else None for seat in seats],
            "title": [seat.title for seat in seats],
            "level": pl.Series(levels, dtype=pl.String),
            "start": pl.Series(roster.column("start"), dtype=pl.String),
        },
        schema_overrides={"unit_id": pl.String, "title": pl.String},
    )
    rows = _with_posts(rows)
    tables = {"posts": _posts(rows), "assignments": _assignments(rows)}
    return {"units": _unit_table(given, seats, units), **tables}


def _known_units(given: pl.DataFrame | None) -> dict[str, str]:
    """Folded names, and ids, of the units described, by unit id."""
    if given is None or not {"unit_id", "name"} <= set(given.columns):
        return {}
    pairs = given.select("name", "unit_id").drop_nulls().rows()
    return {fold(name): unit for name, unit in pairs} | {fold(unit): unit for _, unit in pairs}


def _seats(roster: Roster, known: Sequence[str]) -> list[Seat]:
    """Unit and title of each record, parted at a known unit's name where they stand in one cell."""
    by_length = sorted(known, key=len, reverse=True)
    rows = zip(
        roster.column("unit"), roster.column("title"), roster.column("unit_title"), strict=True
    )
    return [
        _parted(roster, row, whole, by_length) if whole and not unit else Seat(unit, title)
        for row, (unit, title, whole) in enumerate(rows)
    ]


def _parted(roster: Roster, row: int, whole: str, known: Sequence[str]) -> Seat:
    plain = fold(whole)
    unit = next((name for name in known if plain.startswith(name) and plain != name), None)
    if unit is None:
        mend = "part it into columns 单位 and 职务, or describe the unit in a sheet `units`"
        roster.note(row, "begins with no known unit", mend, "工作单位及职务", whole)
        return Seat(None, None)
    return Seat(unit, plain.removeprefix(unit))


def _units(
    roster: Roster, given: pl.DataFrame | None, known: dict[str, str], seats: Sequence[Seat]
) -> dict[str, str]:
    """The id of every unit named, by folded name; those not described are reported."""
    units = dict(known)
    what = ", ".join(NEEDED_OF_UNIT)
    where = "a sheet `units`" if given is not None else "a sheet `units` or a file roster.yaml"
    for seat in seats:
        if seat.unit and fold(seat.unit) not in units:
            units[fold(seat.unit)] = stable_id("U-", fold(seat.unit))
            mend = f"describe the unit (unit_id, name, {what}) in {where}"
            roster.notes.append(
                issue_row("units", f"its {what} are unknown", mend, column="name",
                          value=seat.unit, check="roster_unit")
            )  # fmt: skip
    return units


def _unit_table(
    given: pl.DataFrame | None, seats: Sequence[Seat], units: dict[str, str]
) -> pl.DataFrame:
    described = given if given is not None else pl.DataFrame(schema=dict.fromkeys(UNIT_COLUMNS))
    have = set(described["unit_id"].to_list()) if "unit_id" in described.columns else set()
    new = {
        units[fold(seat.unit)]: seat.unit
        for seat in seats
        if seat.unit and units[fold(seat.unit)] not in have
    }
    added = pl.DataFrame(
        {"unit_id": list(new), "name": list(new.values())},
        schema={"unit_id": pl.String, "name": pl.String},
    )
    missing = [name for name in UNIT_COLUMNS if name not in described.columns]
    described = described.with_columns(
        pl.lit(None, dtype=pl.String).alias(name) for name in missing
    )
    return pl.concat([described.cast(pl.String), added], how="diagonal")


def _report_absent(roster: Roster) -> None:
    """Reports columns without which no assignment can be built."""
    needed = {
        "level": ("posts", "level", "现职务层次"),
        "start": ("assignments", "start", "任现职时间"),
    }
    for name, (table, column, label) in needed.items():
        if name not in roster.columns:
            roster.notes.append(
                issue_row(table, "cannot be known from this roster", f"add a column {label}",
                          column=column, check="missing_column")
            )  # fmt: skip
    if not {"unit", "unit_title"} & set(roster.columns):
        roster.notes.append(
            issue_row("units", "the roster names no units", "add columns 单位 and 职务",
                      column="name", check="missing_column")
        )  # fmt: skip


def _with_posts(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds the post's id: one post for each unit, title and level."""
    named = pl.col("unit_id").is_not_null() & pl.col("title").is_not_null()
    ids = [
        stable_id("P-", unit, title, level) if unit and title else None
        for unit, title, level in rows.select("unit_id", "title", "level").rows()
    ]
    held = named & pl.col("person_id").is_not_null()
    return rows.with_columns(
        pl.when(held).then(pl.Series("post_id", ids, dtype=pl.String)).alias("post_id")
    )


def _posts(rows: pl.DataFrame) -> pl.DataFrame:
    """Posts as held today: as many seats as holders, the establishment itself being unknown."""
    held = rows.drop_nulls("post_id").group_by(
        "post_id", "unit_id", "title", "level", maintain_order=True
    )
    return held.agg(pl.len().cast(pl.String).alias("seats"))


def _assignments(rows: pl.DataFrame) -> pl.DataFrame:
    """The present assignment of every person whose unit is known, at the rows of the roster."""
    placed = pl.col("person_id").is_not_null() & pl.col("unit_id").is_not_null()
    return rows.select(
        pl.format("A-{}", "person_id").alias("assignment_id"),
        "person_id", "post_id", "unit_id", "title", "level",
        pl.lit("post").alias("kind"),
        "start",
    ).with_columns(pl.when(placed).then(pl.all()))  # fmt: skip
