"""Findings with the names of whom and what they are about."""

import polars as pl

from diaopei.reporting.columns import COLUMNS, Column
from diaopei.reporting.report import Sources

COLUMNS_OF_FINDINGS = (
    "subject", "unit", "post", "measure", "limit", "unit_of_measure", "since", "due_on",
    "reference",
)  # fmt: skip


def named_findings(sources: Sources) -> pl.DataFrame:
    """All findings with `subject` (a name), `unit`, `unit_id`, `post`, `kind` and `exchange`.

    A person stands under the unit of the post held; a team is its unit; `kind` is the rule's,
    `exchange` the kinds of exchange it serves.
    """
    facts = sources.facts
    named = pl.concat([_people(sources), _units(sources), _posts(sources)])
    found = sources.needed_findings().with_columns(
        pl.col("subject_kind").cast(pl.String).replace({"team": "unit"}).alias("named_as"),
        pl.col("unit").alias("unit_of_measure"),
    )
    units = facts.snapshot.units.select("unit_id", unit="name")
    return (
        found.drop("unit")
        .join(named, on=["named_as", "subject_id"], how="left", validate="m:1")
        .join(units, on="unit_id", how="left", validate="m:1")
        .join(_kinds(sources), on="rule", how="left", validate="m:1")
        .with_columns(pl.coalesce("subject", "subject_id").alias("subject"))
        .drop("named_as")
    )


def rule_column(sources: Sources) -> Column:
    """The column `rule`, with the titles of the rules where there is a rulebook."""
    titles = {name: rule.title for name, rule in sources.rules.items()}
    return Column("rule", COLUMNS["rule"].title, titles)


def _people(sources: Sources) -> pl.DataFrame:
    held = sources.facts.holders.select("person_id", "unit_id", "post_id", "title")
    posts = sources.facts.snapshot.posts.select("post_id", post_title="title")
    people = sources.facts.snapshot.people.select("person_id", subject="name")
    rows = people.join(held, on="person_id", how="left", validate="1:1").join(
        posts, on="post_id", how="left", validate="m:1"
    )
    return rows.select(
        pl.lit("person").alias("named_as"),
        pl.col("person_id").alias("subject_id"),
        "subject",
        "unit_id",
        pl.coalesce("title", "post_title").alias("post"),
    )


def _units(sources: Sources) -> pl.DataFrame:
    return sources.facts.snapshot.units.select(
        pl.lit("unit").alias("named_as"),
        pl.col("unit_id").alias("subject_id"),
        pl.col("name").alias("subject"),
        "unit_id",
        pl.lit(None, pl.String).alias("post"),
    )


def _posts(sources: Sources) -> pl.DataFrame:
    return sources.facts.snapshot.posts.select(
        pl.lit("post").alias("named_as"),
        pl.col("post_id").alias("subject_id"),
        pl.col("title").alias("subject"),
        "unit_id",
        pl.col("title").alias("post"),
    )


def _kinds(sources: Sources) -> pl.DataFrame:
    rows = [(rule.name, rule.kind, list(rule.exchange)) for rule in sources.rules.values()]
    frame = pl.DataFrame(rows, schema=["rule", "kind", "exchange"], orient="row")
    return frame.cast({"rule": pl.String, "kind": pl.String, "exchange": pl.List(pl.String)})
