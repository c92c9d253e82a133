"""Posts alike in everything but their id are one post with several seats while a plan is made.

Whoever suits one suits the other, and no rule tells them apart but one that counts months in the
same post: a swap between two such posts would end its finding in name only, and is not offered.
The people who arrive are seated at the end in the order of ids. It spares a great many ties.
"""

import polars as pl


def grouped(posts: pl.DataFrame, apart: list[str]) -> pl.DataFrame:
    """The group of each post: post_id, group_id (the first post of the group).

    Args:
        posts: posts with their units' facts.
        apart: posts that must stay single, since a demand by hand names them; a post that
            others report to stays single too.
    """
    single = pl.concat([posts["reports_to"].drop_nulls(), pl.Series(apart, dtype=pl.String)])
    key = [name for name in posts.columns if name != "post_id"]
    lists = pl.selectors.by_dtype(pl.List(pl.String))
    alike = posts.sort("post_id").with_columns(
        lists.list.sort().list.join(";"),
        own=pl.when(pl.col("post_id").is_in(single.implode())).then("post_id"),
    )
    return alike.select(
        "post_id", group_id=pl.col("post_id").first().over([*key, "own"])
    )  # fmt: skip


def merged(posts: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """One row a group under its first post's id: `seats` added up, and `posts`, how many."""
    member = posts.join(groups, on="post_id", how="inner", validate="1:1")
    total = member.group_by("group_id", maintain_order=True).agg(
        pl.col("seats").sum(), posts=pl.len()
    )
    return posts.drop("seats").join(
        total, left_on="post_id", right_on="group_id", how="inner", validate="1:1"
    )


def seated(moves: pl.DataFrame, stays: pl.DataFrame, posts: pl.DataFrame) -> pl.DataFrame:
    """Gives each arrival a post of its group: free ones in the order of ids, people likewise.

    Args:
        moves: person_id and group_id for all who arrive somewhere.
        stays: held_post_id of all who stay.
        posts: post_id, group_id and seats of every post.

    Returns:
        Columns person_id, to_post_id.
    """
    kept = stays.group_by("held_post_id", maintain_order=True).len("taken")
    free = posts.join(
        kept, left_on="post_id", right_on="held_post_id", how="left", validate="1:1"
    ).with_columns(free=(pl.col("seats") - pl.col("taken").fill_null(0)).clip(0))
    places = (
        free.sort("post_id")
        .with_columns(seat=pl.int_ranges(0, pl.col("free")))
        .explode("seat")
        .drop_nulls("seat")
        .with_columns(place=pl.int_range(pl.len()).over("group_id"))
    )
    arrivals = moves.sort("person_id").with_columns(place=pl.int_range(pl.len()).over("group_id"))
    return arrivals.join(
        places.select("group_id", "place", to_post_id="post_id"),
        on=["group_id", "place"], how="left", validate="1:1",
    ).select("person_id", "to_post_id")  # fmt: skip
