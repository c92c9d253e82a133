from datetime import date

import pytest

from diaopei.errors import RulebookError
from diaopei.screening.strict_yaml import MAX_BYTES, parse


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2", "line 2: the key 'a' stands twice"),
        ("b: {a: 1, a: 1}", "stands twice"),
        ("a: &x 1", "anchors"),
        ("a: &x 1\nb: *x", "anchors"),
        ("a: !!str 1", "tag"),
        ("a: !python/object:os.system x", "tag"),
        ("1: a", "not text"),
        ("true: a", "not text"),
        ("[1, 2]: a", "not text"),
        ("a: [1", "line 2"),
        ("a: b: c", "line 1"),
        ("a: 1\n---\nb: 2", "line 2"),
        ("a: 2023-02-31", "not readable"),
        ("[" * 5000, "rules/x.yaml"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(text: str, message: str) -> None:
    with pytest.raises(RulebookError, match=message) as caught:
        parse(text, "rules/x.yaml")
    assert str(caught.value).startswith("rules/x.yaml")


def test_a_large_text_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(RulebookError, match="1 MiB"):
        parse("# " + "x" * MAX_BYTES, "x")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2022-01-01", date(2022, 1, 1)),
        ("true", True),
        ("NO", "NO"),
        ("on", "on"),
        ("yes", "yes"),
        ("1:30", "1:30"),
        ("010", "010"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("-5", -5),
        ("7.5", 7.5),
        ("", None),
        ("~", None),
        ("<<", "<<"),
        ("'04'", "04"),
    ],
)
def test_a_plain_word_has_one_meaning(text: str, value: object) -> None:
    assert parse(f"a: {text}", "x") == {"a": value}


def test_days_may_be_keys() -> None:
    assert parse("2022-01-01: {a: 1}", "x") == {date(2022, 1, 1): {"a": 1}}
