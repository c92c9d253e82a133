"""Findings: who or what is due, by which rule, with the measure, the limit and the rows used."""

from datetime import date

import dataframely as dy
import polars as pl

from diaopei.screening.rule import Rule

SUBJECTS = ("person", "post", "unit", "team")
VERDICTS = ("due", "soon", "exempt", "breach", "unknown")
"""`unknown`: a value is missing that would decide; `exempt`: a waiver stands against it."""


class Findings(dy.Schema):
    """One subject found by one rule."""

    rule = dy.String(nullable=False)
    subject_kind = dy.Enum(SUBJECTS, nullable=False)
    subject_id = dy.String(nullable=False)
    verdict = dy.Enum(VERDICTS, nullable=False)
    measure = dy.Int64(nullable=True)
    limit = dy.Int64(nullable=True)
    unit = dy.String(nullable=False)
    since = dy.Date(nullable=True)
    due_on = dy.Date(nullable=True)
    evidence = dy.List(dy.String(nullable=False), nullable=False)
    reference = dy.String(nullable=False)


SCHEMA = Findings.create_empty().schema
VERDICT = SCHEMA["verdict"]


def at_least(limit: int, warn: int | None = None) -> pl.Expr:
    """The verdict where `measure` grows towards a limit; null where there is nothing to say.

    Three-valued: `unknown` only where `bound` or `measure` is missing and the other would matter.

    Args:
        limit: due from here on.
        warn: soon from this far below; never where absent.
    """
    near = pl.col("bound") & (pl.col("measure") >= limit - (warn or 0))
    reached = pl.col("measure") >= limit
    return _verdict(near, pl.when(reached).then(pl.lit("due")).otherwise(pl.lit("soon")))


def broken(breach: pl.Expr) -> pl.Expr:
    """The verdict where something is or is not in breach; null where there is nothing to say."""
    return _verdict(pl.col("bound") & breach, pl.lit("breach"))


def _verdict(holds: pl.Expr, name: pl.Expr) -> pl.Expr:
    missing = pl.when(holds.is_null()).then(pl.lit("unknown"))
    return missing.when(holds).then(name).cast(VERDICT)


def judged(rows: pl.DataFrame, verdict: pl.Expr) -> pl.DataFrame:
    """The rows there is something to say about, with their `verdict`."""
    return rows.with_columns(verdict.alias("verdict")).filter(pl.col("verdict").is_not_null())


def findings(rows: pl.DataFrame, rule: Rule, on: date) -> pl.DataFrame:
    """A kind's rows as findings: the rule's name and source added, what is absent left empty.

    Args:
        rows: at least `subject_id` and `verdict`; `subject_kind` is person unless stated,
            `unit` month, `limit`, `since`, `due_on` unknown, `evidence` none.
        rule: whose rows they are.
        on: the day whose source is quoted.
    """
    stated = {
        "rule": pl.lit(rule.name),
        "reference": pl.lit(rule.basis(on=on)),
        "subject_kind": pl.lit("person"),
        "unit": pl.lit("month"),
        "evidence": pl.lit([], dtype=pl.List(pl.String)),
    }
    return rows.select(
        (pl.col(name) if name in rows.columns else stated.get(name, pl.lit(None)))
        .cast(kind)
        .alias(name)
        for name, kind in SCHEMA.items()
    ).with_columns(pl.col("evidence").fill_null(pl.lit([], dtype=pl.List(pl.String))))
