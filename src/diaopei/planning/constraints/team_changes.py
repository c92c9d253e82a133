"""A team is not changed all at once."""

import polars as pl

from diaopei.planning.constraint import constraint, rows
from diaopei.planning.problem import Problem


@constraint(
    title={
        "en": "At most a share of a team's members leaves in one round",
        "zh-hans": "班子成员一次调整不超过比例",
        "zh-hant": "班子成員一次調整不超過比例",
    }
)
def team_changes(problem: Problem) -> pl.DataFrame:
    """A row a team over its members' stay arcs: members less the share (rounded up) stay."""
    share = problem.limit("team_changes")
    if share is None:
        return rows()
    seats = problem.posts.filter(pl.col("is_team_member")).select("post_id")
    members = problem.stays.join(seats, left_on="to_post_id", right_on="post_id", how="semi")
    size = pl.len().over("from_unit_id")
    may_leave = (size * share + 99) // 100
    return rows(members.select("arc", row="from_unit_id", at_least=size - may_leave))
