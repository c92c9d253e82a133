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


def test_where_no_single_change_is_enough_sets_of_changes_are_told() -> None:
    pins = {"A": "FREE", "B": "FREE", "C": "P2"}
    told = conflicts(Draft.of(office(), LAW, Round(pin=pins, hold=("C",))))
    assert all(" and " in way for way in told.sentences[-3:])
    assert told.tables["ways"]["way"].n_unique() == 3


def test_what_was_counted_is_told() -> None:
    told = conflicts(Draft.of(office(), LAW, Round(pin={"A": "FREE", "B": "FREE"})))
    assert "need 2 seats, and all they can go to has only 1" in told.text()


@pytest.mark.parametrize("lang", ["en", "zh-hans", "zh-hant"])
def test_a_batch_too_small_is_told_with_its_proof(lang: str) -> None:
    draft = Draft.of(office(), LAW, Round(pin={"A": "FREE", "B": "P3"}, batch=1))
    told = conflicts(draft, lang)
    assert told.tables["proof"].height > 0
    assert {"en": "At least 3 of", "zh-hans": "至少须调整", "zh-hant": "至少須調整"}[
        lang
    ] in told.text()


def test_a_language_nobody_wrote_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        conflicts(Draft.of(office(), LAW, Round()), "fr")
