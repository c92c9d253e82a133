"""Places, units and posts of all prefectures, and the seats people can be put on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from diaopei.fiction.layout import Size, posts_frame, units_frame
from diaopei.fiction.names import place_names
from diaopei.fiction.offices import SPECIALIST

Ints = npt.NDArray[np.int64]

LADDER = (
    "clerk", "section_deputy", "section_principal", "division_deputy", "division_principal",
    "bureau_deputy", "bureau_principal",
)  # fmt: skip
"""Levels of a prefecture, low to high; the position is the number used throughout this room."""

FAR = (
    ("R", "雪城", "region", 3650, 900),
    ("C", "京城", "capital", 44, 3900),
    ("E", "外地", "elsewhere", 400, 3000),
)
"""Places outside every prefecture: id, name, kind, altitude, road to them."""

REGION_OFFICES = (
    "党委组织部", "财政厅", "住房和城乡建设厅", "水利厅", "自然资源厅", "农业农村厅", "卫生健康委",
    "教育厅",
)  # fmt: skip
CENTRAL_OFFICES = ("组织部", "财政部", "水利部", "农业农村部")
UPPER_UNITS = (
    *((f"R-{n}", f"自治区{name}", "region") for n, name in enumerate(REGION_OFFICES)),
    *((f"C-{n}", f"中央{name}", "central") for n, name in enumerate(CENTRAL_OFFICES)),
)
"""Units above the prefectures, where people are seconded to: id, name, tier."""


@dataclass(frozen=True)
class Establishment:
    """The tables, and for every seat the numbers of its post, unit, place and level.

    Numbers count rows of the tables from 0; `home` is the county's (or the prefecture seat's)
    place, `unit_home` the same by unit.
    """

    places: pl.DataFrame
    units: pl.DataFrame
    posts: pl.DataFrame
    seat_post: Ints
    post_unit: Ints
    post_level: Ints
    post_above: Ints
    unit_place: Ints
    unit_home: Ints
    prefectures: int


def establish(prefectures: int, seats: int, rng: np.random.Generator) -> Establishment:
    """The establishment of so many prefectures with so many seats each."""
    size = Size.for_seats(seats)
    layout, jobs = units_frame(size), posts_frame(size, seats)
    marks = pl.DataFrame({"mark": [f"{n:04d}" for n in range(1, prefectures + 1)]})
    places = _places(layout, marks, rng)
    units = _units(layout, marks, places)
    posts = _posts(jobs, marks, rng)
    local = layout["place"].to_list()
    order = list(dict.fromkeys(local))
    place = np.array([order.index(ending) for ending in local])
    home = np.array([order.index(f"-{ending.split('-')[1]}" if ending else "") for ending in local])
    steps = np.arange(prefectures)[:, None]
    of_unit = len(FAR) + steps * len(order)
    above = jobs["above"].replace_strict(
        {e: n for n, e in enumerate(jobs["ending"])}, default=-1, return_dtype=pl.Int64
    )
    reports = above.fill_null(-1).to_numpy()
    return Establishment(
        places=places,
        units=units,
        posts=posts,
        seat_post=np.repeat(np.arange(posts.height), posts["seats"].to_numpy()),
        post_unit=(steps * layout.height + jobs["unit_number"].to_numpy().astype(np.int64)).ravel(),
        post_level=np.tile([LADDER.index(level) for level in jobs["level"]], prefectures),
        post_above=np.where(reports < 0, -1, steps * jobs.height + reports).ravel(),
        unit_place=(of_unit + place).ravel(),
        unit_home=(of_unit + home).ravel(),
        prefectures=prefectures,
    )


def _places(layout: pl.DataFrame, marks: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Prefecture seats, counties and townships; townships lie above their county's seat."""
    endings = layout.select("place").unique(maintain_order=True).with_columns(
        depth=pl.col("place").str.count_matches("-"),
        county=pl.col("place").str.extract(r"^(-\d+)").fill_null(""),
        last=pl.col("place").str.extract(r"^(.*)-\d+$"),
    )  # fmt: skip
    rows = marks.join(endings, how="cross", maintain_order="left_right")
    depth, count = rows["depth"].to_numpy(), rows.height
    county = (rows["mark"] + rows["county"]).rle_id().to_numpy()
    base = rng.integers(3200, 4600, int(county.max()) + 1)[county]
    road = (40 + 500 * rng.random(int(county.max()) + 1) ** 2).astype(np.int64)[county]
    altitude = np.where(
        depth == 0,
        rng.integers(3600, 3950, count),
        base + (depth == 2) * rng.integers(0, 400, count),
    )
    remote = np.where(depth == 0, 0, road + (depth == 2) * rng.integers(10, 120, count))
    suffix = np.array(["", "县", "乡"])
    own = pl.Series(place_names(count, rng)) + pl.Series(suffix[depth])
    kinds = np.array(["prefecture", "county", "township"])
    near = rows.select(
        place_id=pl.concat_str(pl.lit("G"), "mark", "place"),
        name=own,
        kind=pl.Series(kinds[depth]),
        parent_id=pl.when(pl.col("depth") > 0).then(pl.concat_str(pl.lit("G"), "mark", "last")),
        altitude_m=pl.Series(altitude),
        remoteness_km=pl.Series(remote),
    )
    ids, names, sorts, heights, roads = zip(*FAR, strict=True)
    far = pl.DataFrame(
        {
            "place_id": ids,
            "name": names,
            "kind": sorts,
            "altitude_m": heights,
            "remoteness_km": roads,
        }
    )
    return pl.concat([far, near], how="diagonal")


def _units(layout: pl.DataFrame, marks: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """The units of the prefectures, named after their place, and the units above them."""
    rows = marks.join(layout, how="cross", maintain_order="left_right").with_columns(
        place_id=pl.concat_str(pl.lit("G"), "mark", "place")
    )
    named = rows.join(
        places.select("place_id", place_name="name"),
        on="place_id",
        how="left",
        validate="m:1",
        maintain_order="left",
    )
    bare = pl.col("place_name").str.strip_suffix("县")
    in_county = pl.col("tier") == "county"
    own = named.select(
        unit_id=pl.concat_str(pl.lit("U"), "mark", "ending"),
        name=pl.when(in_county)
        .then(pl.concat_str(bare, "name"))
        .otherwise(pl.concat_str("place_name", "name")),
        parent_id=pl.when(pl.col("parent").is_not_null()).then(
            pl.concat_str(pl.lit("U"), "mark", "parent")
        ),
        tier="tier",
        kind="kind",
        system="system",
        place_id="place_id",
        jurisdiction_id=pl.concat_str(pl.lit("U"), "mark"),
    )
    ids, names, tiers = zip(*UPPER_UNITS, strict=True)
    upper = pl.DataFrame({"unit_id": ids, "name": names, "tier": tiers}).with_columns(
        kind=pl.lit("government"), system="tier", place_id=pl.col("unit_id").str.slice(0, 1)
    )
    return pl.concat([own, upper], how="diagonal")


def _posts(jobs: pl.DataFrame, marks: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The posts; half of the leading posts of specialist offices ask for the specialty."""
    rows = marks.join(jobs, how="cross", maintain_order="left_right")
    asks = pl.Series(rng.random(rows.height) < 0.5)
    leading = pl.col("level") != "clerk"
    specialist = pl.col("system").is_in(list(SPECIALIST)) & leading & asks
    schooling = pl.when(pl.col("level").str.starts_with("bureau")).then(pl.lit("bachelor"))
    return rows.select(
        post_id=pl.concat_str(pl.lit("P"), "mark", "ending"),
        unit_id=pl.concat_str(pl.lit("U"), "mark", "unit"),
        title="title",
        level="level",
        is_principal="is_principal",
        is_team_member="is_team_member",
        is_leadership=leading,
        work_kinds="work_kinds",
        reports_to=pl.when(pl.col("above").is_not_null()).then(
            pl.concat_str(pl.lit("P"), "mark", "above")
        ),
        seats="seats",
        must_fill="is_principal",
        specialties=pl.when(specialist).then(pl.concat_list("system")),
        min_education=schooling.when(leading).then(pl.lit("junior_college")),
    )
