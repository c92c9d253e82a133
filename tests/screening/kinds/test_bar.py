from collections.abc import Callable
from typing import Any

import pytest

from diaopei.errors import RulebookError
from diaopei.screening import Rule

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]

DAY = "2023-05-31"


def world(*stations: tuple[str, str, str | None], **person: Any) -> dict[str, Any]:
    rows = [
        {"person_id": "P1", "post_id": post, "start": start, "end": end}
        for post, start, end in stations
    ]
    return {
        "people": [{"person_id": "P1", **person}],
        "units": [{"unit_id": "town", "tier": "township"}, {"unit_id": "office"}],
        "posts": [
            {"post_id": "t1", "unit_id": "town"},
            {"post_id": "t2", "unit_id": "town"},
            {"post_id": "o1", "unit_id": "office"},
        ],
        "assignments": rows,
    }


MOVES = [("P1", "t2"), ("P1", "o1")]


@pytest.mark.parametrize("because", ["on_probation", "under_review"])
@pytest.mark.parametrize("status", ["on_probation", "under_review", "active"])
def test_a_status_bars_every_move(rule: Rules, forbidden: Found, because: str, status: str) -> None:
    barred = forbidden(
        rule("bar", because=because), DAY, world(("t1", "2015-01-01", None), status=status), MOVES
    )
    assert barred == ([("P1", "t2", None), ("P1", "o1", None)] if status == because else [])


@pytest.mark.parametrize(
    ("moved", "expected"),
    [("2022-06-01", [("P1", "t2", 11), ("P1", "o1", 11)]), ("2022-05-01", [])],
)
def test_whoever_moved_less_than_a_year_ago_stays(
    rule: Rules, forbidden: Found, moved: str, expected: list[Any]
) -> None:
    calm = rule("bar", because="cooldown", limit=("month", 12))
    assert (
        forbidden(calm, DAY, world(("o1", "2015-01-01", moved), ("t1", moved, None)), MOVES)
        == expected
    )


def test_a_first_appointment_and_a_renewal_are_no_moves(rule: Rules, forbidden: Found) -> None:
    calm = rule("bar", because="cooldown", limit=("month", 12))
    first = world(("t1", "2023-01-01", None))
    renewed = world(("t1", "2015-01-01", "2023-01-01"), ("t1", "2023-01-01", None))
    assert forbidden(calm, DAY, first, MOVES) == []
    assert forbidden(calm, DAY, renewed, MOVES) == []


@pytest.mark.parametrize(
    ("birth", "months"), [("1965-04-01", 24), ("1965-05-01", None), ("1963-05-01", 0)]
)
def test_whoever_retires_within_two_years_stays(
    rule: Rules, forbidden: Found, birth: str, months: int | None
) -> None:
    last = rule("bar", because="months_left", limit=("month", 24))
    near = world(("t1", "2015-01-01", None), birth=birth, retirement_base_age=60)
    expected = [] if months is None else [("P1", "t2", months), ("P1", "o1", months)]
    assert forbidden(last, DAY, near, MOVES) == expected


@pytest.mark.parametrize(("work_since", "count"), [("2018-05-01", 0), ("2018-06-01", 2), (None, 0)])
def test_minimum_service_is_counted_from_the_start_of_work(
    rule: Rules, forbidden: Found, work_since: str | None, count: int
) -> None:
    five = rule("bar", because="minimum_service", limit=("year", 5))
    person = world(("t1", "2019-01-01", None), work_since=work_since)
    assert len(forbidden(five, DAY, person, MOVES)) == count


@pytest.mark.parametrize(
    ("stations", "expected"),
    [
        ([("t1", "2018-06-01", None)], [("P1", "o1", 59)]),
        ([("t1", "2018-05-01", None)], []),
        ([("o1", "2010-01-01", "2020-01-01"), ("t1", "2020-01-01", None)], []),
        ([("t1", "2020-01-01", "2021-01-01"), ("o1", "2021-01-01", None)], []),
    ],
)
def test_township_service_bars_only_the_way_out_of_townships(
    rule: Rules, forbidden: Found, stations: list[Any], expected: list[Any]
) -> None:
    five = rule("bar", because="township_service", limit=("year", 5))
    assert forbidden(five, DAY, world(*stations), MOVES) == expected


def test_a_bar_gives_no_finding(rule: Rules, found: Found) -> None:
    barred = world(("t1", "2015-01-01", None), status="on_probation")
    assert found(rule("bar", because="on_probation"), DAY, barred) == []


def test_a_bar_by_time_needs_its_limit(rule: Rules) -> None:
    with pytest.raises(RulebookError, match="limit"):
        rule("bar", because="cooldown")


def test_a_waiver_lets_a_placement_through(rule: Rules, forbidden: Found) -> None:
    barred = world(("t1", "2015-01-01", None), status="on_probation")
    barred["waivers"] = [{"rule": "tested", "subject_id": "P1"}]
    assert forbidden(rule("bar", because="on_probation"), DAY, barred, MOVES) == []
    barred["waivers"] = [{"rule": "tested", "subject_id": "o1"}]
    assert forbidden(rule("bar", because="on_probation"), DAY, barred, MOVES) == [
        ("P1", "t2", None)
    ]
