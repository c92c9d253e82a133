from collections.abc import Callable
from typing import Any

import pytest

from diaopei.screening import Rule

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]


def world(**request: Any) -> dict[str, Any]:
    places = {"high": 4700, "middle": 4300, "low": 3500}
    return {
        "people": [{"person_id": "P1"}, {"person_id": "P2"}],
        "places": [{"place_id": name, "altitude_m": metres} for name, metres in places.items()],
        "units": [{"unit_id": name, "place_id": name} for name in places],
        "posts": [{"post_id": name, "unit_id": name} for name in (*places,)],
        "assignments": [
            {"person_id": "P1", "post_id": "middle", "start": "2015-01-01"},
            {"person_id": "P2", "post_id": "high", "start": "2015-01-01"},
        ],
        "ties": [{"person_id": "P2", "other_id": "P1"}],
        "requests": [{"person_id": "P1", "filed": "2022-11-01", **request}],
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-10-31", []),
        ("2022-11-30", [("P1", "soon", 0)]),
        ("2023-04-30", [("P1", "soon", 5)]),
        ("2023-05-31", [("P1", "due", 6)]),
    ],
)
def test_an_open_request_is_soon_at_once_and_due_after_the_limit(
    rule: Rules, found: Found, day: str, expected: list[Any]
) -> None:
    care = rule("request", grounds=["health"], limit=("month", 6))
    assert found(care, day, world(ground="health")) == expected


@pytest.mark.parametrize("status", ["met", "withdrawn", "refused"])
def test_a_closed_request_asks_for_nothing(rule: Rules, found: Found, status: str) -> None:
    care = rule("request", grounds=["health"], limit=("month", 0))
    assert found(care, "2023-05-31", world(ground="health", status=status)) == []


def test_another_ground_is_another_rule(rule: Rules, found: Found) -> None:
    care = rule("request", grounds=["altitude", "family"], limit=("month", 0))
    assert found(care, "2023-05-31", world(ground="health")) == []


@pytest.mark.parametrize(
    ("request_", "posts"),
    [
        ({"ground": "altitude"}, ["low"]),
        ({"ground": "health"}, ["low"]),
        ({"ground": "health", "wanted_place_ids": ["high"]}, ["high", "low"]),
        ({"ground": "separation"}, ["high"]),
        ({"ground": "family"}, []),
        ({"ground": "family", "wanted_place_ids": ["low", "high"]}, ["high", "low"]),
        ({"ground": "other", "wanted_place_ids": ["middle"]}, []),
    ],
)
def test_a_request_is_met_by_what_it_asks_for(
    rule: Rules, ended: Found, request_: dict[str, Any], posts: list[str]
) -> None:
    grounds = ["altitude", "health", "family", "separation", "other"]
    care = rule("request", grounds=grounds, limit=("month", 0))
    moves = [("P1", "high"), ("P1", "low"), ("P2", "low")]
    assert ended(care, "2023-05-31", world(**request_), moves) == [("P1", post) for post in posts]


def test_the_oldest_open_request_counts(rule: Rules, found: Found) -> None:
    two = world(ground="health")
    two["requests"].append({"person_id": "P1", "filed": "2020-05-01", "ground": "family"})
    care = rule("request", grounds=["health", "family"], limit=("year", 1))
    assert found(care, "2023-05-31", two) == [("P1", "due", 36)]
