from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diaopei.errors import DiaopeiError, RoundError, UnreadableError
from diaopei.planning.round import LAYERS, Round, read_round, round_of

WAIVER = {"rule": "same-department", "subject": "A", "by": "committee", "reason": "project"}
WHOLE = Round(
    rulebook="cn",
    as_of=date(2023, 5, 31),
    batch="12%",
    layers=("duty", "seats"),
    tolerance={"duty": 1},
    pin={"A": "P1", "B": "stay"},
    forbid={"C": ("P2", "P3")},
    hold=("D",),
    rules={"same-department.limit": "5y"},
    accept={"overlap": "both are real"},
    waive=(WAIVER,),
    engine="prices",
)


@pytest.mark.parametrize("choices", [Round(), WHOLE, Round(batch=0), Round(batch=7)])
def test_a_round_written_is_the_round_read(choices: Round, tmp_path: Path) -> None:
    path = tmp_path / "round.yaml"
    path.write_text(choices.as_yaml(), encoding="utf-8")
    assert read_round(path) == choices


def test_a_round_may_say_nothing() -> None:
    assert round_of({}) == Round()
    assert Round().layers == LAYERS


def test_one_name_stands_for_a_list_of_one() -> None:
    told = round_of({"hold": "A", "forbid": {"B": "P1"}, "layers": "calm"})
    assert (told.hold, told.forbid, told.layers) == (("A",), {"B": ("P1",)}, ("calm",))


@pytest.mark.parametrize(
    ("told", "place", "value"),
    [
        ({"bath": 4}, "here", "'bath'"),
        ({"engine": "quick"}, "here: engine", "'quick'"),
        ({"rulebook": 3}, "here: rulebook", "3"),
        ({"rulebook": ""}, "here: rulebook", "''"),
        ({"as_of": "2023-05"}, "here: as_of", "'2023-05'"),
        ({"batch": -1}, "here: batch", "-1"),
        ({"batch": True}, "here: batch", "True"),
        ({"batch": 0.1}, "here: batch", "0.1"),
        ({"batch": "10"}, "here: batch", "'10'"),
        ({"batch": "101%"}, "here: batch", "'101%'"),
        ({"batch": "-5%"}, "here: batch", "'-5%'"),
        ({"batch": "ten%"}, "here: batch", "'ten%'"),
        ({"layers": []}, "here: layers", "[]"),
        ({"layers": ["calm", "calm"]}, "here: layers", "['calm', 'calm']"),
        ({"layers": ["calm", "speed"]}, "here: layers", "'speed'"),
        ({"layers": {"calm": 1}}, "here: layers", "{'calm': 1}"),
        ({"tolerance": 3}, "here: tolerance", "3"),
        ({"tolerance": {"speed": 3}}, "here: tolerance: speed", "3"),
        ({"tolerance": {"fit": -3}}, "here: tolerance: fit", "-3"),
        ({"tolerance": {"fit": "3"}}, "here: tolerance: fit", "'3'"),
        ({"pin": ["A"]}, "here: pin", "['A']"),
        ({"pin": {"A": 101}}, "here: pin: A", "101"),
        ({"pin": {7: "P1"}}, "here: pin", "7"),
        ({"forbid": {"A": 5}}, "here: forbid: A", "5"),
        ({"forbid": {"A": ["P1", 5]}}, "here: forbid: A", "5"),
        ({"hold": [1]}, "here: hold", "[1]"),
        ({"rules": "5y"}, "here: rules", "'5y'"),
        ({"accept": {"overlap": 1}}, "here: accept: overlap", "1"),
        ({"waive": WAIVER}, "here: waive", "same-department"),
        ({"waive": [{"rule": "same-department"}]}, "here: waive", "same-department"),
        (["batch"], "here", "list"),
    ],
)
def test_a_wrong_round_is_refused_with_place_and_value(told: Any, place: str, value: str) -> None:
    with pytest.raises(RoundError) as caught:
        round_of(told, place="here")
    assert str(caught.value).startswith(f"{place}: ")
    assert value in str(caught.value)


def test_an_unknown_key_is_answered_with_the_known_ones() -> None:
    with pytest.raises(RoundError, match=r"knows rulebook, as_of, batch, .*waive"):
        round_of({"bath": 4})


def test_a_round_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"round\.yaml"):
        read_round(tmp_path / "round.yaml")


@pytest.mark.parametrize("text", ["batch: 3\nbatch: 4\n", "pin: {A: P1, A: P2}\n"])
def test_a_key_said_twice_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "round.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DiaopeiError, match=r"round\.yaml"):
        read_round(path)


def test_the_day_and_the_pace_come_back_and_are_left_out_where_not_said(tmp_path: Path) -> None:
    told = Round(first_day=date(2023, 9, 1), pace={"hand_over": 3, "per_week": 20})
    (tmp_path / "round.yaml").write_text(told.as_yaml(), encoding="utf-8")
    assert read_round(tmp_path / "round.yaml") == told
    assert not any(word in Round().as_yaml() for word in ("first_day", "pace"))


@pytest.mark.parametrize(
    ("pace", "said"),
    [({"speed": 3}, "'speed' is not one of hand_over, bench, per_week"),
     ({"per_week": 0}, "per_week: 0 is not a whole number, 1 or more"),
     ({"bench": -1}, "bench: -1 is not a whole number, 0 or more"),
     ({"hand_over": True}, "hand_over: True is not a whole number")],
)  # fmt: skip
def test_a_pace_that_makes_no_sense_is_refused(pace: dict[str, object], said: str) -> None:
    with pytest.raises(RoundError, match=said):
        round_of({"pace": pace})
