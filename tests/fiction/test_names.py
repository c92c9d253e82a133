import numpy as np
import pytest

from diaopei.fiction.names import GIVEN_FEMALE, GIVEN_MALE, people_names, place_names

BOTH = np.array([False, True])


def test_a_name_has_two_parts_or_a_surname_and_one_or_two_characters() -> None:
    count = 500
    tibetan = np.arange(count) % 2 == 0
    names = people_names(tibetan, np.zeros(count, dtype=np.bool_), np.random.default_rng(0))
    lengths = names.str.len_chars().to_numpy()
    assert set(lengths[tibetan]) == {4}
    assert set(lengths[~tibetan]) == {2, 3}


def test_given_names_follow_the_sex() -> None:
    count = 400
    female = np.arange(count) % 2 == 0
    names = people_names(np.zeros(count, dtype=np.bool_), female, np.random.default_rng(0))
    last = names.str.slice(-1).to_list()
    assert {name for name, woman in zip(last, female, strict=True) if woman} <= set(GIVEN_FEMALE)
    assert {name for name, woman in zip(last, female, strict=True) if not woman} <= set(GIVEN_MALE)


@pytest.mark.parametrize("seed", [0, 1])
def test_names_come_from_the_seed_alone(seed: int) -> None:
    drawn = [people_names(BOTH, BOTH, np.random.default_rng(seed)).to_list() for _ in range(2)]
    assert drawn[0] == drawn[1]


def test_place_names_repeat_only_when_all_have_been_used() -> None:
    names = place_names(300, np.random.default_rng(0))
    assert len(set(names[:200])) == 200
    assert len(names) == 300
