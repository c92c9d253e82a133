from datetime import date
from typing import Any

import polars as pl
import pytest
from tests.planning.worlds import Rows, book, moved, plan_of, value, world

from diaopei.errors import DataError, InfeasibleError, RoundError
from diaopei.planning import Plan, Progress, Round, propose, read_plan, write_plan
from diaopei.snapshot import Snapshot

POSTS: Rows = [
    {"post_id": "P1"},
    {"post_id": "P2"},
    {"post_id": "Q1", "unit_id": "HOUSING"},
    {"post_id": "UP", "unit_id": "HOUSING", "level": "division_deputy"},
]
HELD = {"A": "P1", "B": "P2"}
DUE: Rows = [{"person_id": "A", "start": date(2014, 5, 1)}]
RULES = book("same-department", "one-level-up")


@pytest.fixture(name="small")
def small_fixture() -> Snapshot:
    return world(HELD, POSTS, since=DUE)


@pytest.mark.parametrize(
    ("held", "pin", "effect"),
    [
        (HELD, {"A": "Q1"}, "lateral"),
        (HELD, {"A": "UP"}, "promotion"),
        ({"A": "UP"}, {"A": "Q1"}, "demotion"),
        ({"A": None}, {"A": "Q1"}, "entry"),
    ],
)
def test_a_move_says_what_it_is(
    held: dict[str, str | None], pin: dict[str, str], effect: str
) -> None:
    plan = plan_of(world(held, POSTS), book("one-level-up"), pin=pin)
    assert dict(plan.moves.select("person_id", "effect").rows())["A"] == effect


def test_the_day_of_the_round_stands_above_that_of_the_snapshot() -> None:
    soon = world(HELD, POSTS, since=[{"person_id": "A", "start": date(2016, 6, 1)}])
    today, later = plan_of(soon, RULES), plan_of(soon, RULES, as_of=date(2023, 6, 1))
    assert [len(moved(plan)) for plan in (today, later)] == [0, 1]
    assert later.snapshot.as_of == date(2023, 6, 1)
    assert value(later, "exchange") == 40


@pytest.mark.parametrize("engine", ["exact", "prices"])
def test_a_register_of_nobody_is_refused(engine: str) -> None:
    with pytest.raises(DataError, match="small: nobody in the register holds a post"):
        plan_of(world({}, POSTS), RULES, engine=engine)


def test_a_pin_of_who_may_not_be_moved_is_refused() -> None:
    away = world(HELD, POSTS, people=[{"person_id": "A", "status": "on_leave"}])
    with pytest.raises(RoundError, match="A is not on the staff who may be placed; drop the pin"):
        plan_of(away, RULES, pin={"A": "Q1"})


@pytest.fixture(name="crowded")
def crowded_fixture(small: Snapshot) -> Snapshot:
    twice = small.assignments.with_columns(post_id=pl.lit("P1"))
    return small.replace(assignments=twice)


def test_an_error_of_the_registry_stops_the_plan(crowded: Snapshot) -> None:
    with pytest.raises(DataError, match=r"1 error.*the first: .*P1"):
        propose(crowded, RULES)


def test_an_accepted_error_is_let_through_and_said(crowded: Snapshot) -> None:
    plan = propose(crowded, RULES, Round(accept={"seat_taken": "both hold it by decision 12"}))
    assert plan.summary["accepted"] == {"seat_taken": "both hold it by decision 12"}
    assert plan.issues.filter(severity="error").height == 1


def test_progress_is_told_layer_by_layer(small: Snapshot) -> None:
    told: list[Progress] = []
    plan = propose(small, RULES, watch=told.append)
    done = [one for one in told if one.act == "done"]
    assert [one.layer for one in done] == plan.layers["layer"].to_list()
    assert [one.value for one in done] == plan.layers["value"].to_list()
    assert [one.bound for one in done] == plan.layers["bound"].to_list()


def stopped_at(layer: str, act: str, snapshot: Snapshot) -> Plan:
    def stop(step: Progress) -> None:
        if (step.layer, step.act) == (layer, act):
            raise KeyboardInterrupt

    return propose(snapshot, RULES, watch=stop)


def test_a_stop_by_the_keyboard_keeps_what_is_proved(small: Snapshot) -> None:
    plan = stopped_at("fit", "done", small)
    assert plan.layers["layer"].to_list() == ["seats", "duty", "exchange", "fit"]
    assert plan.summary["complete"] is False
    assert plan.layers["proved"].all()
    assert "A" in moved(plan)


def test_a_stop_at_once_leaves_everybody_where_they_are(small: Snapshot) -> None:
    plan = stopped_at("seats", "relaxed", small)
    assert plan.layers["layer"].to_list() == ["seats"]
    assert plan.summary["complete"] is False
    assert moved(plan) == {}


@pytest.mark.parametrize(
    "choices",
    [
        {"pin": {"A": "Q1", "B": "Q1"}},
        {"pin": {"A": "Q1"}, "hold": ("A",)},
        {"pin": {"A": "Q1"}, "batch": 0},
    ],
)
def test_demands_that_contradict_each_other_are_refused(
    choices: dict[str, Any], small: Snapshot
) -> None:
    with pytest.raises(InfeasibleError):
        plan_of(small, RULES, **choices)


def test_the_book_given_is_the_book_the_plan_names(small: Snapshot, tmp_path: Any) -> None:
    plan = propose(small, "cn")
    assert plan.round.rulebook == "cn"
    write_plan(plan, tmp_path / "plan")
    assert read_plan(tmp_path / "plan").rulebook.digest() == plan.rulebook.digest()
