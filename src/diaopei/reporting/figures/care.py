"""Care: out of the high counties, couples together, promotion for the grassroots first."""

import polars as pl

from diaopei.reporting.chapter import Chapter
from diaopei.reporting.figure import Figure, count, share
from diaopei.reporting.names import name_people, name_places, name_units
from diaopei.reporting.promotions import promotions
from diaopei.reporting.separations import reunited
from diaopei.reporting.table import Table
from diaopei.reporting.texts import text
from diaopei.reporting.window import Window

GRASSROOTS = ("county", "township")

ALTITUDE_COLUMNS = (
    "person_id", "name", "from_unit", "from_altitude_m", "to_unit", "to_altitude_m", "to_tier",
    "start", "filed",
)  # fmt: skip
COUPLE_COLUMNS = ("person_id", "name", "spouse", "from_county", "to_county", "county")
PROMOTED_COLUMNS = (
    "person_id", "name", "unit", "tier", "means_all", "day", "is_grassroots",
)  # fmt: skip


def _altitude(window: Window) -> Figure:
    lower = pl.col("altitude_m") < pl.col("before_altitude_m")
    better = pl.col("before_tier").is_in(GRASSROOTS) & (lower | pl.col("tier").eq("prefecture"))
    moves = window.moved_for("care").filter(better)
    asked = window.facts.snapshot.requests.filter(pl.col("ground") == "altitude")
    first = asked.sort("filed").unique("person_id", keep="first", maintain_order=True)
    rows = moves.join(
        first.select("person_id", "filed"), on="person_id", how="inner", validate="m:1"
    ).filter(pl.col("filed") <= pl.col("start"))
    named = name_units(
        window.facts, name_people(window.facts, rows), from_unit="before_unit_id", to_unit="unit_id"
    ).with_columns(from_altitude_m="before_altitude_m", to_altitude_m="altitude_m", to_tier="tier")
    label = text(
        "moved from high counties and townships to lower places",
        "由高海拔县乡调到海拔较低、条件较好的地方",
        "由高海拔縣鄉調到海拔較低、條件較好的地方",
    )
    return count(
        label, Table.of("care.altitude_moves", label, named, ALTITUDE_COLUMNS), by="to_tier"
    )


def _couples(window: Window) -> Figure:
    rows = reunited(window)
    named = name_places(
        window.facts,
        name_people(window.facts, rows),
        from_county="before_county_id",
        to_county="county_id",
        county="spouse_before_id",
    )
    label = text(
        "officials reunited with their spouses", "解决夫妻两地分居的干部", "解決夫妻兩地分居的幹部"
    )
    evidence = Table.of("care.separations_solved", label, named, COUPLE_COLUMNS)
    return count(label, evidence, by="to_county")


def _promoted(window: Window) -> list[Figure]:
    rows = promotions(window).with_columns(
        pl.col("tier").is_in(GRASSROOTS).fill_null(value=False).alias("is_grassroots")
    )
    named = name_units(window.facts, name_people(window.facts, rows), unit="unit_id")
    base = named.filter("is_grassroots")
    flagged = named.with_columns(counts="is_grassroots")
    columns, key = PROMOTED_COLUMNS, "care.promoted"
    return [
        count(PROMOTED, Table.of(key, PROMOTED, named, columns), by="is_grassroots"),
        count(FROM_BASE, Table.of(f"{key}_grassroots", FROM_BASE, base, columns), by="tier"),
        share(
            BASE_SHARE,
            Table.of(f"{key}_grassroots_pct", BASE_SHARE, flagged, (*columns, "counts")),
            2,
            (f"{key}_grassroots", key),
        ),
    ]


PROMOTED = text("promoted to a post or in rank", "提拔任用和晋升职级", "提拔任用和晉升職級")
FROM_BASE = text("of them in county and township units", "其中县乡干部", "其中縣鄉幹部")
BASE_SHARE = text("their share", "县乡干部占比", "縣鄉幹部佔比")


def _figures(window: Window) -> list[Figure]:
    return [_altitude(window), _couples(window), *_promoted(window)]


CHAPTER = Chapter(
    title=text("Care", "关怀性交流", "關懷性交流"),
    body=text(
        "[[care.altitude_moves]] officials who had long served in high counties and townships "
        "moved to lower places or to the prefecture's units; [[care.separations_solved]] now live "
        "in one county with their spouses. Of [[care.promoted]] promoted to a post or in rank, "
        "[[care.promoted_grassroots]] came from county and township units, "
        "[[care.promoted_grassroots_pct]] %.",
        "将[[care.altitude_moves]]名长期在高海拔县乡工作的干部调到海拔较低、条件较好的县或地直部门，"
        "解决[[care.separations_solved]]名干部夫妻两地分居问题；提拔任用和晋升职级的[[care.promoted]]名干部中，"
        "县乡干部[[care.promoted_grassroots]]名、占[[care.promoted_grassroots_pct]]%。",
        "將[[care.altitude_moves]]名長期在高海拔縣鄉工作的幹部調到海拔較低、條件較好的縣或地直部門，"
        "解決[[care.separations_solved]]名幹部夫妻兩地分居問題；提拔任用和晉升職級的[[care.promoted]]名幹部中，"
        "縣鄉幹部[[care.promoted_grassroots]]名、佔[[care.promoted_grassroots_pct]]%。",
    ),
    count=_figures,
)
