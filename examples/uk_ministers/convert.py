"""Turns the IfG Ministers Database (Institute for Government, CC BY 4.0) into a snapshot folder.

Call it as `python convert.py SOURCE TARGET`. The data has no births, and the doctor will say so;
nor an establishment: a post has as many seats as it has holders on the day of the snapshot.
"""

import sys
from datetime import timedelta
from pathlib import Path

import polars as pl

from diaopei.io import write_snapshot
from diaopei.snapshot import Snapshot
from diaopei.snapshot.tables import LEVELS

# Ranks of ministers in order, put beside the levels of the tables; they mean nothing more.
RANKS = ("PM", "DPM", "SoS", "MoS", "PUSS", "Parl. lead.", "Parl.")
PLACE = {"place_id": ["UK"], "name": ["United Kingdom"], "kind": ["capital"]}


def convert(source: Path) -> Snapshot:
    """The snapshot on the last day any appointment starts or ends; departments by last name."""
    names = ("appointment", "person", "post", "organisation", "organisation_link")
    read = {name: pl.read_csv(source / f"{name}.csv", infer_schema=False) for name in names}
    days = {"start": pl.col("start_date").str.to_date(), "end": pl.col("end_date").str.to_date()}
    terms = read["appointment"].select("person_id", "post_id", assignment_id="id", **days)
    terms = terms.sort("person_id", "start", "assignment_id")
    as_of = terms.select(pl.max_horizontal(pl.col("start", "end").max())).item()
    until = pl.col("end").fill_null(as_of + timedelta(days=1)).cum_max().shift(1)
    second = (pl.col("start") < until).over("person_id")
    terms = terms.with_columns(kind=pl.lit("post"), is_concurrent=second)
    now = terms.filter(pl.col("end").is_null() | (pl.col("end") > as_of))
    seats = now.group_by("post_id", maintain_order=True).len("seats")
    unit = pl.col("organisation_id").replace(last_names(read["organisation_link"]))
    level = pl.col("rank_equivalence").replace_strict(RANKS, LEVELS[: len(RANKS)])
    posts = read["post"].select(post_id="id", title="display_name", unit_id=unit, level=level)
    posts = posts.join(seats, on="post_id", how="left", validate="1:1")
    sex = pl.col("gender").replace_strict({"F": "female", "M": "male"})
    people = read["person"].sort("id", "start_date").select("name", person_id="id", sex=sex)
    people = people.unique("person_id", keep="last", maintain_order=True)
    units = read["organisation"].select("name", unit_id="id", system="short_name")
    same = {"place_id": pl.lit("UK"), "tier": pl.lit("central"), "kind": pl.lit("government")}
    units = units.with_columns(**same).join(posts, on="unit_id", how="semi")
    terms = terms.join(posts.select("post_id", "unit_id"), on="post_id", validate="m:1")
    tables = {"places": pl.DataFrame(PLACE), "units": units, "posts": posts}
    tables |= {"people": people, "assignments": terms}
    return Snapshot.of({"name": "uk-ministers", "as_of": as_of}, tables)


def last_names(links: pl.DataFrame) -> dict[str, str]:
    """Each renamed department, and the department at the end of its chain of renames."""
    chain = dict(links.filter(type="Name change").select("^.*_organisation_id$").rows())
    while any(name in chain for name in chain.values()):
        chain = {first: chain.get(name, name) for first, name in chain.items()}
    return chain


if __name__ == "__main__":
    write_snapshot(convert(Path(sys.argv[1])), Path(sys.argv[2]))
