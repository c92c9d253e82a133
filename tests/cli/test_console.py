import polars as pl
import pytest

from diaopei.cli.console import show_frame, show_rows, width
from diaopei.cli.language import LANGUAGES, language, pick, say
from diaopei.cli.rounds import progress_text
from diaopei.cli.sources import changed_values, day
from diaopei.errors import RoundError
from diaopei.planning import Progress


@pytest.mark.parametrize(("text", "wide"), [("", 0), ("abc", 3), ("幹部", 4), ("P1 县", 5)])
def test_a_wide_character_takes_two_columns(text: str, wide: int) -> None:
    assert width(text) == wide


def test_columns_line_up_under_chinese_heads(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(("單位", "n"), [("民政局", 7), ("x", 12)])
    assert capsys.readouterr().out.splitlines() == ["單位     n", "民政局   7", "x       12"]


def test_numbers_stand_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(("rule", "due"), [("a", 7), ("b", 1200)])
    assert capsys.readouterr().out.splitlines() == ["rule   due", "a        7", "b     1200"]


@pytest.mark.parametrize(("rows", "last"), [(3, "2"), (25, "… and 5 more")])
def test_a_long_table_says_how_much_it_leaves_out(
    rows: int, last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    show_frame(pl.DataFrame({"n": range(rows)}))
    assert capsys.readouterr().out.splitlines()[-1].strip() == last


def test_lists_are_joined_and_the_unknown_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    show_frame(pl.DataFrame({"of": [["a", "b"], None]}))
    assert capsys.readouterr().out.splitlines() == ["of", "a;b", ""]


@pytest.mark.parametrize("asked", LANGUAGES)
def test_the_language_of_the_environment_is_taken(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIAOPEI_LANG", asked)
    words = {"en": "rule", "zh-hans": "规则", "zh-hant": "規則"}
    assert (language(), pick(words), say(*words.values())) == (asked, words[asked], words[asked])


@pytest.mark.parametrize("asked", ["", "fr", "zh"])
def test_an_unknown_language_of_the_environment_means_english(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIAOPEI_LANG", asked)
    assert language() == "en"


def test_a_day_is_read_or_refused_with_the_right_form() -> None:
    assert str(day("2023-05-31")) == "2023-05-31"
    assert day(None) is None
    with pytest.raises(RoundError, match=r"--as-of 31.5.2023: not a day; write it as 2023-05-31"):
        day("31.5.2023")


def test_changed_values_name_rule_number_and_value() -> None:
    assert changed_values(["a-b.limit=5y"]) == {"a-b.limit": "5y"}


@pytest.mark.parametrize("text", ["a.limit", "a=5", "a.limit=", "=5"])
def test_a_changed_value_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(RoundError, match="write it as"):
        changed_values([text])


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        (Progress("fit", "searching", bound=12), "fit gained searched bound 12"),
        (Progress("fit", "found", 10, 12), "fit gained found value 10 · bound 12 · gap 2"),
        (Progress("", "interrupted"), "stopped; the best plan so far is kept"),
    ],
)
def test_progress_says_layer_value_bound_and_gap(
    progress: Progress, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIAOPEI_LANG", "en")
    assert progress_text(progress) == told
