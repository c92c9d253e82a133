from collections.abc import Callable
from typing import Any

import pytest

from diaopei.errors import RulebookError
from diaopei.screening import Rule
from diaopei.screening.teams import demands, in_class
from diaopei.snapshot.facts import Facts

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]

DAY = "2023-05-31"
ONE = ("person", 1)


def team(*people: dict[str, Any], **tables: Any) -> dict[str, Any]:
    ids = [f"P{at}" for at in range(1, len(people) + 1)]
    members = [{"person_id": name, **person} for name, person in zip(ids, people, strict=True)]
    return {
        "people": [*members, {"person_id": "X", "sex": "female", "birth": "1999-01-01"}],
        "units": [{"unit_id": "T", "tier": "county", "system": "leadership"}],
        "posts": [
            {"post_id": "seat", "unit_id": "T", "is_team_member": True, "seats": 9},
            {"post_id": "desk", "unit_id": "T"},
        ],
        "assignments": [
            *[{"person_id": name, "post_id": "seat", "start": "2020-01-01"} for name in ids],
            {"person_id": "X", "post_id": "desk", "start": "2020-01-01"},
        ],
        **tables,
    }


MAN, WOMAN, NOT_KNOWN = {"sex": "male"}, {"sex": "female"}, {"sex": None}


def breach(measure: int | None) -> list[Any]:
    return [("T", "breach", measure)]


UNKNOWN = [("T", "unknown", None)]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([MAN, MAN], breach(0)),
        ([MAN, WOMAN], []),
        ([MAN, NOT_KNOWN], UNKNOWN),
        ([WOMAN, NOT_KNOWN], []),
    ],
)
def test_a_team_without_a_woman_is_a_breach(
    rule: Rules, found: Found, members: list[Any], expected: list[Any]
) -> None:
    women = rule("team", counts="women", at_least=ONE, binds={"tier": "county"})
    assert found(women, DAY, team(*members)) == expected


def test_a_unit_without_members_in_force_has_no_finding(rule: Rules, found: Found) -> None:
    women = rule("team", counts="women", at_least=ONE)
    assert found(women, DAY, team({**MAN, "status": "retired"})) == []


def test_other_tiers_are_not_bound(rule: Rules, found: Found) -> None:
    women = rule("team", counts="women", at_least=ONE, binds={"tier": ["township"]})
    assert found(women, DAY, team(MAN)) == []


@pytest.mark.parametrize(
    ("given", "members", "expected"),
    [
        (
            {"counts": "below_age", "age": ("year", 40), "at_least": ONE},
            [{"birth": "1983-05-31"}],
            breach(0),
        ),
        (
            {"counts": "below_age", "age": ("year", 40), "at_least": ONE},
            [{"birth": "1983-06-01"}],
            [],
        ),
        (
            {"counts": "ethnicity", "of": ["04"], "at_most": ("percent", 49)},
            [{"ethnicity": "04"}, {"ethnicity": "01"}],
            breach(50),
        ),
        (
            {"counts": "ethnicity", "of": ["04"], "at_most": ("percent", 50)},
            [{"ethnicity": "04"}, {"ethnicity": "01"}],
            [],
        ),
        (
            {"counts": "ethnicity", "of": ["04"], "at_least": ("percent", 34)},
            [{"ethnicity": "04"}, {}, {"ethnicity": "01"}],
            UNKNOWN,
        ),
        (
            {"counts": "affiliation", "of": ["aid"], "at_least": ONE},
            [{"affiliation": "local"}],
            breach(0),
        ),
        (
            {"counts": "affiliation_mix", "of": ["local", "aid"], "at_least": ("count", 2)},
            [{"affiliation": "local"}],
            breach(1),
        ),
        (
            {"counts": "birth_decades", "of": ["1970s", "1980s"], "at_least": ("count", 2)},
            [{"birth": "1979-12-01"}, {"birth": "1980-01-01"}],
            [],
        ),
        (
            {"counts": "birth_decades", "of": ["1970s", "1980s"], "at_least": ("count", 2)},
            [{"birth": "1979-12-01"}],
            breach(1),
        ),
        (
            {"counts": "specialties", "of": ["water", "land"], "at_least": ("count", 1)},
            [{"specialties": ["water"]}],
            [],
        ),
        (
            {"counts": "specialties", "of": ["water", "land"], "at_least": ("count", 1)},
            [{"specialties": None}],
            breach(0),
        ),
    ],
)
def test_each_class_is_counted_by_its_own_column(
    rule: Rules, found: Found, given: dict[str, Any], members: list[Any], expected: list[Any]
) -> None:
    assert found(rule("team", **given), DAY, team(*members)) == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"counts": "women"}, "at_least"),
        ({"counts": "affiliation", "at_least": ONE}, "`of`"),
        ({"counts": "below_age", "at_least": ONE}, "`age`"),
        ({"counts": "birth_decades", "of": ["eighties"], "at_least": ONE}, "1980s"),
        ({"counts": "specialties", "of": ["water"], "at_most": ONE}, "at_most"),
        ({"counts": "women", "at_least": ONE, "binds": {"status": "active"}}, "status"),
    ],
)
def test_a_team_rule_says_what_it_needs(rule: Rules, given: dict[str, Any], message: str) -> None:
    with pytest.raises(RulebookError, match=message):
        rule("team", **given)


def test_planning_is_told_what_each_team_must_have_and_who_counts(
    rule: Rules, facts: Callable[..., Facts]
) -> None:
    known = facts(DAY, team(MAN, WOMAN))
    women = rule("team", counts="women", at_least=ONE)
    assert demands(known, women).rows() == [("T", "women", 1, None, "person", 1)]
    assert in_class(known, women).rows() == [("women", "P2"), ("women", "X")]
    ages = rule("team", counts="birth_decades", of=["1980s", "1990s"], at_least=("count", 2))
    assert demands(known, ages).rows() == [
        ("T", "1980s", 1, None, "person", 2),
        ("T", "1990s", 1, None, "person", 2),
    ]
    assert in_class(known, ages).rows() == [("1980s", "P1"), ("1980s", "P2"), ("1990s", "X")]
