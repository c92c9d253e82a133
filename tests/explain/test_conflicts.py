import pytest
from tests.explain.conftest import LAW, office

from diaopei.errors import UnknownNameError
from diaopei.explain import conflicts
from diaopei.planning import Draft, Round


def test_a_round_that_can_be_planned_says_so() -> None:
    told = conflicts(Draft.of(office(), LAW, Round(pin={"A": "FREE"})))
    assert told.sentences == ("Yes: a plan exists that meets every demand and rule.",)


def test_demands_against_each_other_are_listed_with_the_ways_out() -> None:
    draft = Draft.of(office(), LAW, Round(pin={"A": "FREE", "B": "FREE"}))
    told = conflicts(draft)
    assert told.sentences[0].startswith("No.")
    assert told.tables["rows"].height == 3
    assert told.sentences[-2:] == ("  drop (1)", "  drop (2)")


def test_where_no_single_change_is_enough_it_says_so() -> None:
    pins = {"A": "FREE", "B": "FREE", "C": "P2"}
    told = conflicts(Draft.of(office(), LAW, Round(pin=pins, hold=("C",))))
    assert told.sentences[-1].startswith("No single change")


def test_a_language_nobody_wrote_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        conflicts(Draft.of(office(), LAW, Round()), "fr")
