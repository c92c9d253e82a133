"""Kin are not brought under one leader, into one line, or into sensitive work beside the other."""

import polars as pl

from diaopei.planning.constraint import constraint, rows
from diaopei.planning.kinship import groups, tied
from diaopei.planning.problem import Problem


@constraint(
    title={
        "en": "Kin do not serve in one line or under one leader",
        "zh-hans": "亲属任职回避",
        "zh-hant": "親屬任職迴避",
    }
)
def kin(problem: Problem) -> pl.DataFrame:
    """A row for each tied pair and group: one on this side of it, or the other on that side.

    A conflict that stands today is a finding of duty, not forbidden: two people who both stay
    are let be, and the goal `kin_parted` asks to part them. Civil Servants Law 2018, art. 74.
    """
    arcs = problem.arcs.filter(pl.col("to_post_id").is_not_null()).select(
        "arc", "person_id", "kind", post_id="to_post_id"
    )
    pairs = tied(problem)
    sides = groups(problem)
    there = sides.join(arcs, on="post_id", validate="m:m")
    back = pairs.select(person_id="other_id", other_id="person_id")
    both = pl.concat([pairs, back])
    one = both.join(there.filter(pl.col("side") == "a"), on="person_id", validate="m:m")
    other = both.join(
        there.filter(pl.col("side") == "b").rename({"person_id": "other_id"}),
        on="other_id", validate="m:m",
    ).select(one.columns)  # fmt: skip
    return _rows(_meeting(pl.concat([one, other])))


def _meeting(entries: pl.DataFrame) -> pl.DataFrame:
    """Entries of the pairs and groups that both people can reach, by some move."""
    key = ["person_id", "other_id", "group"]
    reach = pl.col("side").n_unique().over(key) == 2
    moves = (pl.col("kind") != "stay").any().over(key)
    return entries.filter(reach & moves)


def _rows(entries: pl.DataFrame) -> pl.DataFrame:
    """One row a pair and group; two where both stand in it today, each without one's stay."""
    key = ["person_id", "other_id", "group"]
    stays = (pl.col("kind") == "stay") & (pl.col("side") == pl.lit("a"))
    stays_b = (pl.col("kind") == "stay") & (pl.col("side") == pl.lit("b"))
    marked = entries.with_columns(now=stays.any().over(key) & stays_b.any().over(key))
    first = marked.filter(~(pl.col("now") & stays)).with_columns(part=pl.lit("1"))
    second = marked.filter(pl.col("now") & ~stays_b).with_columns(part=pl.lit("2"))
    name = pl.format("{}|{}|{}|{}", "person_id", "other_id", "group", "part")
    pair = pl.format("{}|{}", "person_id", "other_id")
    return rows(pl.concat([first, second]).select("arc", row=name, subject=pair, at_most=1))
