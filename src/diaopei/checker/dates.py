"""The days of a plan, followed post by post from the first day to the last, in plain Python."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from diaopei.snapshot.facts import Facts

Row = dict[str, Any]
HEADED = ("party", "government")
WEEK = 7


def broken_dates(facts: Facts, told: Row, tables: dict[str, pl.DataFrame]) -> list[str]:
    """Every demand on the order of moves that the legs do not keep, each in one line.

    Args:
        facts: the plan's snapshot, with what follows from it.
        told: `plan.json`: first_day, last_day, pace, vacancy_days, unkept.
        tables: `moves`, `legs` and `unkept`, all columns as text.
    """
    try:
        days = _Days(facts, told, {name: frame.to_dicts() for name, frame in tables.items()})
        found = [*days.false_legs(), *days.false_spans()]
        return found or [*days.gaps(), *days.crowds(), *days.without_hand_over(),
                         *days.full_weeks(), *days.false_sums()]  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        return [f"legs: a row or a word is missing or cannot be read ({error!r})"]


class _Days:
    """Who starts and leaves where on which day, and which seats are doubly held or kept."""

    def __init__(self, facts: Facts, told: Row, rows: dict[str, list[Row]]) -> None:
        self.told, self.pace = told, told["pace"]
        self.first = date.fromisoformat(told["first_day"])
        self.moves, self.legs = rows["moves"], [_typed(leg) for leg in rows["legs"]]
        self.unkept = [(row["reason"], row["person_id"]) for row in rows["unkept"]]
        self.posts = {row["post_id"]: row for row in facts.posts.to_dicts()}
        self.held = Counter(facts.holders["post_id"].to_list())
        self.acts: dict[str, list[Row]] = defaultdict(list)
        for leg in self.legs:
            self.acts[leg["act"]].append(leg)
        self.double: dict[str, list[Row]] = defaultdict(list)
        for leg in self.acts["hand_over"]:
            self.double[leg["post_id"]].append(leg)
        self.starts = {leg["person_id"]: leg for leg in self.acts["take_up"]}
        self.leaves = {leg["person_id"]: leg for leg in self.acts["relieve"]}

    def false_legs(self) -> Iterator[str]:
        """Legs that are not just those of the moves, each person's on one day."""
        for act, side, legs in (
            ("take_up", "to_post_id", self.starts),
            ("relieve", "from_post_id", self.leaves),
        ):
            told = [(leg["person_id"], leg["post_id"]) for leg in self.acts[act]]
            true = [(m["person_id"], m[side]) for m in self.moves if m[side]]
            odd = sorted((Counter(told) - Counter(true)) + (Counter(true) - Counter(told)))
            yield from (f"legs: {act} of {who} is not as the moves have it" for who, _ in odd)
            early = [who for who, leg in legs.items() if leg["day"] < self.first]
            yield from (f"legs: {who} moves before the first day" for who in early)
        for move in self.moves:
            who = move["person_id"]
            comes, goes = self.starts.get(who), self.leaves.get(who)
            if move["starts_on"] != (comes and comes["day"].isoformat()):
                yield f"moves: {who} does not start on the day of the legs"
            if comes and goes and comes["day"] != goes["day"]:
                yield f"legs: {who} is in two posts, or in none, for some days"

    def false_spans(self) -> Iterator[str]:
        """Hand-overs and stand-ins that are none, or longer than the pace allows."""
        for leg in self.acts["hand_over"]:
            comes, goes = self.starts[leg["with_id"]], self.leaves[leg["person_id"]]
            true = (comes["post_id"], goes["post_id"], comes["day"], goes["day"])
            if true != (leg["post_id"], leg["post_id"], leg["day"], leg["until"]):
                yield f"legs: the hand-over at {leg['post_id']} is not between those days"
            if not 0 < (leg["until"] - leg["day"]).days <= self.pace["hand_over"]:
                yield f"legs: the hand-over at {leg['post_id']} is longer than the round allows"
        for leg in self.acts["stand_in"]:
            comes = self.starts[leg["with_id"]]
            gone = [x["day"] for x in self.leaves.values() if x["post_id"] == leg["post_id"]]
            if (comes["post_id"], comes["day"]) != (leg["post_id"], leg["until"]):
                yield f"legs: nobody takes {leg['post_id']} over from the stand-in"
            if leg["day"] not in gone or not leg["chain"].startswith("R"):
                yield f"legs: a stand-in keeps {leg['post_id']}, which nobody of a ring left"
            if not 0 < (leg["until"] - leg["day"]).days <= self.pace["bench"]:
                yield f"legs: a stand-in keeps {leg['post_id']} longer than the round allows"

    def gaps(self) -> Iterator[str]:
        """Must-fill posts held today that stand empty for days before somebody comes."""
        for post, events in sorted(self._events().items()):
            count, empty = self.held[post], None
            for day, change in events:
                if empty is not None and change > 0 and not self._kept(post, empty, day):
                    yield f"{post}: must be filled and stands empty from {empty} to {day}"
                count += change
                empty = day if count == 0 else None

    def _kept(self, post: str, empty: date, filled: date) -> bool:
        """Whether a post may stand empty for those days, or a stand-in keeps it."""
        by = [leg for leg in self.acts["stand_in"] if leg["post_id"] == post]
        kept = any(leg["day"] <= empty and filled <= leg["until"] for leg in by)
        return kept or empty == filled or not self.posts[post]["must_fill"]

    def crowds(self) -> Iterator[str]:
        """Posts with more holders on some day than seats, hand-overs apart."""
        for post, events in sorted(self._events().items()):
            count = self.held[post]
            most = max(self.posts[post]["seats"] or 0, count)
            for day, change in sorted(events, key=lambda event: (event[0], event[1])):
                count += change
                double = sum(leg["day"] <= day < leg["until"] for leg in self.double[post])
                if change > 0 and count > most + double:
                    yield f"{post}: has {count} holders on {day} for {most} seats"

    def _events(self) -> dict[str, list[tuple[date, int]]]:
        """By post the days on which somebody comes or goes; who comes is counted first."""
        events: dict[str, list[tuple[date, int]]] = defaultdict(list)
        for change, legs in ((1, self.starts), (-1, self.leaves)):
            for leg in legs.values():
                events[leg["post_id"]].append((leg["day"], change))
        return {post: sorted(told, key=lambda e: (e[0], -e[1])) for post, told in events.items()}

    def without_hand_over(self) -> Iterator[str]:
        """Heads of places who have a successor, but no hand-over, and are not named for it."""
        done = {(leg["act"], leg["chain"], leg["post_id"]) for leg in self.legs}
        for move, follower in self._followed():
            post = self.posts[move["from_post_id"]]
            head = post["is_principal"] and post["system"] == "leadership"
            if not (head and post["unit_kind"] in HEADED and self.pace["hand_over"] and follower):
                continue
            told = any((act, move["chain"], post["post_id"]) in done
                       for act in ("hand_over", "stand_in"))  # fmt: skip
            if not told and ("no_hand_over", move["person_id"]) not in self.unkept:
                yield f"{post['post_id']}: its head leaves without a hand-over"

    def full_weeks(self) -> Iterator[str]:
        """Weeks with more moves than the round allows, of people not named for it."""
        weeks: dict[int, set[str]] = defaultdict(set)
        for leg in (*self.starts.values(), *self.leaves.values()):
            weeks[(leg["day"] - self.first).days // WEEK].add(leg["person_id"])
        most = self.pace["per_week"]
        for week, people in sorted(weeks.items()):
            named = all(("over_weekly_limit", who) in self.unkept for who in people)
            if most is not None and len(people) > most and not named:
                yield f"legs: week {week + 1} has {len(people)} moves, {most} may be made"

    def false_sums(self) -> Iterator[str]:
        """What `plan.json` says of the days against what they add up to."""
        last = max((leg["day"] for leg in self.legs), default=self.first).isoformat()
        kept = {(leg["chain"], leg["post_id"]) for leg in self.acts["stand_in"]}
        first = [m["person_id"] for m in self.moves
                 if m["chain"].startswith("C") and m["place_in_chain"] == "1"]  # fmt: skip
        waits = [(self.starts[who]["day"] - self.first).days for who in first if who in self.starts]
        for move, follower in self._followed():
            if follower and (move["chain"], move["from_post_id"]) not in kept:
                comes, goes = self.starts[follower], self.leaves[move["person_id"]]
                waits.append((comes["day"] - goes["day"]).days)
        days = sum(wait for wait in waits if wait > 0)
        true = {"last_day": last, "vacancy_days": days, "unkept": len(self.unkept)}
        for name, value in true.items():
            if self.told[name] != value:
                yield f"plan.json: {name} is {self.told[name]}, by the legs {value}"
        if self.told["vacancy_days_at_least"] > days:
            yield "plan.json: fewer vacancy-days than it says there can be"

    def _followed(self) -> Iterator[tuple[Row, str | None]]:
        """Everybody who leaves a post, with who comes to that seat next in the chain."""
        place = {(m["chain"], int(m["place_in_chain"])): m["person_id"] for m in self.moves}
        size = Counter(m["chain"] for m in self.moves)
        for move in self.moves:
            if move["person_id"] in self.leaves:
                here, chain = int(move["place_in_chain"]), move["chain"]
                ends = chain.startswith("R") and here == size[chain]
                yield move, place.get((chain, 1 if ends else here + 1))


def _typed(leg: Row) -> Row:
    until = date.fromisoformat(leg["until"]) if leg["until"] else None
    return leg | {"day": date.fromisoformat(leg["day"]), "until": until}
