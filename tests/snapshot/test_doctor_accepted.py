import polars as pl
import pytest

from diaopei.errors import DataError, UnknownNameError
from diaopei.snapshot.doctor import accepted
from diaopei.snapshot.issue import issues

FOUND = issues(
    pl.DataFrame(
        {
            "table": ["posts", "posts", "people"],
            "row": ["P1", "P2", "A"],
            "reason": ["2 holders", "3 holders", "unknown"],
            "severity": ["error", "error", "warning"],
            "mend": ["", "", ""],
            "check": ["seat_taken", "seat_taken", "unfilled_column"],
        }
    )
)


def split(*texts: str) -> tuple[list[str], dict[str, str]]:
    still_open, let_through = accepted(FOUND, texts)
    reasons = dict(
        zip(let_through["row"].to_list(), let_through["accepted_because"].to_list(), strict=True)
    )
    return still_open["row"].to_list(), reasons


def test_without_acceptances_every_error_is_open_and_no_warning_is() -> None:
    assert split() == (["P1", "P2"], {})


def test_a_check_is_accepted_as_a_whole() -> None:
    assert split("seat_taken=handover this month") == (
        [],
        {"P1": "handover this month", "P2": "handover this month"},
    )


def test_one_row_is_accepted_alone() -> None:
    assert split("seat_taken:P2=handover") == (["P1"], {"P2": "handover"})


def test_the_first_reason_given_for_a_row_stands() -> None:
    assert split("seat_taken:P2=first", "seat_taken=all") == ([], {"P1": "all", "P2": "first"})


@pytest.mark.parametrize("text", ["seat_taken", "seat_taken=", "=why", "seat_taken:P1= "])
def test_without_a_reason_nothing_is_accepted(text: str) -> None:
    with pytest.raises(DataError, match="CHECK=reason"):
        split(text)


@pytest.mark.parametrize("text", ["seat_taken:P9=why", "unfilled_column=why", "cycle=why"])
def test_what_is_no_error_cannot_be_accepted(text: str) -> None:
    with pytest.raises(DataError, match="there is no error"):
        split(text)


def test_an_unknown_check_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match=r"seat_takne.*seat_taken"):
        split("seat_takne=why")


def test_a_reason_may_hold_signs_of_its_own() -> None:
    assert split("seat_taken:P1=see file 3:2 = ok")[1] == {"P1": "see file 3:2 = ok"}
