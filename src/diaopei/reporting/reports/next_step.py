"""What each member of the reserve lists lacks for the next step, and which posts supply it."""

import polars as pl

from diaopei.fit import shortlist
from diaopei.reporting.columns import Column
from diaopei.reporting.figure import Figure, count
from diaopei.reporting.names import name_units
from diaopei.reporting.report import Paragraph, Report, ReportKind, Sources, keyed
from diaopei.reporting.table import Table
from diaopei.reporting.texts import Text, text
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import months_between

TITLE = text("What the reserve lacks", "后备干部经历短板", "後備幹部經歷短板")
GRASSROOTS = ("county", "township")
ROOTED = 24
"""Months of grassroots service, or in an organ, before nothing is lacking: as the fit criterion
`breadth` has it (Regulations on Selection and Appointment 2019, art. 8)."""
LOOKED_AT = 25
"""How many of the best suited posts are searched for one that supplies what is lacking."""
NAMED = 3


def _build(sources: Sources) -> Report:
    rows = lacking(sources.facts)
    figures = [
        _figure("next_step.members", _MEMBERS, rows),
        _figure("next_step.grassroots", _NO_ROOTS, rows.filter(_lacks("grassroots"))),
        _figure("next_step.organ", _NO_ORGAN, rows.filter(_lacks("organ"))),
    ]
    return Report(
        title=TITLE,
        paragraphs=(Paragraph(TITLE, _BODY),),
        figures=keyed(figures),
        tables=(figures[0].evidence,),
    )


def lacking(facts: Facts) -> pl.DataFrame:
    """Everybody on a reserve list, with months served below and above, and what is `lacking`.

    Less than `ROOTED` months in county and township units lacks grassroots service, less in
    units above lacks service in an organ. `supplied_by` names the best suited posts that fill it.
    """
    as_of = facts.snapshot.as_of
    on_list = facts.snapshot.reserve.filter(
        pl.col("entered") <= as_of, pl.col("left").is_null() | (pl.col("left") > as_of)
    ).unique(["person_id", "list"], keep="first", maintain_order=True)
    about = facts.snapshot.people.select("person_id", "name", "level")
    named = on_list.join(about, on="person_id", how="left", validate="m:1")
    served = named.join(_served(facts), on="person_id", how="left", validate="m:1").with_columns(
        pl.col("below", "above").fill_null(0)
    )
    lacks = [
        pl.when(pl.col(column) < ROOTED).then(pl.lit(name))
        for column, name in (("below", "grassroots"), ("above", "organ"))
    ]
    rows = served.with_columns(pl.concat_list(lacks).list.drop_nulls().alias("lacking"))
    posts = _supplied(facts, rows)
    joined = rows.join(posts, on=["person_id", "list"], how="left", validate="1:1")
    return joined.sort("list", pl.col("lacking").list.len(), "person_id",
                       descending=[False, True, False])  # fmt: skip


def _served(facts: Facts) -> pl.DataFrame:
    """Months in county and township units, and in units above, of everybody."""
    months, roots = months_between("start", "until"), pl.col("tier").is_in(GRASSROOTS)
    return facts.stations.group_by("person_id", maintain_order=True).agg(
        months.filter(roots).sum().alias("below"), months.filter(~roots).sum().alias("above")
    )


def _supplied(facts: Facts, rows: pl.DataFrame) -> pl.DataFrame:
    """The best suited posts that supply something lacking, by name, best first."""
    needs = rows.explode("lacking", empty_as_null=True).drop_nulls("lacking")
    people = needs["person_id"].unique(maintain_order=True)
    empty = pl.DataFrame(schema={"person_id": pl.String, "post_id": pl.String, "score": pl.Int32})
    fits = shortlist(facts, keep=LOOKED_AT, people=people) if people.len() else empty
    supply = pl.when(pl.col("tier").is_in(GRASSROOTS)).then(pl.lit("grassroots"))
    posts = name_units(facts, facts.posts, unit="unit_id").select(
        "post_id", supply.otherwise(pl.lit("organ")).alias("lacking"),
        pl.format("{} {}", "unit", "title").alias("said"),
    )  # fmt: skip
    ranked = fits.join(posts, on="post_id", how="left", validate="m:1")
    found = needs.join(ranked, on=["person_id", "lacking"], how="inner", validate="m:m")
    best = found.sort("score", "post_id", descending=[True, False])
    return best.group_by("person_id", "list", maintain_order=True).agg(
        pl.col("said").unique(maintain_order=True).head(NAMED).alias("supplied_by")
    )


def _lacks(what: str) -> pl.Expr:
    return pl.col("lacking").list.contains(what)


def _figure(key: str, label: Text, rows: pl.DataFrame) -> Figure:
    return count(label, Table.of(key, label, rows, COLUMNS), by="list")


_LACKING = Column(
    "lacking",
    text("lacks", "短板", "短板"),
    {
        "grassroots": text("grassroots service", "基层经历", "基層經歷"),
        "organ": text("service in an organ", "机关经历", "機關經歷"),
    },
)
_BELOW = Column("below", text("months at grassroots", "基层月数", "基層月數"))
_ABOVE = Column("above", text("months in organs", "机关月数", "機關月數"))
_POSTS = Column("supplied_by", text("posts that supply it", "可补岗位", "可補崗位"))
COLUMNS = ("list", "person_id", "name", "level", _BELOW, _ABOVE, _LACKING, _POSTS)

_MEMBERS = text("on the reserve lists", "在库后备干部", "在庫後備幹部")
_NO_ROOTS = text("lack grassroots service", "缺基层经历", "缺基層經歷")
_NO_ORGAN = text("lack service in an organ", "缺机关经历", "缺機關經歷")
_BODY = text(
    "Of [[next_step.members]] people on the reserve lists, [[next_step.grassroots]] lack two years "
    "at the grassroots and [[next_step.organ]] two years in an organ above the county.",
    "在库后备干部[[next_step.members]]名，其中缺两年基层经历[[next_step.grassroots]]名、"
    "缺两年地级以上机关经历[[next_step.organ]]名。",
    "在庫後備幹部[[next_step.members]]名，其中缺兩年基層經歷[[next_step.grassroots]]名、"
    "缺兩年地級以上機關經歷[[next_step.organ]]名。",
)

REPORT = ReportKind(title=TITLE, build=_build)
