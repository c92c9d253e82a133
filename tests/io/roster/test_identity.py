import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.io.roster.identity import (
    CHECK_SIGNS,
    WEIGHTS,
    IdNumber,
    clean_name,
    id_number,
    stable_id,
    told_apart,
)

NUMBERS = r"\A[1-9][0-9]{5}(19[5-9]|200)[0-9](0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}\Z"


def with_check(body: str) -> str:
    return (
        body
        + CHECK_SIGNS[
            sum(w * int(sign) for w, sign in zip(WEIGHTS, body, strict=True)) % len(CHECK_SIGNS)
        ]
    )


@pytest.mark.parametrize(
    ("written", "name"),
    {"张　三": "张三", "张  三": "张三", " 扎西 ": "扎西", "阿卜杜拉•买买提": "阿卜杜拉·买买提",
     "阿卜杜拉．买买提": "阿卜杜拉·买买提", "阿卜杜拉・买买提": "阿卜杜拉·买买提",
     "扎西\n次仁": "扎西次仁",
     "Anna  Lee": "Anna Lee", "欧阳 娜娜": "欧阳娜娜"}.items(),
)  # fmt: skip
def test_padding_and_middle_dots_do_not_make_another_name(written: str, name: str) -> None:
    assert clean_name(written) == name


@settings(deadline=None)
@given(st.from_regex(NUMBERS))
def test_a_right_number_holds_and_every_wrong_figure_shows(body: str) -> None:
    whole = with_check(body)
    assert isinstance(id_number(whole), IdNumber)
    for place in range(17):
        changed = str((int(whole[place]) + 1) % 10)
        assert isinstance(id_number(whole[:place] + changed + whole[place + 1 :]), str)


def test_a_number_says_birth_and_sex() -> None:
    man, woman = (id_number(with_check(f"5425211985031200{sign}")) for sign in "12")
    assert isinstance(man, IdNumber)
    assert isinstance(woman, IdNumber)
    assert (man.birth.isoformat(), man.sex, woman.sex) == ("1985-03-12", "male", "female")


def test_small_x_and_full_width_figures_are_the_same_number() -> None:
    bodies = (f"5425211985031{number:04}" for number in range(100))
    number = next(whole for body in bodies if (whole := with_check(body)).endswith("X"))
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number)
    assert id_number(number.lower()) == id_number(wide) == id_number(f"'{number}")


@pytest.mark.parametrize(
    ("text", "word"),
    {"5.42521198503e+17": "lost its last digits", "542521198503120000": "lost its last digits",
     "542521850312001": "18 characters", "5425211985031200199": "18 characters",
     "无": "18 characters",
     with_check("54252119850230001"): "does not exist"}.items(),
)  # fmt: skip
def test_a_number_that_cannot_hold_says_why(text: str, word: str) -> None:
    problem = id_number(text)
    assert isinstance(problem, str)
    assert word in problem


def test_ids_are_the_same_everywhere_and_differ_by_every_part() -> None:
    assert stable_id("N-", "张三", "1985-03", None) == stable_id("N-", "张三", "1985-03", None)
    assert len({stable_id("N-", "张三", birth, "") for birth in ("1985-03", "1985-04", None)}) == 3


def test_people_who_cannot_be_told_apart_are_kept_and_reported() -> None:
    ids, issues = told_apart(["a", None, "a", "b", "a"], ["x", None, "x", "y", "x"], first_row=4)
    assert ids == ["a", None, "a-2", "b", "a-3"]
    assert [issue["row"] for issue in issues] == ["6", "8"]
    assert {issue["severity"] for issue in issues} == {"error"}
