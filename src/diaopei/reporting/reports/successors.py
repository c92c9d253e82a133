"""Depth: who could follow in each key post, and which key posts nobody stands ready for."""

import polars as pl

from diaopei.fit import shortlist
from diaopei.reporting.figure import Figure, count
from diaopei.reporting.report import Paragraph, Report, ReportKind, Sources, keyed
from diaopei.reporting.table import Table
from diaopei.reporting.texts import text
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.retirement import retirement_month

TITLE = text("Who could follow", "关键岗位接任梯队", "關鍵崗位接任梯隊")
LOOKED_AT = 20
"""How many of the best suited are looked at for each key post."""
READY = 650
"""Fit (0 to 1000) from which a person counts as ready to follow."""
NAMED = 3

COLUMNS = (
    "unit", "post", "level", "holder", "retires_on", "ready", "reserve_ready", "successors",
)  # fmt: skip


def _build(sources: Sources) -> Report:
    figures = _figures(key_posts(sources.facts))
    return Report(
        title=TITLE,
        paragraphs=(Paragraph(TITLE, _BODY),),
        figures=keyed(figures),
        tables=(figures[0].evidence,),
    )


def _figures(rows: pl.DataFrame) -> list[Figure]:
    columns = ("post_id", *COLUMNS)
    bare = rows.filter(pl.col("ready") == 0)
    return [
        count(label, Table.of(f"successors.{name}", label, part, columns), by="level",
              counted="post_id")
        for name, label, part in (("key_posts", _KEY, rows), ("without", _WITHOUT, bare))
    ]  # fmt: skip


def key_posts(facts: Facts) -> pl.DataFrame:
    """Every post that must be filled: its holder, and how many stand ready; fewest first.

    Ready: of the best suited at equal level or one below, those with a fit of `READY` and more.
    """
    posts = facts.posts.filter(pl.col("must_fill").fill_null(value=False))
    units = facts.snapshot.units.select("unit_id", unit="name")
    placed = posts.join(units, on="unit_id", how="left", validate="m:1").with_columns(post="title")
    held = placed.join(_holders(facts), on="post_id", how="left", validate="1:m").unique(
        "post_id", keep="first", maintain_order=True
    )
    depth = held.join(_depth(facts, posts["post_id"]), on="post_id", how="left", validate="1:1")
    filled = depth.with_columns(pl.col("ready", "reserve_ready").fill_null(0).cast(pl.Int32))
    return filled.sort("ready", "level", "unit_id", "post_id")


def _holders(facts: Facts) -> pl.DataFrame:
    people = facts.snapshot.people.select(
        "person_id",
        pl.col("name").alias("holder"),
        retirement_month("birth", "retirement_base_age").alias("retires_on"),
    )
    held = facts.holders.select("post_id", "person_id").drop_nulls("post_id")
    return held.join(people, on="person_id", how="left", validate="m:1").drop("person_id")


def _depth(facts: Facts, posts: pl.Series) -> pl.DataFrame:
    fits = shortlist(facts, keep=LOOKED_AT, posts=posts) if posts.len() else _NO_FITS
    best = fits.sort("post_id", "score", "person_id", descending=[False, True, False])
    looked_at = best.group_by("post_id", maintain_order=True).head(LOOKED_AT)
    as_of, reserve = facts.snapshot.as_of, facts.snapshot.reserve
    listed = reserve.filter(pl.col("left").is_null() | (pl.col("left") > as_of))["person_id"]
    names = facts.snapshot.people.select("person_id", "name")
    ready = (
        looked_at.filter(pl.col("score") >= READY)
        .join(names, on="person_id", how="left", validate="m:1")
        .with_columns(pl.format("{} {}", "name", "score").alias("said"))
    )
    return ready.group_by("post_id", maintain_order=True).agg(
        pl.len().alias("ready"),
        pl.col("person_id").is_in(listed.implode()).sum().alias("reserve_ready"),
        pl.col("said").head(NAMED).alias("successors"),
    )


_NO_FITS = pl.DataFrame(schema={"person_id": pl.String, "post_id": pl.String, "score": pl.Int32})
_KEY = text("posts that must be filled", "须配备的关键岗位", "須配備的關鍵崗位")
_WITHOUT = text("of them with nobody ready", "其中无人可接任", "其中無人可接任")
_BODY = text(
    "Of [[successors.key_posts]] posts that must be filled, [[successors.without]] have nobody "
    f"ready with a fit of {READY} or more.",
    "须配备的关键岗位[[successors.key_posts]]个，其中[[successors.without]]个尚无适配"
    f"{READY}分以上的接任人选。",
    "須配備的關鍵崗位[[successors.key_posts]]個，其中[[successors.without]]個尚無適配"
    f"{READY}分以上的接任人選。",
)

REPORT = ReportKind(title=TITLE, build=_build)
