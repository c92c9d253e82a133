import pytest
from tests.explain.conftest import Planned

from diaopei.errors import UnknownNameError
from diaopei.explain import price


def test_one_more_move_is_told_between_what_was_found_and_what_is_proved(planned: Planned) -> None:
    told = price(planned(batch=1), "batch_size")
    assert told.title == "What one more or less is worth: batch_size"
    assert told.sentences[0] == "At most a share of the people in force moves in one round"
    assert any("one more gains" in line for line in told.sentences)
    table = told.tables["prices"].filter(layer="exchange").row(0, named=True)
    assert table["more_found"] <= table["more_proved"]
    assert table["less_found"] >= table["less_proved"]


def test_a_post_is_priced_by_its_seats(planned: Planned) -> None:
    told = price(planned(), "FREE")
    assert told.tables["prices"]["row"].unique().to_list() == ["FREE"]
    assert told.tables["prices"]["constraint"].unique().to_list() == ["seats"]


def test_a_row_of_no_worth_is_said_to_have_none(planned: Planned) -> None:
    told = price(planned(batch=4), "batch_size")
    assert told.sentences[1] == "  No goal gains by one more or loses by one less."


def test_an_unknown_name_is_refused_with_the_rules_there_are(planned: Planned) -> None:
    with pytest.raises(UnknownNameError, match="batch_size"):
        price(planned(), "no-such-rule")


@pytest.mark.parametrize(
    ("lang", "start"), [("zh-hans", "增减一个的价值"), ("zh-hant", "增減一個的價值")]
)
def test_it_is_told_in_chinese(planned: Planned, lang: str, start: str) -> None:
    assert price(planned(batch=1), "batch_size", lang).title.startswith(start)
