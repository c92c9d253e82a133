from datetime import date
from typing import Any

import pytest
from tests.explain.conftest import Planned
from tests.planning.worlds import book, world

from diaopei.errors import UnknownNameError
from diaopei.explain import Answer, why
from diaopei.planning import Round, propose

LONG = date(2015, 1, 1)


def test_a_move_is_told_with_what_is_due_its_fit_and_its_ring(planned: Planned) -> None:
    told = why(planned(), "A")
    text = told.text()
    assert told.title == "Why A person moves"
    assert "Seven full years leading in one department: 100 months, the limit is 84" in text
    assert "Fit 402 of 1000 at the new post, 624 at the present one (-222)" in text
    assert "Ring R001:" in text
    assert " → A person: P1 unit·P1 → P2 unit·P2" in told.sentences
    assert "B person frees the seat P2 unit·P2." in told.sentences
    assert "B person can then come to P1 unit·P1." in told.sentences


def test_a_move_is_told_with_what_everybody_loses_without_it(planned: Planned) -> None:
    told = why(planned(), "A")
    assert "  points of exchange needs met: 100 in the plan, 50 then (-50)" in told.sentences
    losses = told.tables["losses"].select("layer", "change").rows()
    assert losses == [("seats", 0), ("duty", 0), ("exchange", -50), ("fit", 217), ("calm", 1)]


def test_the_parts_of_the_fit_stand_side_by_side(planned: Planned) -> None:
    parts = why(planned(), "A").tables["fit"]
    assert parts["criterion"][0] == "score"
    assert parts.filter(criterion="experience").select("now", "then").row(0) == (933, 0)
    assert parts["now_text"][1:].str.len_chars().min() > 0  # type: ignore[operator]


def test_a_move_into_an_empty_seat_says_so_and_what_it_leaves(planned: Planned) -> None:
    told = why(planned(batch=1), "A")
    assert "The seat at FREE unit·FREE stands empty today." in told.sentences
    assert "P1 unit·P1 is left empty at the end." in told.sentences


def test_a_move_demanded_by_hand_says_so(planned: Planned) -> None:
    told = why(planned(pin={"C": "FREE"}), "C")
    assert "The round demands this move by hand." in told.sentences


def test_who_is_due_and_stays_hears_what_it_would_cost_the_others(planned: Planned) -> None:
    told = why(planned(batch=1, pin={"C": "FREE"}), "B")
    text = told.text()
    assert told.title == "Why B person is due and stays"
    assert "eligible posts would end it" in text
    assert "It cannot be done whatever the others do" in text
    assert "pin" not in told.tables


def test_who_is_held_by_hand_hears_that(planned: Planned) -> None:
    told = why(planned(hold=("A",)), "A")
    assert told.sentences[-1] == "The round holds this person by hand."


def two_due(batch: int, **people: Any) -> Answer:
    posts = [{"post_id": "P1"}, {"post_id": "P2"}, {"post_id": "F1", "unit_id": "HOUSING"},
             {"post_id": "F2", "unit_id": "HOUSING"}]  # fmt: skip
    since = [{"person_id": "A", "start": date(2010, 1, 1)}, {"person_id": "B", "start": LONG}]
    snapshot = world({"A": "P1", "B": "P2"}, posts, since=since, **people)
    law = book("same-department", "altitude-not-up", "under-review")
    return why(propose(snapshot, law, Round(batch=batch)), "B")


def test_a_batch_too_small_is_named_as_the_cheapest_change() -> None:
    told = two_due(1)
    assert "  The first goal to lose is: points of exchange needs met." in told.sentences
    assert told.sentences[-1].startswith("The least change that frees this person")
    assert "At most a share of the people in force moves in one round" in told.sentences[-1]


def kin(batch: int, **people: Any) -> Answer:
    posts: list[dict[str, Any]] = [
        {"post_id": "LEADER", "must_fill": True},
        {"post_id": "DESK", "reports_to": "LEADER"},
        {"post_id": "FREE", "unit_id": "HOUSING"},
    ]
    ties = [{"person_id": "A", "other_id": "B", "relation": "direct_line"}]
    snapshot = world({"A": "LEADER", "B": "DESK"}, posts, ties=ties, **people)
    return why(propose(snapshot, book("kin-same-chain", "must-fill"), Round(batch=batch)), "A")


def test_a_status_that_keeps_somebody_is_told() -> None:
    told = kin(0, people=[{"person_id": "A", "status": "under_review"}])
    assert told.title == "Why A person is due and stays"
    assert told.sentences[-1] == "Nobody with the status under_review may be moved."


def test_rules_that_refuse_every_post_are_counted_with_the_least_waiver() -> None:
    posts = [{"post_id": "P1"}, *({"post_id": h, "unit_id": "RUTOG-LAND"} for h in ("H1", "H2"))]
    people = [{"person_id": "A", "health_limit": "no_higher"}]
    since = [{"person_id": "A", "start": LONG}]
    snapshot = world({"A": "P1"}, posts, people=people, since=since)
    law = book("same-department", "altitude-not-up")
    told = why(propose(snapshot, law, Round(batch=1)), "A")
    assert told.tables["refusals"].select("rule", "posts", "alone").rows() == [
        ("altitude-not-up", 2, 2)
    ]
    least = next(said for said in told.sentences if said.startswith("The least change"))
    assert least.startswith("The least change: a waiver of Nobody with a health limit")
    assert least.endswith("opens 2 posts.")


def test_who_is_not_due_hears_the_nearest_clocks(planned: Planned) -> None:
    told = why(planned(), "C")
    assert told.title == "Why C person stays"
    assert told.tables["clocks"].rows()[0][:2] == ("same-department", date(2028, 1, 1))


def test_kin_parted_by_the_others_move_are_told_whose() -> None:
    assert kin(1).sentences[-1].endswith("ended by the move of B person.")


@pytest.mark.parametrize("lang", ["en", "zh-hans", "zh-hant"])
@pytest.mark.parametrize("person", ["A", "B", "C", "D"])
def test_everybody_gets_an_answer_in_every_language(
    planned: Planned, person: str, lang: str
) -> None:
    told = why(planned(batch=1), person, lang)
    assert told.sentences
    assert "{" not in told.text()


def test_a_person_nobody_knows_is_refused(planned: Planned) -> None:
    with pytest.raises(UnknownNameError, match="no person is called 'N9'"):
        why(planned(), "N9")


def test_a_language_nobody_wrote_is_refused(planned: Planned) -> None:
    with pytest.raises(UnknownNameError, match="no language"):
        why(planned(), "A", "fr")
