"""Ties of the register as planning needs them: kin and their posts, couples."""

import polars as pl

from diaopei.planning.problem import Problem


def tied(problem: Problem) -> pl.DataFrame:
    """Tied pairs of the register, each once: person_id, other_id."""
    ties = problem.facts.snapshot.ties.drop_nulls("other_id").select(
        person_id=pl.min_horizontal("person_id", "other_id"),
        other_id=pl.max_horizontal("person_id", "other_id"),
    )
    return ties.unique(maintain_order=True).sort("person_id", "other_id")


def spouses(problem: Problem) -> pl.DataFrame:
    """Couples of the register who are both in force, in both directions."""
    ties = problem.facts.snapshot.ties.filter(pl.col("relation") == "spouse").drop_nulls("other_id")
    one = ties.select("person_id", "other_id")
    other = ties.select(person_id="other_id", other_id="person_id")
    known = problem.stays.select("person_id")
    pairs = pl.concat([one, other]).unique(maintain_order=True).sort("person_id", "other_id")
    return pairs.join(known, on="person_id", how="semi").join(
        known, left_on="other_id", right_on="person_id", how="semi"
    )


def groups(problem: Problem) -> pl.DataFrame:
    """Posts kin may not share out: whoever holds one of side `a` bars kin from side `b`.

    Columns group, side, post_id. Posts of one unit under one leader stand against each other,
    those who report to a leader against the leader, and by the rulebook's sensitive-work rule
    a unit's posts in such work against its leadership posts.
    """
    posts = problem.posts
    led = posts.drop_nulls("reports_to")
    together = led.select("post_id", group=pl.format("{} in {}", "reports_to", "unit_id"))
    line = pl.format("line of {}", "reports_to")
    parts = [
        *(together.with_columns(side=pl.lit(side)) for side in ("a", "b")),
        led.select("post_id", group=line, side=pl.lit("a")),
        led.select(post_id="reports_to", group=line, side=pl.lit("b")).unique(maintain_order=True),
    ]
    parts += [
        _sensitive(posts, list(rule.listed("work_kinds")))
        for rule in problem.rulebook.of_kind("avoidance")
        if rule.word("relation") == "sensitive_work"
    ]
    return pl.concat(parts).select("group", "side", "post_id")


def _sensitive(posts: pl.DataFrame, work_kinds: list[str]) -> pl.DataFrame:
    """The groups of sensitive work: one a unit."""
    works = pl.col("work_kinds").list.eval(pl.element().is_in(work_kinds)).list.any()
    group = pl.format("work in {}", "unit_id")
    work = posts.filter(works).select("post_id", group=group, side=pl.lit("a"))
    leads = posts.filter("is_leadership").select("post_id", group=group, side=pl.lit("b"))
    return pl.concat([work, leads])
