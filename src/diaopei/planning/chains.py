"""Chains and rings read off a set of moves: who goes where another has left.

A chain begins with the move that ends in an empty seat and goes back to the post left empty at
the end; a ring has no such end. Words of kidney exchange, where the shapes were first named.
"""

import polars as pl

Moves = list[tuple[str, str | None, str | None]]


def chains(moves: pl.DataFrame) -> pl.DataFrame:
    """The chain of each move and its place in it.

    Args:
        moves: person_id, from_post_id (null: enters), to_post_id (null: leaves to the pool).

    Returns:
        Columns person_id, chain (`C001` …, rings `R001` …), place_in_chain from 1. The first
        move of a chain takes an empty seat (or leaves the corps); each later one fills what the
        one before it left. The longest come first, then by the first person's id.
    """
    rows: Moves = sorted(moves.select("person_id", "from_post_id", "to_post_id").rows())
    into: dict[str | None, list[str]] = {}
    for person, _, post in rows:
        into.setdefault(post, []).append(person)
    left = {person: post for person, post, _ in rows}
    leavers: dict[str, list[str]] = {}
    for person, post in left.items():
        if post is not None:
            leavers.setdefault(post, []).append(person)
    follower = _followers(into, leavers)
    return _numbered(_lines(follower, [person for person, _, _ in rows]))


def _followers(into: dict[str | None, list[str]], leavers: dict[str, list[str]]) -> dict[str, str]:
    """For each person who leaves a post, who takes that very seat, matched in the order of ids."""
    return {
        leaver: comer
        for post, gone in leavers.items()
        for leaver, comer in zip(gone, into.get(post, []), strict=False)
    }


def _lines(follower: dict[str, str], people: list[str]) -> list[tuple[str, list[str]]]:
    """Chains from their first move on, then rings, each with its kind."""
    after_someone = set(follower.values())
    lines, seen = [], set()
    for person in [p for p in people if p not in after_someone]:
        line = _walk(person, follower)
        lines.append(("C", line))
        seen.update(line)
    for person in people:
        if person not in seen:
            line = _walk(person, follower)
            lines.append(("R", line))
            seen.update(line)
    return lines


def _walk(person: str, follower: dict[str, str]) -> list[str]:
    line = [person]
    while line[-1] in follower and follower[line[-1]] != person:
        line.append(follower[line[-1]])
    return line


def _numbered(lines: list[tuple[str, list[str]]]) -> pl.DataFrame:
    ordered = sorted(lines, key=lambda item: (item[0], -len(item[1]), item[1][0]))
    count = {"C": 0, "R": 0}
    rows = []
    for kind, line in ordered:
        count[kind] += 1
        rows += [(person, f"{kind}{count[kind]:03}", i) for i, person in enumerate(line, 1)]
    schema = {"person_id": pl.String, "chain": pl.String, "place_in_chain": pl.Int32}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("chain", "place_in_chain")
