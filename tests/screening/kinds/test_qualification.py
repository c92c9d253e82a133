from collections.abc import Callable
from typing import Any

import pytest

from diaopei.errors import RulebookError
from diaopei.screening import Rule

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]

DAY, SINCE = "2023-05-31", "2022-01-01"
POSTS = [
    {"post_id": "clerk", "level": "clerk"},
    {"post_id": "deputy", "level": "section_deputy"},
    {"post_id": "deputy2", "level": "section_deputy"},
    {"post_id": "head", "level": "section_principal"},
    {"post_id": "high", "level": "division_deputy"},
]


def rising(*stations: tuple[str, str, str | None], **person: Any) -> dict[str, Any]:
    rows = [
        {"person_id": "P1", "post_id": post, "start": start, "end": end, "means": "promotion"}
        for post, start, end in stations
    ]
    rows[0]["means"] = "appointment"
    units = [{"unit_id": "U", "tier": "county"}]
    people = [{"person_id": "P1", **person}]
    return {"people": people, "units": units, "posts": POSTS, "assignments": rows}


def breach(measure: int | None) -> list[Any]:
    return [("P1", "breach", measure)]


@pytest.mark.parametrize(
    ("work_since", "expected"),
    [
        ("2018-03-01", []),
        ("2018-04-01", breach(59)),
        (None, [("P1", "unknown", None)]),
    ],
)
def test_service_is_counted_on_the_day_of_the_promotion(
    rule: Rules, found: Found, work_since: str | None, expected: list[Any]
) -> None:
    five = rule("qualification", asks="service", limit=("year", 5))
    world = rising(
        ("deputy", "2019-01-01", "2023-03-01"), ("head", "2023-03-01", None), work_since=work_since
    )
    assert found(five, DAY, world, SINCE) == expected


@pytest.mark.parametrize(("start", "expected"), [("2021-03-01", []), ("2021-04-01", breach(23))])
@pytest.mark.parametrize("asks", ["time_as_deputy", "time_as_lower_principal", "grassroots"])
def test_time_below_and_at_the_grassroots_adds_up_to_the_day(
    rule: Rules, found: Found, asks: str, start: str, expected: list[Any]
) -> None:
    two = rule("qualification", asks=asks, to_level=["section_principal"], limit=("year", 2))
    world = rising(("deputy", start, "2023-03-01"), ("head", "2023-03-01", None))
    assert found(two, DAY, world, SINCE) == expected


def test_other_tiers_are_no_grassroots_unless_the_rule_says_so(rule: Rules, found: Found) -> None:
    world = rising(("deputy", "2015-01-01", "2023-03-01"), ("head", "2023-03-01", None))
    for tiers, expected in ((["township"], breach(0)), (["county"], [])):
        two = rule("qualification", asks="grassroots", tiers=tiers, limit=("year", 2))
        assert found(two, DAY, world, SINCE) == expected


def test_posts_held_below_are_counted_once_each(rule: Rules, found: Found) -> None:
    two = rule(
        "qualification", asks="lower_posts", to_level=["section_principal"], limit=("count", 2)
    )
    once = rising(
        ("deputy", "2015-01-01", "2018-01-01"),
        ("deputy", "2018-01-01", "2023-03-01"),
        ("head", "2023-03-01", None),
    )
    twice = rising(
        ("deputy", "2015-01-01", "2018-01-01"),
        ("deputy2", "2018-01-01", "2023-03-01"),
        ("head", "2023-03-01", None),
    )
    assert found(two, DAY, once, SINCE) == breach(1)
    assert found(two, DAY, twice, SINCE) == []


@pytest.mark.parametrize(
    ("education", "expected"),
    [
        ("graduate", []),
        ("junior_college", []),
        ("secondary", breach(2)),
        (None, [("P1", "unknown", None)]),
    ],
)
def test_education_is_compared_by_its_place(
    rule: Rules, found: Found, education: str | None, expected: list[Any]
) -> None:
    college = rule("qualification", asks="education", limit=("level", "junior_college"))
    world = rising(
        ("deputy", "2015-01-01", "2023-03-01"), ("head", "2023-03-01", None), education=education
    )
    assert found(college, DAY, world, SINCE) == expected


@pytest.mark.parametrize(
    ("first", "expected"), [("head", []), ("deputy", breach(2)), ("clerk", breach(3))]
)
def test_a_promotion_goes_one_level_up(
    rule: Rules, found: Found, first: str, expected: list[Any]
) -> None:
    one = rule("qualification", asks="level_step", limit=("level", 1))
    world = rising((first, "2010-01-01", "2023-03-01"), ("high", "2023-03-01", None))
    assert found(one, DAY, world, SINCE) == expected


def test_promotions_before_the_window_are_not_judged(rule: Rules, found: Found) -> None:
    five = rule("qualification", asks="service", limit=("year", 5))
    world = rising(
        ("deputy", "2019-01-01", "2021-12-31"),
        ("head", "2021-12-31", None),
        work_since="2020-01-01",
    )
    assert found(five, DAY, world, SINCE) == []


RANKS = ("year", {"chief_clerk_3": {"from": ["section_deputy", "chief_clerk_4"], "limit": 2}})


@pytest.mark.parametrize(
    ("before", "start", "expected"),
    [
        ([("chief_clerk_4", "2021-03-01")], None, []),
        ([("chief_clerk_4", "2021-04-01")], None, breach(23)),
        ([], "2021-03-01", []),
        ([], "2021-04-01", breach(23)),
        ([("chief_clerk_4", "2021-04-01")], "2020-01-01", []),
        ([], None, [("P1", "unknown", None)]),
    ],
)
def test_a_rank_is_reached_after_time_in_the_lower_rank_or_the_paired_level(
    rule: Rules, found: Found, before: list[Any], start: str | None, expected: list[Any]
) -> None:
    ranks = rule("qualification", asks="time_in_rank", table=RANKS)
    changes = [*before, ("chief_clerk_3", "2023-03-01")]
    world = rising(("deputy" if start else "clerk", start or "2010-01-01", None))
    world["rank_changes"] = [
        {"person_id": "P1", "rank": rank, "since": since, "means": "promotion"}
        for rank, since in changes
    ]
    assert found(ranks, DAY, world, SINCE) == expected


def test_a_placement_is_refused_only_where_it_promotes(rule: Rules, forbidden: Found) -> None:
    three = rule(
        "qualification",
        asks="time_as_lower_principal",
        to_level=["division_deputy"],
        limit=("year", 3),
    )
    moves = [("P1", "high"), ("P1", "head"), ("P1", "deputy")]
    world = rising(("head", "2020-06-01", None))
    assert forbidden(three, DAY, world, moves) == [("P1", "high", 35)]
    assert forbidden(three, "2023-06-30", world, moves) == []


@pytest.mark.parametrize(
    ("since", "expected"), [("2020-05-01", []), ("2020-06-01", [("P1", "high", 35)])]
)
def test_standing_at_the_level_counts_where_stations_do_not_reach_back(
    rule: Rules, forbidden: Found, since: str, expected: list[Any]
) -> None:
    three = rule("qualification", asks="time_as_lower_principal", limit=("year", 3))
    world = rising(("head", "2022-06-01", None), level="section_principal", level_since=since)
    assert forbidden(three, DAY, world, [("P1", "high")]) == expected


def test_binds_look_at_the_post_to_go_to(rule: Rules, forbidden: Found) -> None:
    world = rising(("deputy", "2022-06-01", None), work_since="2022-06-01")
    for tier, expected in (("county", [("P1", "head", 11)]), ("township", [])):
        five = rule("qualification", asks="service", limit=("year", 5), binds={"tier": tier})
        assert forbidden(five, DAY, world, [("P1", "head")]) == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"asks": "service"}, "limit"),
        ({"asks": "time_in_rank"}, "table"),
        ({"asks": "service", "limit": ("level", "bachelor")}, "must be int"),
        ({"asks": "education", "limit": ("level", 3)}, "must be str"),
        ({"asks": "education", "limit": ("level", "doctor")}, "one of graduate"),
        ({"asks": "time_in_rank", "table": ("year", {"clerk_1": 3})}, "maps each rank"),
    ],
)
def test_what_is_asked_needs_its_number(rule: Rules, given: dict[str, Any], message: str) -> None:
    with pytest.raises(RulebookError, match=message):
        rule("qualification", **given)
