"""Every id a row points to must be in the table it points into."""

from collections.abc import Iterator

import polars as pl

from diaopei.snapshot.check import ROW_NUMBER, Check, pointed_at
from diaopei.snapshot.snapshot import Snapshot

LINKS = (
    ("places", "parent_id", "places"),
    ("units", "parent_id", "units"),
    ("units", "place_id", "places"),
    ("units", "jurisdiction_id", "units"),
    ("posts", "unit_id", "units"),
    ("posts", "reports_to", "posts"),
    ("people", "native_place_id", "places"),
    ("people", "birth_place_id", "places"),
    ("people", "growth_place_id", "places"),
    ("assignments", "person_id", "people"),
    ("assignments", "post_id", "posts"),
    ("assignments", "unit_id", "units"),
    ("ties", "person_id", "people"),
    ("ties", "other_id", "people"),
    ("ties", "other_place_id", "places"),
    ("ties", "other_unit_id", "units"),
    ("appraisals", "person_id", "people"),
    ("reserve", "person_id", "people"),
    ("requests", "person_id", "people"),
    ("requests", "wanted_place_ids", "places"),
    ("visits", "person_id", "people"),
    ("visits", "assignment_id", "assignments"),
    ("rank_changes", "person_id", "people"),
    ("wishes", "person_id", "people"),
    ("wishes", "post_id", "posts"),
    ("wishes", "place_id", "places"),
    ("wishes", "unit_id", "units"),
)
"""Table, column, and the table whose key the column holds."""

KEYS = {
    "places": "place_id",
    "units": "unit_id",
    "posts": "post_id",
    "people": "person_id",
    "assignments": "assignment_id",
}


def find(snapshot: Snapshot) -> Iterator[pl.DataFrame]:
    """Ids that are in no row of the table they point into."""
    for table, column, target in LINKS:
        dead = _dead(snapshot.table(table), column, snapshot.table(target)[KEYS[target]])
        yield pointed_at(dead, (table, column), f"no such row in {target}")
    yield _waived(snapshot)


def _dead(frame: pl.DataFrame, column: str, known: pl.Series) -> pl.DataFrame:
    """Rows that point to no known key; only the column itself is looked through for all rows."""
    ids = frame.select(column)
    if frame.schema[column] == pl.List(pl.String):
        ids = ids.explode(column)
    lost = ids.drop_nulls().join(known.alias(column).to_frame(), on=column, how="anti")
    if lost.is_empty():
        return _pointing(frame.clear(), column)
    return _pointing(frame, column).join(lost, on=column, how="semi", maintain_order="left")


def _pointing(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Rows with a value in the column, one for each id where the column is a list."""
    rows = frame.with_row_index(ROW_NUMBER, offset=1)
    if frame.schema[column] == pl.List(pl.String):
        rows = rows.explode(column)
    return rows.filter(pl.col(column).is_not_null())


def _waived(snapshot: Snapshot) -> pl.DataFrame:
    """Waivers whose subject is neither a person nor a post nor a unit."""
    rows = _pointing(snapshot.waivers, "subject_id")
    for target in ("people", "posts", "units"):
        known = snapshot.table(target).select(subject_id=KEYS[target])
        rows = rows.join(known, on="subject_id", how="anti", maintain_order="left")
    return pointed_at(rows, ("waivers", "subject_id"), "no such person, post or unit")


CHECK = Check(
    title={"en": "Id that leads nowhere", "zh-hans": "编号无对应记录", "zh-hant": "編號無對應記錄"},
    severity="error",
    mend="add the missing row, or correct or empty this id",
    find=find,
)
