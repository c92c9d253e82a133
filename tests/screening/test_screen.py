from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.screening import (
    Findings,
    Rule,
    Rulebook,
    load_rulebook,
    refused,
    resolvable,
    resolved,
    screen,
    touched,
)
from diaopei.snapshot import Snapshot
from diaopei.snapshot.facts import Facts
from diaopei.snapshot.months import add_months

Rules = Callable[..., Rule]
Found = Callable[..., list[Any]]

DAY = "2023-05-31"
NGARI = load_rulebook("ngari")


def held(years: int = 10, **tables: Any) -> dict[str, Any]:
    return {
        "people": [{"person_id": "P1"}],
        "posts": [{"post_id": "A"}, {"post_id": "B"}],
        "assignments": [{"person_id": "P1", "post_id": "A", "start": f"{2023 - years}-05-01"}],
        **tables,
    }


def small(starts: list[int]) -> Snapshot:
    people = [f"P{at}" for at in range(len(starts))]
    as_of = date(2023, 5, 31)
    frames = {
        "places": pl.DataFrame({"place_id": ["N"], "name": ["N"], "kind": ["prefecture"]}),
        "units": pl.DataFrame(
            {
                "unit_id": ["U"],
                "name": ["U"],
                "tier": ["prefecture"],
                "kind": ["party"],
                "place_id": ["N"],
            }
        ),
        "posts": pl.DataFrame(
            {
                "post_id": people,
                "unit_id": "U",
                "title": "x",
                "level": "division_deputy",
                "is_leadership": True,
            }
        ),
        "people": pl.DataFrame(
            {"person_id": people, "name": people, "birth": date(1980, 1, 1), "status": "active"}
        ),
        "assignments": pl.DataFrame(
            {
                "assignment_id": people,
                "person_id": people,
                "post_id": people,
                "unit_id": "U",
                "kind": "post",
                "start": [add_months(as_of, -start) for start in starts],
            }
        ),
    }
    return Snapshot.of({"name": "x", "as_of": as_of}, frames)


@pytest.mark.parametrize(
    ("waiver", "verdict"),
    [
        ({}, "exempt"),
        ({"until": "2023-06-01"}, "exempt"),
        ({"until": "2023-05-31"}, "due"),
        ({"granted": "2023-06-01"}, "due"),
        ({"rule": "another"}, "due"),
        ({"subject_id": "P2"}, "due"),
    ],
)
def test_a_waiver_in_force_exempts_and_is_never_silent(
    rule: Rules, facts: Callable[..., Facts], waiver: dict[str, Any], verdict: str
) -> None:
    ten = rule("tenure", measure="same_post", limit=("year", 10))
    waivers = [{"rule": "tested", "subject_id": "P1", "granted": "2023-05-31", **waiver}]
    row = screen(facts(DAY, held(waivers=waivers)), Rulebook("", {}, (ten,))).row(0, named=True)
    assert row["verdict"] == verdict
    assert row["evidence"] == (["A1", "waivers|1"] if verdict == "exempt" else ["A1"])


def test_a_rule_that_is_not_yet_in_force_says_nothing(rule: Rules, found: Found) -> None:
    ten = rule("tenure", measure="same_post", limit=("month", 1))
    early = held(assignments=[{"person_id": "P1", "post_id": "A", "start": "1990-01-01"}])
    assert found(ten, "1999-12-31", early) == []
    assert found(ten, "2000-01-01", early) == [("P1", "due", 120)]


@pytest.mark.parametrize("status", ["retired", "departed"])
def test_who_is_gone_is_not_found(rule: Rules, found: Found, status: str) -> None:
    ten = rule("tenure", measure="same_post", limit=("year", 10))
    people = [{"person_id": "P1", "status": status}]
    assert found(ten, DAY, held(people=people)) == []


@pytest.mark.parametrize(
    ("status", "expected"), [("active", "due"), ("on_leave", None), (None, "unknown")]
)
def test_an_unknown_status_makes_it_unknown(
    rule: Rules, found: Found, status: str | None, expected: str | None
) -> None:
    ten = rule("tenure", measure="same_post", limit=("year", 10), binds={"status": "active"})
    people = [{"person_id": "P1", "status": status}]
    wanted = [("P1", expected, 120)] if expected else []
    assert found(ten, DAY, held(people=people)) == wanted


@pytest.mark.parametrize(
    ("binds", "bound"),
    [
        ({"level": ["division_deputy"]}, True),
        ({"level_from": "section_principal", "level_to": "division_deputy"}, False),
        ({"level_from": "division_principal", "level_to": "section_deputy"}, True),
        ({"level_from": "section_principal"}, False),
        ({"work_kinds": ["audit", "finance"]}, True),
        ({"work_kinds": ["audit"]}, False),
        ({"principal": False}, True),
        ({"ethnic_autonomous": True}, False),
        ({"ethnic_autonomous": False}, True),
        ({"unit_kind": "government", "tier": "prefecture"}, True),
        ({"system": "water"}, False),
    ],
)
def test_binds_select_by_what_post_and_unit_are(
    rule: Rules, found: Found, binds: dict[str, Any], bound: bool
) -> None:
    ten = rule("tenure", measure="same_post", limit=("year", 10), binds=binds)
    posts = [{"post_id": "A", "work_kinds": ["finance"]}]
    units = [{"unit_id": "U", "system": "finance"}]
    assert bool(found(ten, DAY, held(posts=posts, units=units))) is bound


def test_an_extra_flag_of_units_binds(rule: Rules, found: Found) -> None:
    ten = rule("tenure", measure="same_post", limit=("year", 10), binds={"ethnic_autonomous": True})
    assert found(ten, DAY, held(units=[{"unit_id": "U", "ethnic_autonomous": True}]))
    assert not found(ten, DAY, held(units=[{"unit_id": "U", "ethnic_autonomous": None}]))


def test_an_empty_snapshot_has_no_findings() -> None:
    empty = Facts(Snapshot.of({"name": "x", "as_of": date(2023, 5, 31)}, {}))
    pairs = pl.DataFrame(schema={"person_id": pl.String, "post_id": pl.String})
    findings = screen(empty, NGARI)
    assert findings.height == 0
    assert Findings.is_valid(findings)
    assert refused(empty, NGARI, pairs).height == 0
    assert resolved(empty, NGARI, findings, pairs).height == 0


def test_another_value_touches_those_whose_verdict_changes() -> None:
    facts = Facts(small([90, 84, 80, 60, 48]))
    change = touched(facts, NGARI, {"same-department.limit": "5y"})
    assert change.select("rule", "subject_id", "before", "after", "measure").rows() == [
        ("same-department", "P2", "soon", "due", 80),
        ("same-department", "P3", None, "due", 60),
        ("same-department", "P4", None, "soon", 48),
    ]
    assert change["limit_after"].to_list() == [60, 60, 60]


def test_a_looser_value_lets_people_go() -> None:
    change = touched(Facts(small([90, 84])), NGARI, {"same-department.limit": "15y"})
    assert change.select("subject_id", "before", "after", "limit_after").rows() == [
        ("P0", "due", None, None),
        ("P1", "due", None, None),
    ]


def test_the_rules_a_move_can_resolve_are_those_about_where_somebody_is() -> None:
    names = set(resolvable(NGARI))
    assert {"same-department", "altitude-years", "spouse-together", "kin-same-chain"} <= names
    assert not {"follow-up-6m", "retirement-month", "women-min", "months-left"} & names


def test_only_open_findings_are_resolved(rule: Rules, ended: Found) -> None:
    waived = [{"rule": "tested", "subject_id": "P1"}]
    ten = rule("tenure", measure="same_post", limit=("year", 10), warn_before=("year", 1))
    moves = [("P1", "B"), ("P9", "B")]
    assert ended(ten, DAY, held(10), moves) == [("P1", "B")]
    assert ended(ten, DAY, held(9), moves) == []
    assert ended(ten, DAY, held(10, waivers=waived), moves) == []


def test_given_levels_of_a_placement_stand(rule: Rules, facts: Callable[..., Facts]) -> None:
    step = Rulebook("", {}, (rule("qualification", asks="level_step", limit=("level", 1)),))
    pair = {"person_id": ["P1"], "post_id": ["B"]}
    told = pl.DataFrame({**pair, "from_level": ["clerk"], "to_level": ["division_deputy"]}).cast(
        {
            name: Facts(facts(DAY, held()).snapshot).posts.schema["level"]
            for name in ("from_level", "to_level")
        }
    )
    assert refused(facts(DAY, held()), step, pl.DataFrame(pair)).height == 0
    assert refused(facts(DAY, held()), step, told)["measure"].to_list() == [3]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 200), min_size=1, max_size=12),
    st.integers(1, 200),
    st.integers(0, 60),
)
def test_a_higher_limit_never_adds_a_due_person(starts: list[int], limit: int, more: int) -> None:
    facts = Facts(small(starts))
    alone = Rulebook("", {}, (NGARI["same-department"],))
    due = [
        set(screen(facts, book).filter(rule="same-department", verdict="due")["subject_id"])
        for book in (
            alone.changed({"same-department.limit": f"{limit}m"}),
            alone.changed({"same-department.limit": f"{limit + more}m"}),
        )
    ]
    assert due[1] <= due[0]


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=1, max_size=12), st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(starts: list[int], seed: int) -> None:
    snapshot = small(starts)
    tables = ("people", "posts", "assignments")
    shuffled = {
        name: snapshot.table(name).sample(fraction=1, shuffle=True, seed=seed) for name in tables
    }
    one, other = Facts(snapshot), Facts(snapshot.replace(**shuffled))
    assert screen(one, NGARI).equals(screen(other, NGARI))
