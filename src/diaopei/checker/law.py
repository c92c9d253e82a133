"""The law of a move, read from the snapshot again, person by person, in plain words of Python."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import polars as pl

from diaopei.snapshot.facts import Facts
from diaopei.snapshot.tables import LEVELS

Row = dict[str, Any]
KEPT_LOW = ("no_higher", "lower_needed")


def broken_laws(facts: Facts, told: Row, moves: pl.DataFrame) -> list[str]:
    """Every law a set of moves breaks, each in one line.

    Args:
        facts: the plan's snapshot, with what follows from it.
        told: `plan.json`; its `limits` name the number of each plan rule, its `pins` the
            people moved by hand.
        moves: person_id, from_post_id, to_post_id as text.
    """
    world = _World(facts, moves)
    numbers = {limit["limits"]: limit["number"] for limit in told["limits"].values()}
    if told.get("batch") is not None:
        numbers["batch"] = told["batch"]
    found = [*world.false_moves(), *world.crowded()]
    for name, test in _TESTS.items():
        if name in numbers:
            found += test(world, numbers[name], told)
    return [*found, *world.kin_joined()]


class _World:
    """Who holds what before and after the moves."""

    def __init__(self, facts: Facts, moves: pl.DataFrame) -> None:
        snapshot = facts.snapshot
        self.people = {row["person_id"]: row for row in snapshot.people.to_dicts()}
        self.posts: dict[str | None, Row] = {r["post_id"]: r for r in facts.posts.to_dicts()}
        self.held = dict(facts.holders.select("person_id", "post_id").rows())
        self.level = dict(snapshot.people.select("person_id", "level").rows())
        self.level |= dict(facts.holders.drop_nulls("level").select("person_id", "level").rows())
        self.moves: list[Row] = moves.to_dicts()
        self.after = self.held | {move["person_id"]: move["to_post_id"] for move in self.moves}
        self.ties = snapshot.ties.drop_nulls("other_id").to_dicts()

    def post(self, post: str | None) -> Row:
        return self.posts.get(post, {})

    def climbed(self, move: Row) -> int | None:
        """Levels a move climbs; none where it leads nowhere or the level is unknown."""
        level, there = self.level.get(move["person_id"]), self.post(move["to_post_id"])
        return LEVELS.index(level) - LEVELS.index(there["level"]) if level and there else None

    def leavers(self) -> list[Row]:
        return [move for move in self.moves if move["person_id"] in self.held]

    def false_moves(self) -> Iterator[str]:
        """Moves of people or posts that are not so in the snapshot."""
        counts = Counter(move["person_id"] for move in self.moves)
        for move in self.moves:
            who, there = move["person_id"], move["to_post_id"]
            if self.people.get(who, {}).get("status") != "active":
                yield f"{who}: is not an active person of the register"
            if self.held.get(who) != move["from_post_id"]:
                yield f"{who}: does not hold {move['from_post_id']}"
            if there is not None and there not in self.posts:
                yield f"{who}: there is no post {there}"
            if counts[who] > 1 or there == move["from_post_id"]:
                yield f"{who}: is moved twice, or to the post already held"

    def crowded(self) -> Iterator[str]:
        """Posts with more holders than seats, unless they had them before."""
        before, after = Counter(self.held.values()), Counter(self.after.values())
        for post, count in after.items():
            if post is not None and count > max(self.post(post).get("seats", 0), before[post]):
                yield f"{post}: has {count} holders for {self.post(post).get('seats')} seats"

    def kin_joined(self) -> Iterator[str]:
        """Kin of whom one is moved and who come into one line or under one leader in a unit."""
        moved = {move["person_id"] for move in self.moves}
        for tie in self.ties:
            one, other = tie["person_id"], tie["other_id"]
            a, b = self.post(self.after.get(one)), self.post(self.after.get(other))
            if a and b and (one in moved or other in moved) and _in_line(a, b):
                yield f"{one} and {other}: kin would serve in one line or under one leader"


def _in_line(a: Row, b: Row) -> bool:
    same_leader = a["reports_to"] is not None and a["reports_to"] == b["reports_to"]
    under = a["reports_to"] == b["post_id"] or b["reports_to"] == a["post_id"]
    return under or (same_leader and a["unit_id"] == b["unit_id"])


def _batch(world: _World, most: int, _: Row) -> Iterator[str]:
    count = len(world.leavers())
    if count > most:
        yield f"batch: {count} people in force move, {most} may"


def _team_changes(world: _World, share: int, _: Row) -> Iterator[str]:
    team: dict[str, list[str]] = defaultdict(list)
    for who, post in world.held.items():
        if world.post(post).get("is_team_member"):
            team[world.post(post)["unit_id"]].append(who)
    moved = {move["person_id"] for move in world.moves}
    for unit, members in sorted(team.items()):
        leave = len(moved.intersection(members))
        if leave > -(-len(members) * share // 100):
            yield f"{unit}: {leave} of {len(members)} team members leave their posts"


def _principals(world: _World, _: int, __: Row) -> Iterator[str]:
    gone: dict[str, set[str]] = defaultdict(set)
    stay: dict[str, set[str]] = defaultdict(set)
    moved = {move["person_id"] for move in world.moves}
    for who, post in world.held.items():
        seat = world.post(post)
        if seat.get("is_principal") and seat["system"] == "leadership":
            (gone if who in moved else stay)[seat["place_id"]].add(seat["unit_kind"])
    for place, kinds in sorted(gone.items()):
        if {"party", "government"} <= kinds and not stay[place] & {"party", "government"}:
            yield f"{place}: both principals leave together"


def _level_step(world: _World, most: int, told: Row) -> Iterator[str]:
    for move in world.moves:
        climbed = world.climbed(move)
        by_hand = move["person_id"] in told.get("pins", [])
        if climbed is not None and not by_hand and not 0 <= climbed <= most:
            yield f"{move['person_id']}: climbs {climbed} levels"


def _no_higher(world: _World, most: int, _: Row) -> Iterator[str]:
    for move in world.moves:
        here, there = world.post(move["from_post_id"]), world.post(move["to_post_id"])
        limit = world.people.get(move["person_id"], {}).get("health_limit")
        known = here.get("altitude_m") is not None and there.get("altitude_m") is not None
        if limit in KEPT_LOW and known and there["altitude_m"] - here["altitude_m"] > most:
            yield f"{move['person_id']}: goes higher against a health limit"


def _must_fill(world: _World, _: int, __: Row) -> Iterator[str]:
    kept = Counter(world.after.values())
    for post in sorted({post for post in world.held.values() if post}):
        if world.post(post).get("must_fill") and not kept[post]:
            yield f"{post}: must be filled and would stand empty"


def _couples(world: _World, _: int, __: Row) -> Iterator[str]:
    moved = {move["person_id"] for move in world.moves}
    spouses = [tie for tie in world.ties if tie["relation"] == "spouse"]
    pairs = [(tie["person_id"], tie["other_id"]) for tie in spouses]
    for one, other in [*pairs, *((other, one) for one, other in pairs)]:
        was = world.post(world.held.get(one)).get("county_id")
        now = world.post(world.after.get(one)).get("county_id")
        there = world.post(world.after.get(other)).get("county_id")
        parted = now is not None and now not in (was, there)
        if one in moved and other in world.held and parted:
            yield f"{one}: leaves the county for one where the spouse {other} is not"


def _promotions(world: _World, share: int, _: Row) -> Iterator[str]:
    promoted = [
        world.post(move["from_post_id"]).get("tier")
        for move in world.moves
        if (world.climbed(move) or 0) > 0
    ]
    inside = sum(tier in ("county", "township") for tier in promoted)
    if inside * 100 < share * len(promoted):
        yield f"promotions: {inside} of {len(promoted)} come from counties and townships"


_TESTS = {
    "batch": _batch,
    "team_changes": _team_changes,
    "principals_together": _principals,
    "level_step": _level_step,
    "no_higher": _no_higher,
    "must_fill": _must_fill,
    "couples": _couples,
    "promotions": _promotions,
}
