"""Which visits are owed when, and whom a visit found unsuited."""

import polars as pl

from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import month_plus, months_between

AFTER_MONTHS = 6
"""Months from an appointment to its visit where no rulebook says otherwise (bulletin, 2023)."""

GONE = ("retired", "departed")

KEY = ["assignment_id", "person_id"]


def due_visits(
    facts: Facts, within_months: int = 0, after_months: int = AFTER_MONTHS
) -> pl.DataFrame:
    """The visits owed by now, or within some months.

    A visit is owed after a promotion into a leadership post that is still held, and wherever one
    is planned; until one is held. Retired and departed people are owed none.

    Args:
        facts: the facts of the day.
        within_months: how far ahead to look; 0 gives what is owed in the month of `as_of`.
        after_months: from the promotion to its visit: the limit of the rule ``follow-up-6m``.

    Returns:
        By `due_on`: `person_id`, `assignment_id`, `post_id`, `unit_id`, `ground` (``promotion``
        or ``planned``), `started_on`, `due_on`, `verdict` (``due`` or ``soon``), `months_late`
        (negative before the month), and of the planned visit `visit_id`, `planned_on`, `method`.
    """
    as_of = facts.snapshot.as_of
    promoted = (pl.col("means") == "promotion").fill_null(value=False)
    is_owed = promoted & pl.col("is_leadership").fill_null(value=False)
    owed = (
        _in_force(facts)
        .join(_held(facts), on=KEY, how="anti")
        .join(_planned(facts), on=KEY, how="left", validate="1:1", maintain_order="left")
        .filter(is_owed | pl.col("visit_id").is_not_null())
        .with_columns(
            pl.when(is_owed).then(pl.lit("promotion")).otherwise(pl.lit("planned")).alias("ground"),
            pl.when(is_owed)
            .then(month_plus("start", after_months))
            .otherwise("planned_on")
            .alias("due_on"),
        )
        .with_columns(months_between("due_on", as_of).alias("months_late"))
    )
    soon = pl.when(pl.col("months_late") < 0).then(pl.lit("soon")).otherwise(pl.lit("due"))
    return (
        owed.filter(pl.col("months_late") >= -within_months)
        .sort("due_on", "person_id", "assignment_id")
        .select(
            "person_id", "assignment_id", "post_id", "unit_id", "ground",
            pl.col("start").alias("started_on"), "due_on", soon.alias("verdict"), "months_late",
            "visit_id", "planned_on", "method",
        )
    )  # fmt: skip


def unsuited(facts: Facts) -> pl.DataFrame:
    """Those whose latest visit found them unsuited for the post they still hold.

    Returns:
        By the day of the visit: `person_id`, `assignment_id`, `post_id`, `unit_id`, `visit_id`,
        `held`, `months_since`, `reasons`.
    """
    latest = (
        facts.snapshot.visits.filter(pl.col("held") <= facts.snapshot.as_of)
        .sort("held", "visit_id", descending=True)
        .unique(KEY, keep="first", maintain_order=True)
        .filter(pl.col("verdict") == "unsuited")
    )
    return (
        latest.join(_in_force(facts), on=KEY, validate="1:1")
        .with_columns(months_between("held", facts.snapshot.as_of).alias("months_since"))
        .sort("held", "person_id", "assignment_id")
        .select(
            "person_id", "assignment_id", "post_id", "unit_id", "visit_id", "held",
            "months_since", "reasons",
        )
    )  # fmt: skip


def _in_force(facts: Facts) -> pl.DataFrame:
    """The posts held today by people who have neither retired nor departed."""
    status = pl.col("status").cast(pl.String).fill_null("active")
    here = facts.snapshot.people.filter(~status.is_in(GONE))
    return facts.stations.filter("is_current").join(here, on="person_id", how="semi")


def _held(facts: Facts) -> pl.DataFrame:
    """The visits held by `as_of`; one with a verdict but no day was not."""
    return facts.snapshot.visits.filter(pl.col("held") <= facts.snapshot.as_of)


def _planned(facts: Facts) -> pl.DataFrame:
    """The earliest visit of each assignment that is planned and not held."""
    open_ = pl.col("held").is_null() | (pl.col("held") > facts.snapshot.as_of)
    return (
        facts.snapshot.visits.filter(open_)
        .sort("due", "visit_id")
        .unique(KEY, keep="first", maintain_order=True)
        .select(*KEY, "visit_id", planned_on="due", method="method")
    )
