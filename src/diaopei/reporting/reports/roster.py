"""The roster (花名册): everybody in force, in the columns the trade uses."""

import polars as pl

from diaopei.reporting.figure import count
from diaopei.reporting.names import name_places
from diaopei.reporting.report import Paragraph, Report, ReportKind, Sources, keyed
from diaopei.reporting.table import Table
from diaopei.reporting.texts import text
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import months_between

TITLE = text("Roster", "干部花名册", "幹部花名冊")
GONE = ("retired", "departed")
YEARS = 5
"""How many of the latest appraisals are listed."""

COLUMNS = (
    "number", "person_id", "name", "unit", "post", "sex", "ethnicity", "native_place", "birth",
    "age", "party", "party_since", "work_since", "education", "degree", "specialties", "level",
    "post_since", "level_since", "rank", "rank_since", "affiliation", "status", "grade", "career",
)  # fmt: skip


def _build(sources: Sources) -> Report:
    rows = roster_rows(sources.facts)
    people = Table.of("roster.people", TITLE, rows, COLUMNS)
    return Report(
        title=TITLE,
        paragraphs=(Paragraph(TITLE, _BODY),),
        figures=keyed([count(_PEOPLE, people, by="status")]),
        tables=(people,),
    )


def roster_rows(facts: Facts) -> pl.DataFrame:
    """One row a person not retired or departed, by unit, level and person; see `COLUMNS`."""
    people = facts.snapshot.people.filter(
        pl.col("status").is_null() | ~pl.col("status").is_in(GONE)
    )
    native = name_places(facts, people, native_place="native_place_id")
    parts = (_posts(facts), _grades(facts), _careers(facts))
    for part in parts:
        native = native.join(part, on="person_id", how="left", validate="1:1")
    age = months_between("birth", facts.snapshot.as_of) // 12
    placed = native.with_columns(age.alias("age")).sort("unit_id", "level", "person_id",
                                                       nulls_last=True)  # fmt: skip
    return placed.with_row_index("number", offset=1)


def _posts(facts: Facts) -> pl.DataFrame:
    posts = facts.snapshot.posts.select("post_id", post_title="title")
    units = facts.snapshot.units.select("unit_id", unit="name")
    return (
        facts.holders.join(posts, on="post_id", how="left", validate="m:1")
        .join(units, on="unit_id", how="left", validate="m:1")
        .select("person_id", "unit_id", "unit", pl.coalesce("title", "post_title").alias("post"),
                post_since="start")
    )  # fmt: skip


def _grades(facts: Facts) -> pl.DataFrame:
    """The latest appraisals as a list of grades, oldest first."""
    latest = facts.snapshot.appraisals.sort("person_id", "year")
    return latest.group_by("person_id", maintain_order=True).agg(pl.col("grade").tail(YEARS))


def _careers(facts: Facts) -> pl.DataFrame:
    """Every assignment as a line `2014.09-2017.09 unit title`, oldest first."""
    posts = facts.snapshot.posts.select("post_id", post_title="title")
    units = facts.snapshot.units.select("unit_id", unit="name")
    lines = (
        facts.snapshot.assignments.filter(pl.col("start") <= facts.snapshot.as_of)
        .join(posts, on="post_id", how="left", validate="m:1")
        .join(units, on="unit_id", how="left", validate="m:1")
        .sort("person_id", "start", "assignment_id")
        .with_columns(
            pl.format(
                "{}-{} {} {}",
                pl.col("start").dt.to_string("%Y.%m"),
                pl.col("end").dt.to_string("%Y.%m").fill_null(""),
                pl.col("unit").fill_null(""),
                pl.coalesce("title", "post_title").fill_null(""),
            ).str.strip_chars().alias("career")
        )
    )  # fmt: skip
    return lines.group_by("person_id", maintain_order=True).agg(pl.col("career").str.join("\n"))


_PEOPLE = text("people in force", "在册干部", "在冊幹部")
_BODY = text(
    "The register has [[roster.people]] people who are neither retired nor departed.",
    "在册干部[[roster.people]]名（不含退休和调离人员）。",
    "在冊幹部[[roster.people]]名（不含退休和調離人員）。",
)

REPORT = ReportKind(title=TITLE, build=_build)
