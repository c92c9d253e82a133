"""Tied people in force, the posts they hold, and when two posts may not be held by kin.

Civil Servants Law 2018, art. 74; 党政领导干部任职回避暂行规定 2006, art. 3.
"""

import polars as pl

from diaopei.screening.ground import Ground
from diaopei.screening.rule import Rule

SEAT = ("post_id", "unit_id", "reports_to", "work_kinds", "is_leadership")


def tied(ground: Ground, rule: Rule) -> pl.DataFrame:
    """`person_id`, `other_id`, `tie`: pairs of the register in both directions, once each."""
    told = (
        ground.facts.snapshot.ties.with_row_index("row", offset=1)
        .filter(pl.col("relation").is_in(rule.listed("ties")), pl.col("other_id").is_not_null())
        .select("person_id", "other_id", tie=pl.format("ties|{}", "row"))
    )
    back = told.select(person_id="other_id", other_id="person_id", tie="tie")
    pairs = pl.concat([told, back]).filter(pl.col("person_id") != pl.col("other_id"))
    return pairs.unique(["person_id", "other_id"], keep="first", maintain_order=True)


def seats(ground: Ground, people: pl.DataFrame) -> pl.DataFrame:
    """`person_id`, `assignment_id`, `start`, `SEAT`: the posts these people hold, if in force."""
    lines = ground.facts.snapshot.posts.select("post_id", "reports_to")
    held = ground.seats.join(people, on="person_id", how="semi", maintain_order="left")
    return (
        held.join(ground.people, on="person_id", how="semi", maintain_order="left")
        .join(lines, on="post_id", how="left", validate="m:1", maintain_order="left")
        .select("person_id", "assignment_id", "start", *SEAT)
    )


def others(ground: Ground, rule: Rule) -> pl.DataFrame:
    """For each tied person the posts the other holds, in columns with the prefix `other_`."""
    pairs = tied(ground, rule)
    # Ties stand in both directions: whoever is an other is a person as well.
    held = seats(ground, pairs).select(pl.all().name.prefix("other_"))
    theirs = held.rename({"other_person_id": "other_id"})
    return pairs.join(theirs, on="other_id", how="inner", validate="m:m", maintain_order="left")


def conflict(rule: Rule) -> pl.Expr:
    """Whether `SEAT` and the other's seat may not be held by kin, as the rule's relation says."""
    if rule.word("relation") == "same_chain":
        return _same_chain().fill_null(value=False)
    kinds = list(rule.listed("work_kinds"))
    sensitive = [
        pl.col(f"{mine}work_kinds").list.set_intersection(kinds).list.len() > 0
        for mine in ("", "other_")
    ]
    under = sensitive[0] & pl.col("other_is_leadership")
    over = sensitive[1] & pl.col("is_leadership")
    same_organ = pl.col("unit_id") == pl.col("other_unit_id")
    return (same_organ & (under.fill_null(value=False) | over.fill_null(value=False))).fill_null(
        value=False
    )


def _same_chain() -> pl.Expr:
    """One post reports to the other's, or both, in one unit, to the same post."""
    up = (pl.col("reports_to") == pl.col("other_post_id")).fill_null(value=False)
    down = (pl.col("other_reports_to") == pl.col("post_id")).fill_null(value=False)
    side = (pl.col("reports_to") == pl.col("other_reports_to")).fill_null(value=False)
    return up | down | (side & (pl.col("unit_id") == pl.col("other_unit_id")))
