"""What a plan does to the shares of groups in the teams, with small cells hidden."""

import polars as pl

from diaopei.reporting.codes import AFFILIATION, SEX, Codes
from diaopei.reporting.columns import COLUMNS, Column
from diaopei.reporting.profiles import HAN, members
from diaopei.reporting.report import Planned
from diaopei.reporting.seating import after, seated
from diaopei.reporting.suppress import hidden, suppressed
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text
from diaopei.snapshot.facts import Facts

COUNTS = ("before", "after", "moved", "promoted")
SHARES = ("before_pct", "after_pct")


def group_shares(facts: Facts, plan: Planned) -> Table:
    """Team members before and after, people moved and promoted, by sex, group, origin, age.

    Persons are counted once. A share stands only where neither of its counts is hidden.
    """
    people = _grouped(facts)
    once = [_persons(members(now, seated(now))) for now in (facts, after(facts, plan))]
    moved = plan.moves.select("person_id").unique(maintain_order=True)
    up = plan.moves.filter(pl.col("effect") == "promotion").select("person_id")
    sets = dict(zip(COUNTS, (*once, moved, up.unique(maintain_order=True)), strict=True))
    tally = people.group_by("dimension", "group", maintain_order=True).agg(
        pl.col("person_id").is_in(chosen["person_id"].implode()).sum().alias(name)
        for name, chosen in sets.items()
    )
    parts = tally.sort("dimension", "group").partition_by("dimension", maintain_order=True)
    rows = pl.concat([_shut(part) for part in parts])
    return Table.of("groups", TITLE, rows, (DIMENSION, GROUP, *COUNTS, *SHARES))


def _persons(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select("person_id").unique(maintain_order=True)


def _grouped(facts: Facts) -> pl.DataFrame:
    """Each person once under each dimension."""
    decade = (pl.col("birth").dt.year() // 10 * 10).clip(1950, 1990).cast(pl.String)
    han = pl.when(pl.col("ethnicity") == HAN).then(pl.lit("han")).otherwise(pl.lit("minority"))
    known = pl.when(pl.col("ethnicity").is_not_null()).then(han)
    groups = {
        "sex": pl.col("sex").cast(pl.String),
        "ethnicity": known,
        "affiliation": pl.col("affiliation").cast(pl.String),
        "decade": decade,
    }
    people = facts.snapshot.people
    return pl.concat(
        people.select(
            "person_id",
            pl.lit(name).alias("dimension"),
            group.fill_null("unknown").alias("group"),
        )
        for name, group in groups.items()
    )


def _shut(part: pl.DataFrame) -> pl.DataFrame:
    """One dimension with shares, and counts that must not be shown hidden."""
    shut = sorted({at for name in ("before", "after") for at in hidden(part[name])})
    open_row = ~pl.int_range(pl.len()).is_in(shut)
    shares = [
        pl.when(open_row)
        .then((100 * pl.col(name) / pl.col(name).sum()).round(1))
        .fill_nan(0.0)
        .alias(f"{name}_pct")
        for name in ("before", "after")
    ]
    return part.with_columns(*shares).with_columns(suppressed(part[name]) for name in COUNTS)


TITLE = text(
    "Groups in the teams, before and after",
    "班子各群体占比：调前与调后",
    "班子各群體佔比：調前與調後",
)
_NAMES: Codes = {
    **SEX,
    **AFFILIATION,
    "han": text("Han", "汉族", "漢族"),
    "minority": text("minorities", "少数民族", "少數民族"),
    "1950": text("born before 1960", "60年前出生", "60年前出生"),
    **{f"19{ten}0": text(f"born 19{ten}0s", f"{ten}0后", f"{ten}0後") for ten in (6, 7, 8)},
    "1990": text("born 1990 or later", "90后", "90後"),
    "unknown": text("unknown", "不详", "不詳"),
}
_DIMENSIONS: dict[str, Text] = {
    name: COLUMNS[name].title for name in ("sex", "ethnicity", "affiliation", "decade")
}
DIMENSION = Column("dimension", COLUMNS["dimension"].title, _DIMENSIONS)
GROUP = Column("group", COLUMNS["group"].title, _NAMES)
