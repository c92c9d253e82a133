from typing import Any

import numpy as np
import pytest
from tests.planning.worlds import book, world

from diaopei.errors import InfeasibleError, RoundError
from diaopei.planning import Draft, Round, propose
from diaopei.planning.conflict import Conflict, conflict, opening
from diaopei.planning.feasibility import at_home, feasible, without
from diaopei.screening import Rulebook
from diaopei.snapshot import Snapshot

ROOMY = book("must-fill", "not-all-change", overlay=None)
PAIRS = [("A", "P1"), ("B", "P2"), ("C", "P3"), ("D", "P4")]


def office(**tables: Any) -> Snapshot:
    posts = [{"post_id": post} for _, post in PAIRS] + [{"post_id": "FREE"}, {"post_id": "SPARE"}]
    return world(dict(PAIRS), posts, **tables)


def team(many: int) -> Snapshot:
    posts: list[dict[str, Any]] = [
        {"post_id": f"T{n}", "is_team_member": True, "unit_id": "HOUSING"} for n in range(many)
    ]
    posts += [{"post_id": f"F{n}"} for n in range(many)]
    return world({f"M{n}": f"T{n}" for n in range(many)}, posts)


def county() -> Snapshot:
    units = [
        {"unit_id": "PARTY", "kind": "party", "system": "leadership", "place_id": "GAR"},
        {"unit_id": "GOVERNMENT", "system": "leadership", "place_id": "GAR"},
        {"unit_id": "FINANCE", "system": "finance"},
    ]
    posts: list[dict[str, Any]] = [
        {"post_id": "SECRETARY", "unit_id": "PARTY", "is_principal": True},
        {"post_id": "HEAD", "unit_id": "GOVERNMENT", "is_principal": True},
        {"post_id": "F1"},
        {"post_id": "F2"},
    ]
    return world({"A": "SECRETARY", "B": "HEAD"}, posts, units=units)


def found(snapshot: Snapshot, law: Rulebook, **choices: Any) -> Conflict:
    put = Draft.of(snapshot, law, Round(**choices))
    told = conflict(put.problem, put.model)
    assert told is not None
    return told


def members(told: Conflict) -> list[tuple[str, str]]:
    return told.rows.select("constraint", "row").rows()


def test_two_pins_into_one_seat_are_the_two_pins_and_the_seat() -> None:
    told = found(office(), ROOMY, pin={"A": "FREE", "B": "FREE"})
    assert members(told) == [
        ("by_hand", "pin A FREE"),
        ("by_hand", "pin B FREE"),
        ("seats", "FREE"),
    ]
    assert told.ways["row"].to_list() == ["pin A FREE", "pin B FREE"]


def test_a_pin_in_a_round_that_moves_nobody_is_the_pin_and_the_batch() -> None:
    told = found(office(), ROOMY, pin={"A": "FREE"}, batch=0)
    assert members(told) == [("by_hand", "pin A FREE"), ("batch_size", "batch")]
    assert told.ways.select("act", "by").rows() == [("drop", 0), ("raise", 1)]


def test_two_pins_in_a_batch_of_one_are_both_pins_and_the_batch() -> None:
    pins = {"A": "FREE", "B": "SPARE"}
    told = found(office(), ROOMY, pin=pins, batch=1)
    assert members(told) == [
        ("by_hand", "pin A FREE"),
        ("by_hand", "pin B SPARE"),
        ("batch_size", "batch"),
    ]
    assert told.ways.select("act", "by").rows() == [("drop", 0), ("drop", 0), ("raise", 1)]


def test_who_is_held_cannot_be_pinned_elsewhere() -> None:
    told = found(office(), ROOMY, pin={"A": "FREE"}, hold=("A",))
    assert sorted(members(told)) == [("by_hand", "hold A stay"), ("by_hand", "pin A FREE")]
    assert told.core.shortage is not None


def test_a_pin_to_a_post_whose_holder_is_held_names_the_seat() -> None:
    told = found(office(), ROOMY, pin={"A": "P2"}, hold=("B", "C"))
    assert members(told) == [
        ("by_hand", "pin A P2"),
        ("by_hand", "hold B stay"),
        ("seats", "P2"),
    ]


def test_the_two_principals_of_a_county_cannot_both_be_pinned_away() -> None:
    law = book("principals-not-together")
    told = found(county(), law, pin={"A": "F1", "B": "F2"})
    assert members(told) == [
        ("by_hand", "pin A F1"),
        ("by_hand", "pin B F2"),
        ("principals_together", "GAR"),
    ]
    assert told.ways["act"].to_list() == ["drop", "drop"]
    assert "principals-not-together" in told.rows["text"][2]


def test_of_three_members_of_a_team_one_may_leave_so_two_pins_are_enough() -> None:
    law = book("not-all-change")
    told = found(team(3), law, pin={f"M{n}": f"F{n}" for n in range(3)})
    assert len(members(told)) == 3
    assert members(told)[-1] == ("team_changes", "HOUSING")
    assert told.ways.select("way", "act", "by").rows() == [
        (1, "drop", 0), (1, "drop", 0), (2, "drop", 0), (2, "raise", 1), (3, "raise", 2),
    ]  # fmt: skip


def test_kin_cannot_be_pinned_under_one_leader() -> None:
    posts: list[dict[str, Any]] = [
        {"post_id": "LEADER", "is_principal": True},
        {"post_id": "DESK", "reports_to": "LEADER"},
        {"post_id": "ELSEWHERE", "unit_id": "HOUSING"},
        {"post_id": "FAR", "unit_id": "HOUSING"},
    ]
    ties = [{"person_id": "A", "other_id": "B", "relation": "direct_line"}]
    snapshot = world({"A": "ELSEWHERE", "B": "FAR"}, posts, ties=ties)
    told = found(snapshot, book("kin-same-chain"), pin={"A": "DESK", "B": "LEADER"})
    assert [name for name, _ in members(told)] == ["by_hand", "by_hand", "kin"]
    assert "A person" in told.rows["text"][2]
    assert "B person" in told.rows["text"][2]


def test_a_must_fill_post_cannot_be_left_without_a_follower() -> None:
    posts: list[dict[str, Any]] = [{"post_id": "KEY", "must_fill": True}, {"post_id": "FREE"}]
    told = found(world({"A": "KEY"}, posts), book("must-fill"), pin={"A": "FREE"})
    assert members(told) == [("by_hand", "pin A FREE"), ("must_fill", "KEY")]


def test_two_conflicts_in_one_round_are_mended_by_two_changes() -> None:
    pins = {"A": "FREE", "B": "FREE", "C": "SPARE", "D": "SPARE"}
    told = found(office(), ROOMY, pin=pins)
    assert len(members(told)) == 3
    assert told.ways["way"].to_list() == [1, 1, 2, 2, 3, 3]
    assert told.message().count(" and drop ") == 3


@pytest.mark.parametrize("place", range(3))
def test_without_any_one_member_the_others_can_be_kept(place: int) -> None:
    put = Draft.of(office(), ROOMY, Round(pin={"A": "FREE", "B": "FREE"}))
    told = conflict(put.problem, put.model)
    assert told is not None
    one = told.rows.row(place, named=True)
    names = put.model.names.filter(constraint=one["constraint"], row=one["row"])
    rest = without(put.model, names["index"][0])
    assert opening(put.problem, rest) is not None


def test_where_a_plan_exists_there_is_no_conflict() -> None:
    put = Draft.of(office(), ROOMY, Round(pin={"A": "FREE"}))
    assert conflict(put.problem, put.model) is None


def test_the_choice_that_opens_a_round_keeps_every_hard_row() -> None:
    put = Draft.of(office(), ROOMY, Round(pin={"A": "P2", "B": "P1"}, hold=("C",)))
    chosen = opening(put.problem, put.model)
    assert chosen is not None
    assert not put.model.missed(chosen)[~put.model.soft].any()


def test_with_no_demands_everybody_may_stay() -> None:
    put = Draft.of(office(), ROOMY, Round())
    home = at_home(put.problem.arcs)
    chosen, rows = feasible(put.model, home, np.array([], dtype=np.int64))
    assert chosen is not None
    assert chosen.tolist() == home.tolist()
    assert not len(rows)


def test_propose_refuses_in_one_line_with_the_ways_out() -> None:
    with pytest.raises(InfeasibleError) as told:
        propose(office(), ROOMY, Round(pin={"A": "FREE", "B": "FREE"}))
    text = str(told.value)
    assert "\n" not in text
    assert "(1) the demand to pin A person" in text
    assert text.endswith("To mend it: drop (1) or drop (2)")


def test_a_pin_to_any_eligible_post_is_met() -> None:
    plan = propose(office(), ROOMY, Round(pin={"D": "P1"}))
    assert dict(plan.moves.select("person_id", "to_post_id").rows())["D"] == "P1"


def test_a_pin_a_rule_refuses_names_the_rule() -> None:
    people = [{"person_id": "A", "health_limit": "no_higher"}]
    posts = [{"post_id": "LOW", "unit_id": "ZHADA-LAND"}, {"post_id": "HIGH",
             "unit_id": "RUTOG-LAND"}]  # fmt: skip
    snapshot = world({"A": "LOW"}, posts, people=people)
    with pytest.raises(InfeasibleError, match="refused by altitude-not-up") as told:
        propose(snapshot, book("altitude-not-up"), Round(pin={"A": "HIGH"}))
    assert "waive the rule" in str(told.value)


def test_a_pin_to_the_post_held_is_a_slip() -> None:
    with pytest.raises(RoundError, match="use 'stay'"):
        propose(office(), ROOMY, Round(pin={"A": "P1"}))


def test_a_pin_of_somebody_who_has_retired_is_a_slip() -> None:
    people = [{"person_id": "GONE", "status": "retired"}]
    snapshot = world({"A": "P1", "GONE": None}, [{"post_id": "P1"}, {"post_id": "FREE"}],
                     people=people)  # fmt: skip
    with pytest.raises(RoundError, match="GONE is not on the staff"):
        propose(snapshot, ROOMY, Round(pin={"GONE": "FREE"}))


def test_a_message_speaks_every_language() -> None:
    told = found(office(), ROOMY, pin={"A": "FREE"}, batch=0, hold=("B",)).messages()
    assert set(told) == {"en", "zh-hans", "zh-hant"}
    assert told["zh-hans"] != told["zh-hant"]
    assert all("FREE" in said for said in told.values())


def test_who_must_leave_is_told_so() -> None:
    told = found(office(), ROOMY, forbid={"A": ("stay",)}, batch=0)
    assert told.members()[0] == "the demand that A person leaves"


def test_a_batch_below_the_fewest_moves_is_told_with_the_prices_that_prove_it() -> None:
    told = found(office(), ROOMY, pin={"A": "P2", "B": "P3"}, batch=1)
    assert told.core.fewest is not None
    assert (told.core.fewest.proved, told.core.fewest.allowed) == (3, 1)
    assert "At least 3 of 4 people have to move" in told.message()
    assert set(told.proof["constraint"]) <= {"by_hand", "seats"}
