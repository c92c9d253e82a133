"""The arcs: for every person the present post, every post the law allows, and the way out."""

import polars as pl

from diaopei.errors import RoundError
from diaopei.fit import score
from diaopei.planning.eligibility import refusals, step
from diaopei.planning.problem import Problem, Setting
from diaopei.planning.round import STAY
from diaopei.screening import resolved

END = ("unit_id", "level", "tier", "system", "place_id", "county_id", "altitude_m")
"""The facts of a post that an arc carries for both of its ends."""


def problem(setting: Setting) -> Problem:
    """The problem of a setting: its eligible arcs, scored, and the findings each would end."""
    ways = pl.concat([_stays(setting), _moves(setting), _outs(setting)])
    table = _scored(setting, _number(ways))
    moves = table.filter(pl.col("kind") == "move").rename({"to_post_id": "post_id"})
    ended = resolved(setting.facts, setting.rulebook, setting.findings, moves)
    return Problem(
        facts=setting.facts,
        rulebook=setting.rulebook,
        findings=setting.findings,
        round=setting.round,
        arcs=table,
        resolved=ended.join(
            moves.select("person_id", "post_id", "arc"),
            on=["person_id", "post_id"], how="inner", validate="m:1",
        ).select("rule", "person_id", "arc"),
    )  # fmt: skip


def present(setting: Setting) -> pl.DataFrame:
    """Everybody who may hold a post after the round, with the facts of where they are now.

    People in force stand with their present post; active people without one have nulls.
    """
    holders = setting.facts.holders.join(
        setting.groups, on="post_id", how="left", validate="m:1"
    ).select(
        "person_id",
        held_post_id="post_id",
        from_post_id="group_id",
        **{f"from_{name}": pl.col(name) for name in END},
    )
    active = setting.facts.snapshot.people.select("person_id", "status", "level")
    people = active.join(holders, on="person_id", how="left", validate="1:1")
    in_force = pl.col("person_id").is_in(holders["person_id"].implode())
    here = people.filter(in_force | (pl.col("status") == "active"))
    return here.with_columns(
        pl.coalesce("from_level", "level").alias("from_level"), in_force.alias("in_force")
    ).drop("level").sort("person_id")  # fmt: skip


def placements(setting: Setting, pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs of person_id and post_id with the facts of both ends and `is_promotion`."""
    here = present(setting).drop("status", "in_force")
    there = setting.posts.select("post_id", *(pl.col(name).alias(f"to_{name}") for name in END))
    return (
        pairs.select("person_id", "post_id")
        .join(here, on="person_id", how="inner", validate="m:1")
        .join(there, on="post_id", how="inner", validate="m:1")
        .with_columns(is_promotion=(step() > 0).fill_null(value=False))
    )


def movable(setting: Setting) -> pl.DataFrame:
    """The `person_id` of everybody whose status lets them be moved."""
    return present(setting).filter(pl.col("status") == "active").select("person_id")


def _moves(setting: Setting) -> pl.DataFrame:
    """Every eligible move, and those pinned by hand that only a `should` stands against."""
    by_hand = pinned(setting).join(movable(setting), on="person_id", how="semi")
    pairs = pl.concat([_level_pairs(setting), by_hand]).unique(maintain_order=True)
    candidates = placements(setting, pairs).filter(
        pl.col("post_id").ne_missing(pl.col("from_post_id"))
    )
    against = refusals(setting, candidates)
    waved = against.join(by_hand, on=["person_id", "post_id"], how="semi").filter(
        (pl.col("strictness") != "must") | (pl.col("rule") == _step_rule(setting))
    )
    standing = against.join(waved, on=["person_id", "post_id", "rule"], how="anti")
    kept = candidates.join(standing, on=["person_id", "post_id"], how="anti")
    return _arcs(kept.rename({"post_id": "to_post_id"}), "move")


def _level_pairs(setting: Setting) -> pl.DataFrame:
    """Movable people with the posts of their own level and the allowed steps above."""
    here = present(setting).join(movable(setting), on="person_id", how="semi")
    here = here.select("person_id", "from_level", "from_post_id")
    posts = _open_posts(setting).select("post_id", to_level="level")
    levels = here.select("from_level").unique().join(posts.select("to_level").unique(), how="cross")
    most = setting.limit("level_step")
    climb = step().is_between(0, most) if most is not None else step() >= 0
    steps = levels.drop_nulls().filter(climb)
    return (
        here.join(steps, on="from_level", validate="m:m")
        .join(posts, on="to_level", validate="m:m")
        .select("person_id", "post_id")
    )


def _open_posts(setting: Setting) -> pl.DataFrame:
    """Posts with a seat that nobody immovable holds."""
    fixed = present(setting).join(movable(setting), on="person_id", how="anti")
    held = fixed.group_by("from_post_id", maintain_order=True).len("fixed").drop_nulls()
    posts = setting.posts.join(
        held, left_on="post_id", right_on="from_post_id", how="left", validate="1:1"
    )
    return posts.filter(pl.col("seats") > pl.col("fixed").fill_null(0))


def pinned(setting: Setting) -> pl.DataFrame:
    """The pairs of person and post demanded by hand.

    Raises:
        RoundError: a person or post of that id does not exist.
    """
    pins = {person: post for person, post in setting.round.pin.items() if post != STAY}
    people = [*setting.round.pin, *setting.round.hold, *setting.round.forbid]
    posts = [*pins.values(), *(p for many in setting.round.forbid.values() for p in many)]
    _demand_known("person", people, setting.facts.snapshot.people["person_id"])
    _demand_known("post", posts, setting.facts.snapshot.posts["post_id"])
    _demand_held(setting)
    return pl.DataFrame(
        {"person_id": list(pins), "post_id": list(pins.values())},
        schema={"person_id": pl.String, "post_id": pl.String},
    )


def _demand_known(what: str, names: list[str], known: pl.Series) -> None:
    unknown = sorted(set(names) - set(known.to_list()) - {STAY})
    if unknown:
        msg = f"round: there is no {what} {unknown[0]!r}; mend the pin, forbid or hold naming it"
        raise RoundError(msg)


def _demand_held(setting: Setting) -> None:
    """Only who holds a post can be held in it."""
    told = setting.round
    asked = {*told.hold, *(who for who, post in told.pin.items() if post == STAY)}
    without = sorted(asked - set(setting.facts.holders["person_id"]))
    if without:
        msg = f"round: {without[0]!r} holds no post to stay in; mend the hold or pin naming them"
        raise RoundError(msg)


def _step_rule(setting: Setting) -> str:
    rule = setting.limit_rule("level_step")
    return rule.name if rule else "level-step"


def _stays(setting: Setting) -> pl.DataFrame:
    here = present(setting).filter("in_force")
    there = [pl.col(f"from_{name}").alias(f"to_{name}") for name in END]
    return _arcs(
        here.with_columns(
            *there, to_post_id=pl.col("from_post_id"), is_promotion=pl.lit(value=False)
        ),
        "stay",
    )


def _outs(setting: Setting) -> pl.DataFrame:
    """The way out: for those who have no post, and those forbidden to stay where they are.

    Nobody else who holds a post is left without one, for no gain of others.
    """
    here = present(setting)
    leaving = [who for who, posts in setting.round.forbid.items() if STAY in posts]
    nowhere = [pl.lit(None).alias(f"to_{name}") for name in ("post_id", *END)]
    out = here.filter(pl.col("person_id").is_in(leaving) | ~pl.col("in_force"))
    return _arcs(out.with_columns(*nowhere, is_promotion=pl.lit(value=False)), "out")


def _arcs(frame: pl.DataFrame, kind: str) -> pl.DataFrame:
    ends = [f"{side}_{name}" for side in ("from", "to") for name in ("post_id", *END)]
    types = {"altitude_m": pl.Int32}
    return frame.select(
        "person_id",
        pl.lit(kind).alias("kind"),
        "held_post_id",
        *(
            pl.col(name).cast(types.get(name.split("_", 1)[1], pl.String)).alias(name)
            for name in ends
        ),
        "is_promotion",
    )


def _number(table: pl.DataFrame) -> pl.DataFrame:
    """Arcs in the order of person, kind (stay, move, out) and post, numbered from 0."""
    order = {"stay": 0, "move": 1, "out": 2}
    rank = pl.col("kind").replace_strict(order, return_dtype=pl.Int8)
    return table.sort("person_id", rank, "to_post_id").with_row_index("arc")


def _scored(setting: Setting, table: pl.DataFrame) -> pl.DataFrame:
    """Adds the fit score at the destination, and the gain against the present post."""
    placed = table.filter(pl.col("to_post_id").is_not_null())
    pairs = placed.select("person_id", post_id="to_post_id")
    scores = score(setting.facts, pairs).select("person_id", "post_id", "score")
    table = table.join(
        scores, left_on=["person_id", "to_post_id"], right_on=["person_id", "post_id"],
        how="left", validate="m:1", maintain_order="left",
    )  # fmt: skip
    now = table.filter(pl.col("kind") == "stay").select("person_id", now="score")
    both = table.join(now, on="person_id", how="left", validate="m:1", maintain_order="left")
    moved = (pl.col("kind") == "move") & pl.col("score").is_not_null()
    gain = pl.when(moved).then(pl.col("score") - pl.col("now").fill_null(0)).otherwise(0)
    return both.with_columns(gain.cast(pl.Int32).alias("gain")).drop("now")
