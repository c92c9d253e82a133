from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.planning.worlds import NGARI, moved

from diaopei.io import read
from diaopei.planning import Plan, Round, propose
from diaopei.snapshot import Snapshot

HOME = Path(__file__).parents[1] / "data" / "six_posts"


@pytest.fixture(scope="module", name="six")
def six_fixture() -> Snapshot:
    reading = read(HOME)
    assert reading.issues.is_empty()
    return reading.snapshot


PLANS: dict[str, Plan] = {}
"""By the choices of a round its plan, made once."""


def planned(six: Snapshot, **choices: Any) -> Plan:
    told = Round(**({"batch": 4} | choices))
    if told.digest() not in PLANS:
        PLANS[told.digest()] = propose(six, NGARI, told)
    return PLANS[told.digest()]


def values(plan: Plan) -> dict[str, int]:
    told = plan.layers.filter(pl.col("layer") != "ties")
    return dict(told.select("layer", "value").rows())


def test_screening_finds_two_who_are_due_and_a_couple_apart(six: Snapshot) -> None:
    due = planned(six).findings.filter(pl.col("verdict") == "due", pl.col("rule").is_in(
        ["same-department", "spouse-together"]
    ))  # fmt: skip
    assert due.select("rule", "subject_id", "measure").rows() == [
        ("same-department", "A", 112),
        ("same-department", "B", 84),
        ("spouse-together", "D", 24),
        ("spouse-together", "E", 24),
    ]


def test_four_moves_do_all_there_is_to_do(six: Snapshot) -> None:
    plan = planned(six)
    told = plan.moves.select("person_id", "from_post_id", "to_post_id", "effect", "gain", "chain")
    assert told.rows() == [
        ("D", "P4", "P7", "lateral", -190, "C001"),
        ("F", "P6", "P4", "promotion", 0, "C001"),
        ("A", "P1", "P2", "lateral", -232, "R001"),
        ("B", "P2", "P1", "lateral", -209, "R001"),
    ]
    assert plan.moves["place_in_chain"].to_list() == [1, 2, 1, 2]
    assert plan.moves["reasons"].to_list() == [
        ["spouse-together"], [], ["same-department"], ["same-department"],
    ]  # fmt: skip
    assert plan.moves["purposes"].to_list() == [
        ["care"], ["development"], ["rotation"], ["rotation"],
    ]  # fmt: skip


def test_each_layer_and_each_goal_is_worth_what_the_hand_adds_up(six: Snapshot) -> None:
    plan = planned(six)
    assert values(plan) == {"seats": 0, "duty": 0, "exchange": 230, "fit": -631, "calm": 4}
    assert dict(plan.goals.select("goal", "value").rows()) == {
        "empty_posts": 0,
        "without_post": 0,
        "kin_parted": 0,
        "must_findings": 0,
        "couples_together": 56 + 56,
        "findings_ended": 58 + 40,
        "reserve_promoted": 20,
        "team_ranges": 0,
        "fit_gained": -631,
        "moves": 4,
    }
    assert plan.layers["proved"].all()
    assert plan.layers["bound"].equals(plan.layers["value"])


ANSWERS: list[tuple[str, dict[str, Any], dict[str, str], list[int]]] = [
    ("batch 0", {"batch": 0}, {}, [1, 0, 0, 0, 0]),
    ("batch 1", {"batch": 1}, {"D": "P7"}, [0, 0, 112, -190, 1]),
    ("batch 2", {"batch": 2}, {"D": "P7", "A": "P4"}, [0, 0, 170, -427, 2]),
    ("batch 3", {"batch": 3}, {"D": "P7", "A": "P2", "B": "P1"}, [0, 0, 210, -631, 3]),
    ("half of six", {"batch": "50%"}, {"D": "P7", "A": "P2", "B": "P1"}, [0, 0, 210, -631, 3]),
    (
        "pin F to P2",
        {"pin": {"F": "P2"}},
        {"D": "P7", "A": "P4", "B": "P1", "F": "P2"},
        [0, 0, 230, -748, 4],
    ),
    ("pin A to stay", {"pin": {"A": "stay"}, "batch": 1}, {"D": "P7"}, [0, 0, 112, -190, 1]),
    (
        "hold A",
        {"hold": ("A",)},
        {"D": "P7", "F": "P4", "B": "P3", "C": "P2"},
        [0, 0, 172, -499, 4],
    ),
    (
        "forbid P7 to D",
        {"forbid": {"D": ("P7",)}},
        {"E": "P7", "D": "P5", "A": "P2", "B": "P1"},
        [0, 0, 210, -631, 4],
    ),
]


@pytest.mark.parametrize(
    ("choices", "moves", "worth"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS]
)
def test_another_demand_another_plan(
    six: Snapshot, choices: dict[str, Any], moves: dict[str, str], worth: list[int]
) -> None:
    plan = planned(six, **choices)
    assert moved(plan) == moves
    assert list(values(plan).values()) == worth
    assert plan.layers["proved"].all()


def test_a_pin_opens_the_ring_into_one_chain(six: Snapshot) -> None:
    plan = planned(six, pin={"F": "P2"})
    assert plan.moves.select("person_id", "chain", "place_in_chain").rows() == [
        ("D", "C001", 1), ("A", "C001", 2), ("B", "C001", 3), ("F", "C001", 4),
    ]  # fmt: skip


def test_who_makes_room_moves_without_a_reason(six: Snapshot) -> None:
    plan = planned(six, hold=("A",))
    rows = plan.moves.select("person_id", "chain", "reasons", "purposes").rows()
    assert ("C", "R001", [], []) in rows
    assert ("B", "R001", ["same-department"], ["rotation"]) in rows


ORDERS: list[tuple[str, dict[str, Any], dict[str, str], dict[str, int]]] = [
    (
        "calm before exchange",
        {"layers": ("seats", "calm", "exchange", "fit")},
        {"D": "P7"},
        {"seats": 0, "calm": 1, "exchange": 112, "fit": -190},
    ),
    (
        "fit before exchange",
        {"layers": ("seats", "fit", "exchange", "calm")},
        {"C": "P7"},
        {"seats": 0, "fit": -83, "exchange": 0, "calm": 1},
    ),
    (
        "calm alone",
        {"layers": ("calm",)},
        {},
        {"calm": 0},
    ),
    (
        "twenty points for calm",
        {"layers": ("seats", "exchange", "calm", "fit"), "tolerance": {"exchange": 20}},
        {"D": "P7", "A": "P2", "B": "P1"},
        {"seats": 0, "exchange": 210, "calm": 3, "fit": -631},
    ),
    (
        "forty points for calm",
        {"layers": ("seats", "exchange", "calm", "fit"), "tolerance": {"exchange": 40}},
        {"D": "P7", "A": "P4", "F": "P1"},
        {"seats": 0, "exchange": 190, "calm": 3, "fit": -539},
    ),
    (
        "sixty points for calm",
        {"layers": ("seats", "exchange", "calm", "fit"), "tolerance": {"exchange": 60}},
        {"D": "P7", "A": "P4"},
        {"seats": 0, "exchange": 170, "calm": 2, "fit": -427},
    ),
]


@pytest.mark.parametrize(
    ("choices", "moves", "worth"), [row[1:] for row in ORDERS], ids=[row[0] for row in ORDERS]
)
def test_another_order_another_plan(
    six: Snapshot, choices: dict[str, Any], moves: dict[str, str], worth: dict[str, int]
) -> None:
    plan = planned(six, **choices)
    assert moved(plan) == moves
    assert values(plan) == worth
    assert plan.layers["proved"].all()


def test_what_a_tolerance_gave_up_is_shown_against_the_bound(six: Snapshot) -> None:
    order = ("seats", "exchange", "calm", "fit")
    plan = planned(six, layers=order, tolerance={"exchange": 60})
    row = plan.layers.row(1, named=True)
    assert (row["layer"], row["value"], row["bound"], row["gap"]) == ("exchange", 170, 230, 60)


def test_a_waiver_lets_the_first_one_stay(six: Snapshot) -> None:
    waiver = {"rule": "same-department", "subject": "A", "by": "committee", "reason": "project"}
    plan = planned(six, waive=(waiver,))
    assert moved(plan) == {"D": "P7", "F": "P4", "B": "P3", "C": "P2"}
