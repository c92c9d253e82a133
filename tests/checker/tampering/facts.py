"""Facts and choices that no longer are what the plan names by their hashes; and those named again,
under which the plan breaks the law.
"""

from dataclasses import replace
from random import Random
from typing import Any

import polars as pl
from tests.checker.kept import Kept
from tests.checker.tampering.cells import cell, put, tampering

from diaopei.planning import Round
from diaopei.snapshot.tables import LEVELS


@tampering
def a_fact_of_the_snapshot(kept: Kept, chance: Random) -> Kept | None:
    name = chance.choice(["people", "posts", "assignments", "ties", "units", "places", "reserve"])
    table = getattr(kept.facts.snapshot, name)
    plain = [
        column for column in table.columns
        if table.schema[column] in (pl.Int64, pl.Int32, pl.Boolean, pl.Date, pl.String)
        or isinstance(table.schema[column], pl.Enum)
    ]  # fmt: skip
    changed = cell(table, chance, plain)
    return None if changed is None else kept.with_facts(**{name: changed})


@tampering
def a_choice_of_the_round(kept: Kept, chance: Random) -> Kept:
    return replace(kept, round=_other_round(kept, chance))


@tampering
def a_choice_of_the_round_named_by_its_hash(kept: Kept, chance: Random) -> Kept:
    """The law, a claim or what a layer must keep is another under any of these rounds."""
    return replace(kept, round=_other_round(kept, chance)).renamed()


def _other_round(kept: Kept, chance: Random) -> Round:
    """Another batch, a mover held, a post forbidden, other layers, limits, rules or an engine."""
    was, move = kept.round, kept.csv["moves"].filter(pl.col("effect") != "leave").row(0, named=True)
    changes: list[dict[str, Any]] = [
        {"batch": kept.told["batch"] - 1},
        {"batch": kept.told["batch"] + 3},
        {"hold": (*was.hold, move["person_id"])},
        {"forbid": {**was.forbid, move["person_id"]: (move["to_post_id"],)}},
        {"layers": ("duty", "seats", *was.layers[2:])},
        {"layers": was.layers[:-1]},
        {"tolerance": {**was.tolerance, "fit": 5}},
        {"rules": {"one-level-up.limit": 2}},
        {"engine": "prices"},
    ]
    return replace(was, **chance.choice(changes))


def _mover(kept: Kept, chance: Random) -> dict[str, Any]:
    moves = kept.csv["moves"].filter(pl.col("from_post_id").is_not_null())
    return moves.drop_nulls("to_post_id").sample(1, seed=chance.randrange(99)).row(0, named=True)


def _where(kept: Kept, name: str, row: tuple[str, str], **new: Any) -> Kept:
    """A fact changed in the row of a table that has a key."""
    table = getattr(kept.facts.snapshot, name)
    key, value = row
    ((column, fact),) = new.items()
    number = table[key].to_list().index(value)
    return kept.with_facts(**{name: put(table, number, column, fact)})


@tampering
def a_mover_who_is_not_there_to_be_moved(kept: Kept, chance: Random) -> Kept:
    status = chance.choice(["on_leave", "retired", "under_review", "departed"])
    who = _mover(kept, chance)["person_id"]
    return _where(kept, "people", ("person_id", who), status=status).renamed()


@tampering
def a_mover_struck_off_the_register(kept: Kept, chance: Random) -> Kept:
    who, name = _mover(kept, chance)["person_id"], chance.choice(["people", "assignments"])
    table = getattr(kept.facts.snapshot, name).filter(pl.col("person_id") != who)
    return kept.with_facts(**{name: table}).renamed()


@tampering
def a_post_far_above_or_gone(kept: Kept, chance: Random) -> Kept:
    """Three levels above the highest there is: nobody may climb so far."""
    to = _mover(kept, chance)["to_post_id"]
    if chance.random() < 0.5:
        posts = kept.facts.snapshot.posts.filter(pl.col("post_id") != to)
        return kept.with_facts(posts=posts).renamed()
    top = min(map(LEVELS.index, kept.facts.snapshot.posts["level"].cast(pl.String)))
    high = LEVELS[max(0, top - 3)]
    return _where(kept, "posts", ("post_id", to), level=high).renamed()


@tampering
def a_post_that_must_be_filled(kept: Kept, chance: Random) -> Kept | None:
    """One that its holder leaves and nobody comes to."""
    moves = kept.csv["moves"]
    held = kept.facts.holders.join(moves, on="person_id", how="anti")["post_id"]
    left = sorted(set(moves["from_post_id"].drop_nulls()) - set(moves["to_post_id"]) - set(held))
    if not left:
        return None
    return _where(kept, "posts", ("post_id", chance.choice(left)), must_fill=True).renamed()


@tampering
def kin_under_whom_a_mover_comes(kept: Kept, chance: Random) -> Kept | None:
    """A tie between a mover and who then holds the post that the new one reports to."""
    moves = kept.csv["moves"]
    after = dict(kept.facts.holders.select("post_id", "person_id").rows())
    after |= dict(moves.drop_nulls("to_post_id").select("to_post_id", "person_id").rows())
    gone = set(moves["person_id"])
    heads = dict(kept.facts.snapshot.posts.select("post_id", "reports_to").rows())
    pairs = [
        (who, after[heads[to]])
        for who, to in moves.drop_nulls("to_post_id").select("person_id", "to_post_id").rows()
        if heads.get(to) in after
        and (after[heads[to]] not in gone
             or heads[to] in set(moves.filter(person_id=after[heads[to]])["to_post_id"]))
    ]  # fmt: skip
    if not pairs:
        return None
    one, two = chance.choice(pairs)
    tie = pl.DataFrame({"person_id": [one], "other_id": [two], "relation": ["direct_line"]})
    ties = kept.facts.snapshot.ties
    new = tie.select(
        (pl.col(name) if name in tie.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in ties.schema.items()
    )
    return kept.with_facts(ties=pl.concat([ties, new])).renamed()
