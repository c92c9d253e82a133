from collections.abc import Callable
from typing import Any

import pytest

from diaopei.errors import RulebookError
from diaopei.screening import Rule, Rulebook, screen

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]

BANDS = ("metre", [[4000, 50], [4500, 100]])
WORLD: dict[str, Any] = {
    "people": [{"person_id": "P1"}],
    "places": [
        {"place_id": "low", "altitude_m": 3999},
        {"place_id": "middle", "altitude_m": 4000, "remoteness_km": 300},
        {"place_id": "high", "altitude_m": 4500, "remoteness_km": 100},
        {"place_id": "unmeasured"},
    ],
    "units": [
        {"unit_id": name, "place_id": name} for name in ("low", "middle", "high", "unmeasured")
    ],
    "posts": [
        {"post_id": name, "unit_id": name} for name in ("low", "middle", "high", "unmeasured")
    ],
}


def career(*posts: tuple[str, str, str | None], **more: Any) -> dict[str, Any]:
    rows = [{"person_id": "P1", "post_id": p, "start": s, "end": e, **more} for p, s, e in posts]
    return {**WORLD, "assignments": rows}


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([("high", "2015-05-01", None)], [("P1", "due", 96)]),
        ([("high", "2015-06-01", None)], [("P1", "soon", 95)]),
        ([("middle", "2007-05-01", None)], [("P1", "due", 96)]),
        ([("middle", "2007-06-01", None)], [("P1", "soon", 95)]),
        ([("low", "2003-05-01", None)], []),
        (
            [("middle", "2011-05-01", "2017-05-01"), ("high", "2018-05-01", None)],
            [("P1", "due", 96)],
        ),
        (
            [("middle", "2011-06-01", "2017-05-01"), ("high", "2018-05-01", None)],
            [("P1", "soon", 95)],
        ),
    ],
)
def test_months_weigh_by_the_band_of_the_place_and_round_down_once(
    rule: Rules, found: Found, posts: list[Any], expected: list[Any]
) -> None:
    eight = rule(
        "exposure", of="altitude", bands=BANDS, limit=("year", 8), warn_before=("month", 12)
    )
    assert found(eight, "2023-05-31", career(*posts)) == expected


def test_remoteness_weighs_by_road_distance(rule: Rules, found: Found) -> None:
    far = rule("exposure", of="remoteness", bands=("km", [[300, 100]]), limit=("year", 5))
    posts = [("middle", "2018-05-01", None)]
    assert found(far, "2023-05-31", career(*posts)) == [("P1", "due", 60)]
    assert found(far, "2023-04-30", career(*posts)) == []


@pytest.mark.parametrize(
    ("start", "expected"),
    [("2022-05-01", []), ("2021-05-01", [("P1", "unknown", None)])],
)
def test_an_unmeasured_place_is_unknown_only_where_it_could_decide(
    rule: Rules, found: Found, start: str, expected: list[Any]
) -> None:
    two = rule("exposure", of="altitude", bands=BANDS, limit=("year", 2))
    assert found(two, "2023-05-31", career(("unmeasured", start, None))) == expected


def test_what_is_surely_reached_is_due_whatever_is_unknown(rule: Rules, found: Found) -> None:
    two = rule("exposure", of="altitude", bands=BANDS, limit=("year", 2))
    posts = [("high", "2015-05-01", "2018-05-01"), ("unmeasured", "2018-05-01", None)]
    assert found(two, "2023-05-31", career(*posts)) == [("P1", "due", 36)]


def test_concurrent_posts_are_not_counted_twice(rule: Rules, found: Found) -> None:
    two = rule("exposure", of="altitude", bands=BANDS, limit=("year", 2))
    world = career(("high", "2022-05-01", None))
    second = {"person_id": "P1", "post_id": "middle", "start": "2010-05-01", "is_concurrent": True}
    world["assignments"].append(second)
    assert found(two, "2023-05-31", world) == []


@pytest.mark.parametrize(
    ("posts", "since", "due_on"),
    [
        ([("high", "2015-05-01", None)], "2015-05-01", "2023-05-01"),
        ([("middle", "2007-06-01", None)], "2007-06-01", "2023-06-01"),
        (
            [("high", "2010-05-01", "2019-05-01"), ("low", "2019-05-01", None)],
            "2010-05-01",
            "2018-05-01",
        ),
    ],
)
def test_the_finding_says_since_when_and_when_the_limit_is_reached(
    rule: Rules, facts: Callable[..., Any], posts: list[Any], since: str, due_on: str
) -> None:
    eight = rule(
        "exposure", of="altitude", bands=BANDS, limit=("year", 8), warn_before=("month", 12)
    )
    row = screen(facts("2023-05-31", career(*posts)), Rulebook("", {}, (eight,))).row(0, named=True)
    assert (str(row["since"]), str(row["due_on"])) == (since, due_on)


def test_a_lower_band_ends_it_and_a_lower_place_of_the_same_band_does_not(
    rule: Rules, ended: Found
) -> None:
    two = rule(
        "exposure", of="altitude", bands=("metre", [[3999, 50], [4500, 100]]), limit=("year", 1)
    )
    moves = [("P1", post) for post in ("low", "middle", "high", "unmeasured")]
    here = career(("high", "2015-05-01", None))
    assert ended(two, "2023-05-31", here, moves) == [("P1", "low"), ("P1", "middle")]
    here = career(("middle", "2015-05-01", None))
    assert ended(two, "2023-05-31", here, moves) == []


def test_nearer_ends_remoteness(rule: Rules, ended: Found) -> None:
    far = rule("exposure", of="remoteness", bands=("km", [[300, 100]]), limit=("year", 5))
    moves = [("P1", post) for post in ("low", "high")]
    here = career(("middle", "2015-05-01", None))
    assert ended(far, "2023-05-31", here, moves) == [("P1", "high")]


@pytest.mark.parametrize("bands", [[], 5, [[4000]], [[4000, "50"]], [[4000, 0.5]]])
def test_bands_are_pairs_of_integers(rule: Rules, bands: Any) -> None:
    with pytest.raises(RulebookError, match="bands are a list"):
        rule("exposure", of="altitude", bands=("metre", bands), limit=("year", 8))
