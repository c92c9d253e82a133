"""Which placements the law or the round's limits refuse, person by person.

A placement is a person and a post. What only a *combination* of moves breaks is a constraint.
"""

import polars as pl

from diaopei.planning.problem import Setting
from diaopei.screening import refused
from diaopei.snapshot.tables import LEVELS

KIN_RELATIONS = ("same_chain", "sensitive_work")
"""Relations of two people's posts, as against a person's home."""

HEALTH_KEPT_LOW = ("no_higher", "lower_needed")


def refusals(setting: Setting, placements: pl.DataFrame) -> pl.DataFrame:
    """Every reason against each placement; a placement without a row is eligible.

    Args:
        setting: the facts, the law, the findings and the round.
        placements: persons and posts with the facts of both ends, see `arcs.placements`.

    Returns:
        Columns person_id, post_id, rule, strictness, measure, limit, reference.
    """
    parts = [
        _steps(setting, placements),
        _higher(setting, placements),
        _law(setting, placements),
    ]
    return pl.concat(parts).sort("person_id", "post_id", "rule")


_COLUMNS = ("person_id", "post_id", "rule", "strictness", "measure", "limit", "reference")


def step(from_level: str = "from_level", to_level: str = "to_level") -> pl.Expr:
    """Levels climbed: 1 is one up, 0 equal, negative down."""
    order = {level: place for place, level in enumerate(LEVELS)}
    return pl.col(from_level).cast(pl.String).replace_strict(order, return_dtype=pl.Int32) - pl.col(
        to_level
    ).cast(pl.String).replace_strict(order, return_dtype=pl.Int32)


def _steps(setting: Setting, placements: pl.DataFrame) -> pl.DataFrame:
    """Placements more levels up than allowed, or down."""
    climbed = placements.with_columns(measure=step())
    most = setting.limit("level_step")
    up = climbed.filter(pl.col("measure") > (len(LEVELS) if most is None else most))
    down = climbed.filter(pl.col("measure") < 0)
    return pl.concat(
        [
            _named(setting, "level_step", up, len(LEVELS) if most is None else most),
            _named(setting, "level_step", down, 0),
        ]
    )


def _higher(setting: Setting, placements: pl.DataFrame) -> pl.DataFrame:
    """Placements that take a person with a health limit higher than now."""
    most = setting.limit("no_higher")
    if most is None:
        return _named(setting, "no_higher", placements.clear(), 0)
    rise = pl.col("to_altitude_m") - pl.col("from_altitude_m")
    kept_low = setting.facts.snapshot.people.filter(pl.col("health_limit").is_in(HEALTH_KEPT_LOW))
    risen = placements.join(kept_low.select("person_id"), on="person_id", how="semi").filter(
        rise > most
    )
    return _named(setting, "no_higher", risen.with_columns(measure=rise), most)


def _law(setting: Setting, placements: pl.DataFrame) -> pl.DataFrame:
    """What the rules refuse; kin who may both move are left to the constraint `kin`."""
    among_kin = [
        rule.name
        for rule in setting.rulebook.of_kind("avoidance")
        if rule.word("relation") in KIN_RELATIONS
    ]
    against = refused(setting.facts, setting.rulebook, placements).select(_COLUMNS)
    return against.filter(~pl.col("rule").is_in(among_kin))


def _named(setting: Setting, limits: str, hit: pl.DataFrame, limit: int) -> pl.DataFrame:
    """The placements hit, with the plan limit's rule and reference (a round's default if none)."""
    rule = setting.limit_rule(limits)
    measure = pl.col("measure") if "measure" in hit.columns else pl.lit(0)
    return hit.select(
        "person_id",
        "post_id",
        rule=pl.lit(rule.name if rule else limits.replace("_", "-")),
        strictness=pl.lit(rule.strictness if rule else "must"),
        measure=measure.cast(pl.Int64),
        limit=pl.lit(limit, dtype=pl.Int64),
        reference=pl.lit(setting.reference(rule)),
    )
