from collections.abc import Callable
from typing import Any

import pytest

from diaopei.screening import Rule

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]

FIVE = ("year", 5)


def moved(*stations: tuple[str, str, str | None, str]) -> dict[str, Any]:
    rows = [
        {"person_id": "P1", "post_id": post, "start": start, "end": end, "means": means}
        for post, start, end, means in stations
    ]
    posts = [{"post_id": post} for post in "ABC"]
    return {"people": [{"person_id": "P1"}], "posts": posts, "assignments": rows}


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2023-04-30", []), ("2023-05-01", [("P1", "due", 2)]), ("2028-05-01", [("P1", "due", 3)])],
)
def test_two_full_terms_in_one_post_are_the_most(
    rule: Rules, found: Found, day: str, expected: list[Any]
) -> None:
    two = rule("term", counts="terms_in_post", term=FIVE, limit=("term", 2))
    assert found(two, day, moved(("A", "2013-05-01", None, "appointment"))) == expected


@pytest.mark.parametrize(
    ("day", "means", "expected"),
    [
        ("2023-04-30", "transfer", [("P1", "breach", 2)]),
        ("2023-05-31", "transfer", []),
        ("2023-04-30", "promotion", []),
    ],
)
def test_a_second_move_within_a_term_is_a_breach_unless_it_promotes(
    rule: Rules, found: Found, day: str, means: str, expected: list[Any]
) -> None:
    once = rule("term", counts="special_moves", term=FIVE, limit=("count", 1))
    world = moved(
        ("A", "2010-01-01", "2018-05-01", "appointment"),
        ("B", "2018-05-01", "2021-01-01", means),
        ("C", "2021-01-01", None, "lateral"),
    )
    assert found(once, day, world) == expected


def test_another_post_ends_terms_and_nothing_undoes_a_move(rule: Rules, ended: Found) -> None:
    two = rule("term", counts="terms_in_post", term=FIVE, limit=("term", 1))
    moves = [("P1", "A"), ("P1", "B")]
    world = moved(("A", "2013-05-01", None, "transfer"))
    assert ended(two, "2023-05-31", world, moves) == [("P1", "B")]
    none = rule("term", counts="special_moves", term=("year", 20), limit=("count", 0))
    assert ended(none, "2023-05-31", world, moves) == []
